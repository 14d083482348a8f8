/** A value with as many decimals as its uncertainty warrants: two digits of half the interval. */
export function withInterval(value: number, low?: number, high?: number): string {
  if (low === undefined || high === undefined) return round(value, 3);
  const half = (high - low) / 2;
  const decimals = half > 0 ? Math.max(0, Math.min(3, 1 - Math.floor(Math.log10(half)))) : 3;
  return `${round(value, decimals)} [${round(low, decimals)}, ${round(high, decimals)}]`;
}

export function round(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

export function percent(share: number): string {
  if (share === 1) return '100%';
  // 99.96% is not all of it
  const text = (Math.floor(share * 1000) / 10).toFixed(1);
  return `${text}%`;
}

export function count(n: number): string {
  return Math.round(n).toLocaleString('en-US');
}

export function plural(n: number, noun: string, nouns = `${noun}s`): string {
  return `${count(n)} ${n === 1 ? noun : nouns}`;
}

export function dollars(amount: number): string {
  return `$${amount === 0 ? '0' : amount < 0.01 ? amount.toFixed(4) : amount.toFixed(2)}`;
}

export function duration(seconds: number): string {
  if (seconds < 1) return '< 1 s';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  const hours = Math.floor(seconds / 3600);
  return `${hours} h ${Math.round((seconds - hours * 3600) / 60)} min`;
}

/**
 * A text from data or from a model, made safe for a terminal: control characters (an escape sequence could repaint the
 * screen) and marks that turn the direction of writing are shown as what they are.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
