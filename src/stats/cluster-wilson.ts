import { columnSums } from './column-sums.ts';
import type { Interval } from './interval.ts';
import { quantileOfT } from './quantile-of-t.ts';
import { requireProportion } from './require-proportion.ts';
import { scoreInterval } from './score-interval.ts';

/** A variance below this is rounding. */
const ROUNDING = 1e-12;

/**
 * Confidence interval of a share of values that come in clusters, such as the turns of a session: Wilson's interval for
 * the number of independent values that would tell as much. Unlike a bootstrap it does not shrink to a point where all
 * values are alike: ten passes of ten don't show that nothing ever fails.
 *
 * The number of values is divided by the design effect, the variance of the share over what it would be if the values
 * were independent, estimated from how the clusters differ. Few clusters that show the rarer outcome can't tell whether
 * it comes in clusters, so the estimate is drawn towards the design effect of clusters that are each of one kind, which
 * counts as much as one cluster. Quantiles are those of t, with a degree of freedom less than there are clusters.
 *
 * Coverage of the 95% interval in 2000 simulated runs, sessions of 8 turns with an intraclass correlation of 0.3
 * (beta-binomial), beside that of the expanded percentile interval of the bootstrap in 300:
 *
 * | p    | 10 sessions | bootstrap | 80 sessions | bootstrap |
 * | ---- | ----------- | --------- | ----------- | --------- |
 * | 0.02 | 0.98        | 0.55      | 0.98        | 0.85      |
 * | 0.1  | 0.99        | 0.86      | 0.96        | 0.95      |
 * | 0.5  | 0.98        | 0.96      | 0.96        | 0.93      |
 * | 0.97 | 0.99        | 0.70      | 0.97        | 0.88      |
 * | 1    | 1           | (a point) | 1           | (a point) |
 *
 * @param clusters values from 0 to 1 of each cluster; clusters without values are left out
 * @param level confidence level, strictly between 0 and 1
 * @returns the interval within [0, 1]; `undefined` for fewer than 2 clusters
 * @throws RangeError when `level` is not in (0, 1)
 * @see Kish (1965), Survey Sampling, section 8.2, for the design effect; Korn & Graubard (1998), "Confidence intervals for
 * proportions with small expected number of positive counts estimated from survey data", Survey Methodology 24, 193–201,
 * for intervals of effective sample sizes; Dean & Pagano (2015), "Evaluating confidence interval methods for binomial
 * proportions in clustered surveys", Journal of Survey Statistics and Methodology 3, 484–503, for Wilson's among them
 */
export function clusterWilson(clusters: readonly (readonly number[])[], level = 0.95): Interval | undefined {
  requireProportion('level', level);
  const filled = clusters.filter((values) => values.length > 0);
  const k = filled.length;
  if (k < 2) return undefined;
  const sums = filled.map((values) => [
    values.length,
    values.reduce((sum, value) => sum + value, 0),
    values.reduce((sum, value) => sum + value ** 2, 0),
  ]);
  const [n, total, squares] = columnSums(sums) as [number, number, number];
  const share = total / n;
  const spread = squares / n - share ** 2;
  // The design effect of clusters that are each of one kind.
  const largest = sums.reduce((sum, [size]) => sum + size! ** 2, 0) / n;
  const z = quantileOfT((1 + level) / 2, k - 1);
  // All values are alike, but for rounding.
  if (spread <= ROUNDING) return scoreInterval(total / largest, n / largest, z);

  const between = sums.reduce((sum, [size, own]) => sum + (own! - share * size!) ** 2, 0);
  const estimated = Math.min(largest, Math.max(1, ((k / (k - 1)) * between) / (n * spread)));
  const showing = (holds: (value: number) => boolean) => filled.filter((values) => values.some(holds)).length;
  const rarer = Math.min(
    showing((value) => value > 0),
    showing((value) => value < 1),
  );
  const weight = rarer / (rarer + 1);
  const designEffect = weight * estimated + (1 - weight) * largest;
  // A value between 0 and 1 varies less than one of the two, and tells as much as several of them.
  const effective = (n / designEffect) * ((share * (1 - share)) / spread);
  return scoreInterval(share * effective, effective, z);
}
