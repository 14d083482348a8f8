/**
 * How many resamples a bootstrap of so many values is worth: a thousand, and fewer where the data are so many that the
 * interval is narrow and each resample dear.
 *
 * @param size how many values a resample draws
 */
export function resamplesFor(size: number): number {
  return Math.max(100, Math.min(1000, Math.round(1e6 / Math.max(1, size))));
}
