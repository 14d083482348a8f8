import type { Interval } from '../../stats/interval.ts';
import { mean } from '../../stats/mean.ts';
import { ranks } from '../../stats/ranks.ts';
import type { Named, Statistic } from '../evaluator.ts';
import { placeOf } from './aggregate.ts';
import type { Analysis } from './analysis.ts';
import { CRITERION } from './criteria.ts';
import type { Capabilities } from './ranking.ts';

/** With gold answers. */
export const WITH_GOLD: readonly string[] = ['pearson', 'spearman', 'kendall', 'accuracy'];

/** The names of all statistics. */
export const STATISTICS = [
  'models',
  'items',
  'coverage',
  'extraction_rate',
  'mean_consistency',
  'references',
  'pearson',
  'spearman',
  'kendall',
  'indistinguishable_pairs',
  'capability',
  'rank',
  'best',
  'accuracy',
  'self_consistency',
  'failed_replies',
] as const;

type StatisticName = Named<(typeof STATISTICS)[number]>;

type SummaryRow = Omit<Statistic, 'criterion'>;

/**
 * Scores → statistics, both of the same analysis. What a run of PEEM says: over all models how well the ranking follows
 * the gold answers, where there are any, and how much of it is sure; of each model its capability and rank by each
 * algorithm, and how many of its replies were read.
 */
export function summarise(analysis: Analysis): Statistic[] {
  const rows = [...overall(analysis), ...analysis.all.flatMap(({ name }) => ofModel(analysis, name))];
  const human = ofHuman(analysis);
  return [...rows, ...human].map((row) => ({ ...row, criterion: CRITERION.capability }));
}

function overall(analysis: Analysis): SummaryRow[] {
  const { all, ranked, items, capabilities, consistency, em, names } = analysis;
  const given = all.reduce((sum, { replies }) => sum + replies.given, 0);
  const read = all.reduce((sum, { replies }) => sum + replies.read, 0);
  const row = rowsOf('');
  const between = ranked.flatMap((i) => ranked.filter((j) => j > i).map((j) => consistency[i]![j]!));
  return [
    ...row('models', ranked.length, all.length),
    ...row('items', items, items),
    ...row('coverage', all.length === 0 ? undefined : ranked.length / all.length, all.length),
    ...row('extraction_rate', given === 0 ? undefined : read / given, given),
    ...row('mean_consistency', mean(between), between.length),
    ...row('references', em.references.length, names.length),
    ...capabilities.flatMap(({ algorithm, trust, correlations }) => [
      ...correlations.flatMap(({ name, value, interval }) =>
        row(`${name}[algorithm=${algorithm}]`, value, ranked.length, interval),
      ),
      ...row(
        `indistinguishable_pairs[algorithm=${algorithm}]`,
        trust.resamples === 0 ? undefined : trust.indistinguishable.length,
        trust.comparable,
      ),
    ]),
  ];
}

function ofModel(analysis: Analysis, model: string): SummaryRow[] {
  const { replies, extraction } = analysis.all.find(({ name }) => name === model)!;
  const row = rowsOf(model);
  const place = placeOf(analysis, model);
  return [
    ...(place === undefined ? [] : ofRanked(analysis, place, row)),
    ...row(
      'extraction_rate',
      replies.given === 0 ? undefined : replies.read / replies.given,
      replies.given,
      extraction,
    ),
    ...row('failed_replies', replies.failed === 0 ? undefined : replies.failed, replies.given + replies.failed),
  ];
}

function ofRanked({ capabilities, accuracy, self, answered }: Analysis, place: number, row: MakeRows): SummaryRow[] {
  const { items, gold } = answered[place]!;
  return [
    ...capabilities.flatMap((own) => {
      const { algorithm, values, trust } = own;
      const sure = trust.models.find((each) => each.model === place);
      return [
        ...row(`capability[algorithm=${algorithm}]`, values[place], items, sure?.interval),
        ...row(`rank[algorithm=${algorithm}]`, rankOf(own, place), items, sure?.rank && ends(sure.rank)),
        ...row(`best[algorithm=${algorithm}]`, sure?.rank?.best, trust.resamples),
      ];
    }),
    ...row('accuracy', accuracy?.[place], gold),
    ...row('self_consistency', self[place], items),
  ];
}

/** The human labels have values of their own, but no rank. */
function ofHuman({ human, names, capabilities, accuracy, answered }: Analysis): SummaryRow[] {
  if (human === undefined) return [];
  const row = rowsOf(names[human]!);
  const { items, gold } = answered[human]!;
  return [
    ...capabilities.flatMap(({ algorithm, values }) => row(`capability[algorithm=${algorithm}]`, values[human], items)),
    ...row('accuracy', accuracy?.[human], gold),
  ];
}

type MakeRows = (statistic: StatisticName, value: number | undefined, n: number, interval?: Interval) => SummaryRow[];

/** Makes the row of a statistic of one model, or of all (''); none where it has no value. */
function rowsOf(model: string): MakeRows {
  return (statistic, value, n, interval) =>
    value === undefined || Number.isNaN(value) ? [] : [{ model, statistic, value, ...interval, n }];
}

/** The rank of a model among those that are ranked, 1 for the best; equal ones share the average. One alone has none. */
function rankOf({ values, trust }: Capabilities, place: number): number | undefined {
  const ranked = trust.models.map(({ model }) => model);
  if (ranked.length < 2) return undefined;
  return ranks(ranked.map((i) => -values[i]!))[ranked.indexOf(place)];
}

const ends = ({ low, high }: Interval): Interval => ({ low, high });
