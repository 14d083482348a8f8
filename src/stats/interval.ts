/** A confidence interval, in the unit of the statistic it is about; `low` ≤ `high`. */
export interface Interval {
  low: number;
  high: number;
}
