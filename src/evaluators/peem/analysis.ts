// Yuan et al., findings of ACL 2024, arXiv 2408.13738. All that is computed of a run, from its predictions: consistency,
// EM, capabilities by each algorithm, how sure they are, and, where there are gold answers, how well the ranking did.
import type { Interval } from '../../stats/interval.ts';
import { kendall } from '../../stats/kendall.ts';
import { pearson } from '../../stats/pearson.ts';
import { percentileInterval } from '../../stats/percentile-interval.ts';
import { spearman } from '../../stats/spearman.ts';
import type { Rating } from '../evaluator.ts';
import { type Algorithm, capabilities } from './algorithms.ts';
import { HUMAN, measureOf } from './config.ts';
import { affordableBlocks, dealt } from './consistency/blocks.ts';
import { consistencyMatrix, selfConsistency } from './consistency/pair-sums.ts';
import { pairSums } from './consistency.ts';
import { type ExpectationMaximisation, expectationMaximisation } from './expectation-maximisation.ts';
import { type NearCopies, nearCopies } from './near-copies.ts';
import type { Matrix, Prediction } from './predictions.ts';
import { type PeemInputs, type Prepared, prepare, type Replies } from './prepared.ts';
import { affordableResamples, resampled, type TrustReport, trustFrom } from './trust.ts';
import { READABLE } from './warnings.ts';

const CORRELATIONS = { pearson, spearman, kendall };
type Correlation = keyof typeof CORRELATIONS;

export interface Capabilities {
  algorithm: Algorithm;
  /** One value a reference model, in the order of `names`. */
  values: readonly number[];
  trust: TrustReport;
  /** With the accuracy by the gold answers; only those that are defined. */
  correlations: readonly { name: Correlation; value: number; interval?: Interval }[];
}

export interface Analysis {
  /** All models under evaluation with what became of their replies, in the order of the config. */
  all: readonly { name: string; replies: Replies }[];
  /** The reference models: those with at least one prediction, and the human labels last, where they joined. */
  names: readonly string[];
  /** Place of the human labels among the reference models. */
  human?: number;
  /** Places of the models that are ranked: all but the human labels. */
  ranked: readonly number[];
  /** Items that at least one model was asked. */
  items: number;
  consistency: Matrix;
  /** Consistency with itself, a sample never paired with itself; NaN where nobody can say. */
  self: readonly number[];
  em: ExpectationMaximisation;
  nearCopies: readonly NearCopies[];
  capabilities: readonly Capabilities[];
  /** Consistency of each reference model with the gold answers, where there are any: they never rank. */
  accuracy?: readonly number[];
  goldItems: number;
}

/**
 * The analysis of a run. It is asked for by every table of the results, and the last one is kept for them.
 */
export function analysisOf(ratings: readonly Rating[], inputs: PeemInputs): Analysis {
  const known = kept.get(inputs);
  if (known?.ratings === ratings && known.count === ratings.length) return known.analysis;
  const analysis = analyse(prepare(ratings, inputs), inputs);
  kept.set(inputs, { ratings, count: ratings.length, analysis });
  return analysis;
}

const kept = new WeakMap<PeemInputs, { ratings: readonly Rating[]; count: number; analysis: Analysis }>();

