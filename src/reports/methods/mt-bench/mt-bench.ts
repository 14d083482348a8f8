import type { Statistic } from '../../../evaluators/evaluator.ts';
import {
  ABLATED,
  CHECKS,
  CONTEXT_ERROR,
  CONTEXT_ERROR_TURN,
  checkTypeIn,
  FAILURE,
} from '../../../evaluators/mt-bench/criteria.ts';
import type { Figure, Method } from '../method.ts';
import { change, share } from '../show.ts';
import { type Measure, measuresOf } from './measures.ts';
import { turnsSketch } from './turns-sketch.ts';

/** What a model gains from the history, by the first measure that an ablation has of it. */
function contextGain(measures: readonly Measure[], statistics: readonly Statistic[]): Figure[] {
  const statistic = 'context_gain';
  const measured = measures.find(({ criterion }) =>
    statistics.some((each) => each.criterion === criterion && each.statistic === statistic),
  );
  if (measured === undefined) return [];
  const { criterion, unit } = measured;
  const show = (each: Statistic) => change(each, unit.size);
  // Who pays for an ablation wants this one first.
  return [{ criterion, statistic, name: `context gain (${unit.name})`, show, spare: 6 }];
}

const FAILURES: Figure[] = [
  { criterion: CONTEXT_ERROR, statistic: 'error_rate', name: 'context errors', show: share, brief: true, spare: 5 },
  { criterion: FAILURE, statistic: 'rate', name: 'failed turns', show: share, brief: true, spare: 1 },
];

export const mtBench: Method = {
  title: 'Multi-turn checks',
  sample: 'session',
  rows: 'models',
  figures(statistics) {
    const measures = measuresOf(statistics);
    const [main, ...others] = measures;
    if (main === undefined) return FAILURES;
    const { criterion, statistic, name, show, unit } = main;
    return [
      { criterion, statistic, name, show, marked: true },
      ...contextGain(measures, statistics),
      {
        criterion,
        statistic: 'slope_over_turns',
        name: `${unit.name} per turn`,
        show: (each) => change(each, unit.size),
        spare: 4,
      },
      ...others.map(
        ({ criterion, statistic, name, show }): Figure => ({
          criterion,
          statistic,
          name,
          show,
          brief: true,
          spare: 2,
        }),
      ),
      ...FAILURES,
    ];
  },
  sketch(statistics) {
    const [main] = measuresOf(statistics);
    return main && turnsSketch(statistics, main);
  },
  pictures: async (run) => (await import('./pictures.ts')).mtBenchPictures(run),
  passing: CHECKS,
  comparedBy(criterion) {
    if (criterion !== CHECKS && criterion !== ABLATED + CHECKS) return undefined;
    return `${criterion}: the share of a turn's checks that pass, every turn counting alike; "checks passed" in a run's report counts every check alike.`;
  },
  scored(criterion) {
    const ablated = criterion.startsWith(ABLATED) ? ABLATED : '';
    if (checkTypeIn(criterion) !== undefined) return ablated + CHECKS;
    return criterion === ablated + CONTEXT_ERROR_TURN ? ablated + CONTEXT_ERROR : criterion;
  },
};
