import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Source } from '../compare/source.ts';
import { UsageError } from '../errors.ts';
import { readManifest, readScores } from '../results/read-run.ts';
import { FILES } from '../results/run-folder.ts';

/**
 * Reads what is to be compared: a run's folder, or a scores.csv. The scores.csv in a run's folder stands for that run.
 *
 * @throws UsageError where there is neither
 */
export function readSource(path: string): Source {
  if (!existsSync(path)) throw new UsageError(`${path}: no such folder or file`);
  if (statSync(path).isDirectory()) return readRunSource(path);
  if (basename(path) === FILES.scores) {
    const folder = dirname(path);
    if (statSync(join(folder, FILES.manifest), { throwIfNoEntry: false })) return { ...readRunSource(folder), path };
  }
  const { evaluator, scores } = readScores(path);
  const label = basename(path) === FILES.scores ? basename(dirname(resolve(path))) : basename(path, '.csv');
  return { label, path, evaluator, scores };
}

function readRunSource(folder: string): Source {
  const facts = readManifest(folder);
  const { evaluator, scores } = readScores(join(folder, FILES.scores));
  return { label: facts.name, path: folder, evaluator, scores, facts };
}
