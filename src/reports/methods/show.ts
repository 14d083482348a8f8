import type { Statistic } from '../../evaluators/evaluator.ts';
import { count, type EstimateText, estimateText, percent } from '../format.ts';

// Ways to write a statistic.

export function number({ value, low, high }: Statistic): EstimateText {
  return estimateText(value, low, high);
}

export function wholeNumber({ value }: Statistic): EstimateText {
  return { value: count(value) };
}

/** A share of at most 1, in percent. */
export function share({ value, low, high }: Statistic): EstimateText {
  return low === undefined || high === undefined
    ? { value: percent(value) }
    : { value: percent(value), low: percent(low), high: percent(high) };
}

/** A change: its sign is always written. @param unit what is written as 1 */
export function change({ value, low, high }: Statistic, unit = 1): EstimateText {
  const text = estimateText(
    value / unit,
    low === undefined ? low : low / unit,
    high === undefined ? high : high / unit,
  );
  return value > 0 ? { ...text, value: `+${text.value}` } : text;
}
