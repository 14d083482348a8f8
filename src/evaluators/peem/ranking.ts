// What the algorithms make of a consistency matrix: capabilities, how sure they are, and how closely they follow accuracy.
import type { Interval } from '../../stats/interval.ts';
import { kendall } from '../../stats/kendall.ts';
import { pearson } from '../../stats/pearson.ts';
import { percentileInterval } from '../../stats/percentile-interval.ts';
import { spearman } from '../../stats/spearman.ts';
import { type Algorithm, capabilities } from './algorithms.ts';
import type { PeemConfig } from './config.ts';
import type { Footing } from './footing.ts';
import { comparable, type Measured } from './measured.ts';
import type { References } from './references.ts';
import { type TrustReport, trustFrom } from './trust.ts';

const CORRELATIONS = { pearson, spearman, kendall };
type Correlation = keyof typeof CORRELATIONS;

export interface Capabilities {
  algorithm: Algorithm;
  /** One value a reference model, in the order of `names`. */
  values: readonly number[];
  trust: TrustReport;
  /** Whose values can't be compared. */
  footing: Footing;
  /** With the accuracy by the gold answers; only those that are defined. */
  correlations: readonly { name: Correlation; value: number; interval?: Interval }[];
}

/** What an algorithm makes of a consistency matrix, and how closely that follows the accuracies of the ranked models. */
export interface Values {
  values: readonly number[];
  footing: Footing;
  correlations: Partial<Record<Correlation, number>>;
}

/** By each algorithm of the config. */
export function valuesOf(
  { consistency, accuracy }: Measured,
  { names, human, ranked }: References,
  config: PeemConfig,
): Values[] {
  const matrix = comparable(consistency, ranked);
  return config.algorithms.map((algorithm) => {
    const { values, footing } = capabilities(algorithm, matrix, { names, human, p: config.filtering });
    return { values, footing, correlations: correlationsOf(values, accuracy, ranked) };
  });
}

function correlationsOf(
  values: readonly number[],
  accuracy: readonly number[] | undefined,
  ranked: readonly number[],
): Partial<Record<Correlation, number>> {
  if (accuracy === undefined || ranked.length < 2) return {};
  const x = ranked.map((i) => values[i]!);
  const y = ranked.map((i) => accuracy[i]!);
  return Object.fromEntries(Object.entries(CORRELATIONS).map(([name, correlation]) => [name, correlation(x, y)]));
}

/** The capabilities by one algorithm, with what the resamples say of them. */
export function capabilitiesOf(
  algorithm: Algorithm,
  { values, footing, correlations }: Values,
  replicates: readonly Values[],
  { ranked, blocks }: { ranked: readonly number[]; blocks: number },
): Capabilities {
  return {
    algorithm,
    values,
    trust: trustFrom(
      replicates.map((replicate) => ranked.map((i) => replicate.values[i]!)),
      { ranked, blocks, footing, footings: replicates.map((replicate) => replicate.footing) },
    ),
    footing,
    correlations: (Object.keys(CORRELATIONS) as Correlation[]).flatMap((name) => {
      const value = correlations[name];
      if (value === undefined) return [];
      const interval = percentileInterval(
        replicates.map((replicate) => replicate.correlations[name]),
        0.95,
      );
      return [{ name, value, ...(interval !== undefined && { interval }) }];
    }),
  };
}
