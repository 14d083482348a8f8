import { bareName } from '../evaluators/bare-name.ts';
import type { Statistic } from '../evaluators/evaluator.ts';
import { isConstant } from '../stats/is-constant.ts';

/**
 * Statistics without the intervals that are a point: where nothing varies a bootstrap sees no uncertainty, which is not
 * to say that there is none.
 *
 * @param ranks the statistics, by their names without qualifiers, that are places in an order: a single place is an
 * interval like any other
 */
export function withoutPointIntervals(statistics: readonly Statistic[], ranks: readonly string[]): Statistic[] {
  return statistics.map((each) => {
    const { low, high, ...rest } = each;
    if (low === undefined || high === undefined || !isConstant([low, high])) return each;
    return ranks.includes(bareName(each.statistic)) ? each : rest;
  });
}
