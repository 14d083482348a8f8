// For tests: scores, and the runs that have them.
import type { Score } from '../evaluators/evaluator.ts';
import { random } from '../stats/random.ts';
import type { Source } from './source.ts';

/** A score for tests. */
export function scoreOf(sample: string, score: number | undefined, more: Partial<Score> = {}): Score {
  const status = score === undefined ? 'unreadable' : 'ok';
  return {
    model: '',
    sample,
    criterion: 'quality',
    ratings: 1,
    status,
    ...(score !== undefined && { score }),
    ...more,
  };
}

export function sourceOf(label: string, scores: readonly Score[], more: Partial<Source> = {}): Source {
  return { label, path: label, evaluator: 'batcheval', scores, ...more };
}

/** Numbers of a normal distribution. */
export function normals(seed: string): () => number {
  const { next } = random(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
