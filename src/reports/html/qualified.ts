import type { Statistic } from '../../evaluators/evaluator.ts';

/** A statistic whose name has a qualifier, taken apart: `mean[turn=3]` has base `mean`, key `turn` and is of `3`. */
export interface Qualified extends Statistic {
  base: string;
  key: string;
  of: string;
}

/** The statistics of this name that are qualified by `key`, in their order. */
export function qualified(
  statistics: readonly Statistic[],
  { criterion, base, key }: { criterion?: string; base: string; key: string },
): Qualified[] {
  const begin = `${base}[${key}=`;
  return statistics.flatMap((each) =>
    (criterion === undefined || each.criterion === criterion) &&
    each.statistic.startsWith(begin) &&
    each.statistic.endsWith(']')
      ? [{ ...each, base, key, of: each.statistic.slice(begin.length, -1) }]
      : [],
  );
}

/** Without the row over all models where there are rows of single ones. */
export function ofModels<T extends Statistic>(statistics: readonly T[]): T[] {
  const single = statistics.filter(({ model }) => model !== '');
  return single.length > 0 ? single : [...statistics];
}

export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
