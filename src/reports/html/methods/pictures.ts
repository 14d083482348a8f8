import type { LoadedRun } from '../load.ts';
import type { Group } from './group.ts';

/** The pictures that a run's method needs; a method that has none is told by its tables. */
export async function pictures(run: LoadedRun): Promise<Group[]> {
  switch (run.evaluator) {
    case 'batcheval':
      return (await import('./batcheval.ts')).batchevalPictures(run);
    case 'peem':
      return (await import('./peem.ts')).peemPictures(run);
    case 'mt-bench':
      return (await import('./mt-bench.ts')).mtBenchPictures(run);
    default:
      return [];
  }
}
