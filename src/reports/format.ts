import { isConstant } from '../stats/is-constant.ts';

/** A value as text, with the ends of its interval where it has one. */
export interface EstimateText {
  value: string;
  low?: string;
  high?: string;
}

/**
 * A value with as many decimals as its uncertainty warrants: two digits of half the interval. An interval that is a point
 * is left out: where nothing varies a bootstrap sees no uncertainty, which is not to say that there is none.
 */
export function estimateText(value: number, low?: number, high?: number): EstimateText {
  if (low === undefined || high === undefined || isConstant([low, high])) return { value: round(value, 3) };
  const half = (high - low) / 2;
  const decimals = Math.max(0, Math.min(3, 1 - Math.floor(Math.log10(half))));
  return { value: round(value, decimals), low: round(low, decimals), high: round(high, decimals) };
}

/** The value, and its interval in brackets. */
export function bracketed({ value, low, high }: EstimateText): string {
  return low === undefined || high === undefined ? value : `${value} [${low}, ${high}]`;
}

/** A value with its interval, with as many decimals as its uncertainty warrants. */
export function withInterval(value: number, low?: number, high?: number): string {
  return bracketed(estimateText(value, low, high));
}

export function round(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** A share of at most 1. Only all is 100% and only none is 0%, whatever rounding says. */
export function percent(share: number): string {
  if (share === 1) return '100%';
  if (share === 0) return '0.0%';
  const thousandths = Math.min(999, Math.max(1, Math.round(share * 1000)));
  return `${(thousandths / 10).toFixed(1)}%`;
}

export function count(n: number): string {
  return withCommas(String(Math.round(n)));
}

/** With a comma between thousands; of at most two decimals. `toLocaleString` would take 20 ms at its first use. */
function withCommas(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+(?:\.|$))/g, ',');
}

export function plural(n: number, noun: string, nouns = `${noun}s`): string {
  return `${count(n)} ${n === 1 ? noun : nouns}`;
}

export function dollars(amount: number): string {
  if (amount > 0 && amount < 0.0001) return '< $0.0001';
  return `$${amount === 0 ? '0' : amount < 0.01 ? amount.toFixed(4) : withCommas(amount.toFixed(2))}`;
}

export function duration(seconds: number): string {
  if (seconds < 1) return '< 1 s';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
