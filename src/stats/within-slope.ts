import { finite } from './finite.ts';

/**
 * What a group of points adds to the sums that the slope within groups follows from: Σ(x - x̄)² and Σ(x - x̄)(y - ȳ),
 * about the group's own means. A group that has one x only adds nothing.
 *
 * @param x the group's x
 * @param y y[i] belonging to x[i]
 */
export function withinSlopeTerms(x: readonly number[], y: readonly number[]): number[] {
  const meanX = x.reduce((sum, value) => sum + value, 0) / x.length;
  const meanY = y.reduce((sum, value) => sum + value, 0) / y.length;
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i += 1) {
    xx += (x[i]! - meanX) ** 2;
    xy += (x[i]! - meanX) * (y[i]! - meanY);
  }
  return [xx, xy];
}

/**
 * The slope of y on x within groups, each group having a level of its own (the within, or fixed effects, estimator).
 * To centre y alone would understate it: part of what x does is in the group's mean of y. Whether x varies is told
 * exactly as long as x are small whole numbers, such as positions.
 *
 * @param sums over groups: Σ(x - x̄)², Σ(x - x̄)(y - ȳ)
 * @returns the slope, in units of y per unit of x; `undefined` where x varies in no group
 * @see Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, 2nd ed., section 10.5
 */
export function withinSlope([xx, xy]: readonly number[]): number | undefined {
  return xx! > 0 ? finite(xy! / xx!) : undefined;
}
