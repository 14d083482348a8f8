import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { nearPath } from './near-path.ts';

test('a path in the working directory is told from there, another one whole', () => {
  const here = process.cwd();
  expect(nearPath(join(here, 'results/run'))).toBe('results/run');
  expect(nearPath('results/')).toBe('results');
  expect(nearPath(here)).toBe('.');
  expect(nearPath('../other/report.html')).toBe(join(dirname(here), 'other/report.html'));
});
