import { discrepanciesBetween } from '../../compare/comparable.ts';
import type { LoadedRun } from './load.ts';

/** What keeps runs from being compared, so that their figures do not belong on one axis. A sentence each. */
export function incomparable(runs: readonly LoadedRun[]): string[] {
  const ofModels = runs.filter(({ scores }) => scores.length > 0 && scores.every(({ sample }) => sample === ''));
  const sources = runs.map(({ name, folder, evaluator, scores, manifest }) => ({
    label: name,
    path: folder,
    evaluator,
    scores,
    facts: manifest,
  }));
  return [
    ...ofModels.map(
      ({ name }) => `${name} scores whole models by each other, so its scores say nothing beside those of another run`,
    ),
    ...discrepanciesBetween(sources).refused,
  ];
}
