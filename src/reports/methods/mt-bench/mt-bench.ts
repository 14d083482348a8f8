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
import { measuresOf } from './measures.ts';
import { turnsSketch } from './turns-sketch.ts';

const FAILURES: Figure[] = [
  { criterion: CONTEXT_ERROR, statistic: 'error_rate', name: 'context errors', show: share, brief: true, spare: 5 },
  { criterion: FAILURE, statistic: 'rate', name: 'failed turns', show: share, brief: true, spare: 1 },
];

export const mtBench: Method = {
  title: 'MT-Bench++',
  sample: 'session',
  rows: 'models',
  figures(statistics) {
    const [main, ...others] = measuresOf(statistics);
    if (main === undefined) return FAILURES;
    const { criterion, statistic, name, show, slope } = main;
    return [
      { criterion, statistic, name, show, marked: true },
      {
        criterion,
        statistic: 'slope_over_turns',
        name: slope.name,
        show: (each) => change(each, slope.unit),
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
  scored(criterion) {
    const ablated = criterion.startsWith(ABLATED) ? ABLATED : '';
    if (checkTypeIn(criterion) !== undefined) return ablated + CHECKS;
    return criterion === ablated + CONTEXT_ERROR_TURN ? ablated + CONTEXT_ERROR : criterion;
  },
};