function analyse(prepared: Prepared, { config, data, seed }: PeemInputs): Analysis {
  const { models, predictions, replies, order } = prepared;
  const all = models.map((name, i) => ({ name, replies: replies[i]! }));
  // A model of which nothing could be read takes no part: nothing is known of it, not even that it is weak.
  const present = models.flatMap((_, i) => (replies[i]!.read > 0 ? [i] : []));
  const names = present.map((i) => models[i]!);
  const ranked = names.map((_, i) => i);
  const columns: (readonly (readonly (Prediction | null)[])[])[] = present.map((i) => predictions[i]!);
  const asked = order.filter((_, at) => columns.some((ofModel) => ofModel[at]!.length > 0)).length;
  const human = config.human ? names.push(HUMAN) - 1 : undefined;
  if (human !== undefined) columns.push(order.map((item) => data.items[item]!.human));
  const n = names.length;
  // The gold answers are one more column of the same sums, taken off before anything is ranked.
  const goldItems = data.items.filter(({ gold }) => gold !== undefined).length;
  if (goldItems > 0) {
    columns.push(
      order.map((item) => {
        const { gold } = data.items[item]!;
        return gold === undefined ? [] : [gold];
      }),
    );
  }
  const empty = { all, names, human, ranked, items: asked, goldItems };
  if (ranked.length === 0) {
    const em = { references: [], dropped: [], trace: [] };
    return { ...empty, names: [], human: undefined, consistency: [], self: [], em, nearCopies: [], capabilities: [] };
  }

  const measure = measureOf(config);
  const resamples = config.resamples ?? affordableResamples(n);
  const blocks = affordableBlocks(columns.length, resamples, measure.type === 'rating' ? 6 : 2);
  const sums = pairSums(columns, measure, dealt(order.length, blocks, seed));
  const withoutGold = (matrix: Matrix): Matrix =>
    goldItems === 0 ? matrix : matrix.slice(0, n).map((row) => row.slice(0, n));
  const accuracyIn = (matrix: Matrix): number[] | undefined => (goldItems === 0 ? undefined : matrix[n]!.slice(0, n));
  const options = { names, human, p: config.filtering };
  const statistics = (matrix: Matrix) => {
    const own = withoutGold(matrix);
    const accuracy = accuracyIn(matrix);
    return config.algorithms.map((algorithm) => {
      const values = capabilities(algorithm, own, options);
      return { values, correlations: correlate(values, accuracy, ranked) };
    });
  };

  const matrix = consistencyMatrix(sums);
  const consistency = withoutGold(matrix);
  const self = selfConsistency(sums).slice(0, n);
  const replicates = resampled(sums, statistics, { seed, resamples });
  const exact = statistics(matrix);
  const accuracy = accuracyIn(matrix);
  return {
    ...empty,
    consistency,
    self,
    em: expectationMaximisation(consistency, names),
    nearCopies: nearCopies(
      ranked.map((i) => ranked.map((j) => consistency[i]![j]!)),
      ranked.map((i) => self[i]!),
    ).filter(({ pair }) => measure.type !== 'set' || pair.some((i) => wellRead(replies[present[i]!]!))),
    capabilities: config.algorithms.map((algorithm, a) => ({
      algorithm,
      values: exact[a]!.values,
      trust: trustFrom(
        replicates.map((replicate) => ranked.map((i) => replicate[a]!.values[i]!)),
        { ranked, blocks: sums.blocks.count },
      ),
      correlations: (Object.keys(CORRELATIONS) as Correlation[]).flatMap((name) => {
        const value = exact[a]!.correlations?.[name];
        if (value === undefined) return [];
        const interval = percentileInterval(
          replicates.map((replicate) => replicate[a]!.correlations?.[name]),
          0.95,
        );
        return [{ name, value, ...(interval !== undefined && { interval }) }];
      }),
    })),
    ...(accuracy !== undefined && { accuracy }),
  };
}

/**
 * Whether a model's replies could mostly be read. Unread replies are equal option sets, so two models of which many are
 * unread look like copies of each other, and are none.
 */
const wellRead = ({ given, read }: Replies): boolean => read >= READABLE * given;

/** How closely capabilities follow accuracies, over the ranked models. */
function correlate(
  values: readonly number[],
  accuracy: readonly number[] | undefined,
  ranked: readonly number[],
): Partial<Record<Correlation, number>> | undefined {
  if (accuracy === undefined || ranked.length < 2) return undefined;
  const x = ranked.map((i) => values[i]!);
  const y = ranked.map((i) => accuracy[i]!);
  return Object.fromEntries(Object.entries(CORRELATIONS).map(([name, correlation]) => [name, correlation(x, y)]));
}
