import { numbersIn } from './numbers-in.ts';
import { type CheckResult, failed, PASSED } from './result.ts';
import type { CheckOf } from './schema.ts';

export function number(answer: string, { value, tolerance }: CheckOf<'number'>): CheckResult {
  const numbers = numbersIn(answer);
  // 0.1 + 0.2 is not 0.3: a difference that is rounding alone is none.
  const slack = tolerance + Number.EPSILON * 4 * Math.max(1, Math.abs(value));
  if (numbers.some((each) => Math.abs(each - value) <= slack)) return PASSED;
  const wanted = tolerance === 0 ? String(value) : `${value} ± ${tolerance}`;
  if (numbers.length === 0) return failed(`has no number, ${wanted} is wanted`);
  return failed(`has ${numbers.slice(0, 8).join(', ')}${numbers.length > 8 ? ', …' : ''}, not ${wanted}`);
}
