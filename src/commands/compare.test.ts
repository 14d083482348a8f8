import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { scoreOf } from '../compare/fixtures.ts';
import { UsageError } from '../errors.ts';
import type { Score } from '../evaluators/evaluator.ts';
import { MANIFEST } from '../results/fixtures.ts';
import type { Manifest } from '../results/manifest.ts';
import { RunFolder } from '../results/run-folder.ts';
import { compareCommand } from './compare.ts';

function writeRun(path: string, scores: readonly Score[], manifest: Partial<Manifest>): string {
  const run = new RunFolder(path, 'batcheval');
  run.finish(scores, [], {}, { ...MANIFEST, ...manifest });
  run.close();
  return path;
}

test('a run that was interrupted before any score is told of as that', async () => {
  const folder = tempFolder();
  const whole = writeRun(join(folder, 'a'), [scoreOf('s', 1)], { name: 'a' });
  const begun = writeRun(join(folder, 'b'), [scoreOf('s', undefined)], { name: 'b', state: 'interrupted' });
  const comparing = compareCommand([whole, begun], { criterion: [], lowerIsBetter: [] });
  await expect(comparing).rejects.toThrow(UsageError);
  await expect(comparing).rejects.toThrow(/nothing to compare: without a score is b \(interrupted\); .* run again/);
});
