import { beforeEach, expect, test, vi } from 'vitest';
import { RunFailed } from '../errors.ts';
import { MANIFEST } from '../results/fixtures.ts';
import { writeReports } from './machine-reports.ts';

const run = { folder: 'nowhere', evaluator: 'batcheval', manifest: MANIFEST, scores: [], statistics: [], gates: [] };

let stderr = '';

beforeEach(() => {
  stderr = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text;
    return true;
  });
});

test("a JUnit file that can't be written is told of with its path, after GitHub was told of the run", async () => {
  const failed = { ...run, gates: [{ gate: 'coverage >= 1', status: 'failed' as const, message: 'no' }] };
  const writing = writeReports([failed], { junit: 'package.json/x.xml' }, { GITHUB_ACTIONS: 'true' });
  await expect(writing).rejects.toThrow(RunFailed);
  await expect(writing).rejects.toThrow(
    /^--junit package\.json\/x\.xml: can't be written \(.*; the run's own results are there$/,
  );
  expect(stderr).toContain('::error');
});
