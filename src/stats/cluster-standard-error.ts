import type { Clusters } from './clusters.ts';
import { mean } from './mean.ts';

/**
 * Standard error of the mean of values that come in clusters: √(G/(G - 1) · Σ(Σ(x - x̄))²) / n, the inner sum over the
 * values of each of G clusters. With one value in each cluster it is `standardError`.
 *
 * @param values n finite numbers
 * @param clusters the indices of the values of each cluster
 * @returns the standard error, in the unit of the values; `undefined` for fewer than 2 clusters
 * @throws RangeError when a value is NaN or infinite
 * @see Liang & Zeger (1986), "Longitudinal data analysis using generalized linear models", Biometrika 73(1), 13–22;
 * Miller (2024), "Adding error bars to evals", arXiv 2411.00640, section 2.2
 */
export function clusterStandardError(values: readonly number[], clusters: Clusters): number | undefined {
  const centre = mean(values);
  if (centre === undefined || clusters.length < 2) return undefined;
  const squares = clusters.reduce(
    (sum, rows) => sum + rows.reduce((own, row) => own + (values[row]! - centre), 0) ** 2,
    0,
  );
  return Math.sqrt((clusters.length / (clusters.length - 1)) * squares) / values.length;
}
