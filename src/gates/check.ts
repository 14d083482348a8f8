import { UsageError } from '../errors.ts';
import { bareName } from '../evaluators/bare-name.ts';
import { listed, nearestName, suggestion } from '../suggest.ts';
import { quoteName } from './find.ts';
import { type Gate, needsBaseline } from './gate.ts';
import { neverPaired } from './not-worse.ts';
import { gateProblem, parseGate } from './parse.ts';

/** Reads gates. @throws UsageError with all that can't be read */
export function parseGates(texts: readonly string[]): Gate[] {
  const wrong = texts.flatMap((text) => {
    const problem = gateProblem(text);
    return problem === undefined ? [] : [`gate ${JSON.stringify(text)}: ${problem}`];
  });
  if (wrong.length > 0) throw new UsageError(wrong.join('\n'));
  return texts.map(parseGate);
}

/** The statistics that have no criterion; all but `coverage` may be of one model or judge, as `cost[of=…]`. */
const OF_THE_RUN = ['calls', 'failed_calls', 'prompt_tokens', 'completion_tokens', 'cost', 'coverage'];

type Names = ReadonlyMap<string, readonly string[]>;

/**
 * What of a gate can be seen to be wrong before anything is asked: a criterion or a statistic that the method does not
 * have, none where one is needed, a baseline that nobody names or by which the statistic can't be worse. What depends on the data (whether there are human
 * scores, which turns there are) shows only in the results.
 *
 * @param statistics the names, without qualifiers, of the statistics that there may be of each criterion
 * @param run its evaluator, whether it has a baseline, and why its cost can't be known, if it can't
 * @returns a sentence; undefined where nothing is wrong
 */
export function gateMistake(
  gate: Gate,
  statistics: Names,
  run: { evaluator: string; baseline: boolean; noCost: string | undefined },
): string | undefined {
  if (needsBaseline(gate) && !run.baseline)
    return 'there is no baseline to compare with; name one with --baseline or `baseline:`';
  const unknown = unknownStatistic(gate, statistics);
  if (unknown !== undefined) return unknown;
  if (gate.criterion === '' && gate.statistic === 'cost' && run.noCost !== undefined) return run.noCost;
  return gate.demand.kind === 'not-worse' ? neverPaired(gate, run.evaluator) : undefined;
}

function unknownStatistic(gate: Gate, statistics: Names): string | undefined {
  if (gate.criterion !== '') return statisticMistake(gate, statistics);
  if (OF_THE_RUN.includes(bareName(gate.statistic))) return undefined;
  return withoutCriterion(gate.statistic, [...statistics.keys()]);
}

/**
 * Why there can't be what a gate names.
 *
 * @param statistics the names, without qualifiers, of the statistics that there may be of each criterion
 * @param elsewhere those that there may be with other data
 * @returns a sentence with what there is instead; undefined where there may be such a statistic
 */
export function statisticMistake(
  { criterion, statistic }: Gate,
  statistics: Names,
  elsewhere: Names = statistics,
): string | undefined {
  if (criterion === '') return undefined;
  const name = bareName(statistic);
  const own = statistics.get(criterion);
  if (own?.includes(name)) return undefined;
  const of = JSON.stringify(criterion);
  if (elsewhere.get(criterion)?.includes(name)) {
    const what = own === undefined ? `nothing to be said of ${of}` : `no ${JSON.stringify(name)} of ${of}`;
    return `with this dataset there is ${what}: it lacks what that is computed from`;
  }
  if (own === undefined) return `there is no criterion ${of}; ${suggestion(criterion, [...statistics.keys()])}`;
  return `there is no statistic ${JSON.stringify(name)} of ${of}; ${suggestion(name, own)}`;
}

function withoutCriterion(statistic: string, criteria: readonly string[]): string {
  const quoted = JSON.stringify(statistic);
  if (criteria.includes(statistic)) {
    return `it names a criterion and no statistic; for instance: ${quoteName(statistic)} mean`;
  }
  const meant = nearestName(statistic, OF_THE_RUN);
  if (meant !== undefined) return `the run has no statistic ${quoted}; did you mean ${JSON.stringify(meant)}?`;
  const example = criteria[0] === undefined ? '' : `: ${quoteName(criteria[0])} ${statistic}`;
  return `${quoted} is no statistic of the run as a whole (${listed(OF_THE_RUN)}); name its criterion before it${example}`;
}
