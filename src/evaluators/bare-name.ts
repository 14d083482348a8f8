/** The name of a statistic without its qualifiers: `mean` of `mean[turn=3]`. */
export function bareName(statistic: string): string {
  return statistic.replace(/\[.*/s, '');
}
