import { contains, notContains } from './contains.ts';
import { equals } from './equals.ts';
import { json } from './json.ts';
import { language } from './language.ts';
import { length } from './length.ts';
import { number } from './number.ts';
import { notRegex, regex } from './regex.ts';
import { type CheckResult, failed, PASSED } from './result.ts';
import type { Check, PlainCheck, SameAs } from './schema.ts';
import { plain } from './typography.ts';

/** Turns as far as checks are concerned: `same-as` refers to an earlier one. */
export type CheckedTurns = readonly { checks: readonly Check[] }[];

/** Whether an answer passes a check, and if not, why. */
export async function runCheck(check: Check, answer: string, turns: CheckedTurns): Promise<CheckResult> {
  // Silence breaks no ban and no upper limit, but it is no answer.
  if (isBlank(answer)) return failed('the answer is empty');
  switch (check.type) {
    case 'contains':
      return contains(answer, check);
    case 'not-contains':
      return notContains(answer, check);
    case 'regex':
      return regex(answer, check);
    case 'not-regex':
      return notRegex(answer, check);
    case 'equals':
      return equals(answer, check);
    case 'number':
      return number(answer, check);
    case 'json':
      return json(answer, check);
    case 'length':
      return length(answer, check);
    case 'language':
      return language(answer, check);
    case 'same-as':
      return sameAs(check, answer, turns);
  }
}

export function isBlank(answer: string): boolean {
  return plain(answer).trim() === '';
}

/** Passes where all of the earlier turn's checks do that still hold; the reasons of those that fail are put together. */
async function sameAs(check: SameAs, answer: string, turns: CheckedTurns): Promise<CheckResult> {
  const reasons: string[] = [];
  let undecided = '';
  for (const held of stillHolding(check, turns)) {
    const { passed, reason } = await runCheck(held, answer, turns);
    if (passed === false) reasons.push(`${held.type}: ${reason}`);
    if (passed === undefined) undecided ||= `${held.type}: ${reason}`;
  }
  const prefix = `as in turn ${check.turn}: `;
  if (reasons.length > 0) return failed(`${prefix}${[...new Set(reasons)].join('; ')}`);
  return undecided === '' ? PASSED : { passed: undefined, reason: prefix + undecided };
}

/** The checks that a `same-as` comes to, through those that its turn refers to in turn, less the kinds in `but`. */
export function stillHolding({ turn, but }: SameAs, turns: CheckedTurns): PlainCheck[] {
  const checks = turns[turn - 1]?.checks ?? [];
  return checks
    .flatMap((check) => (check.type === 'same-as' ? stillHolding(check, turns) : [check]))
    .filter(({ type }) => !but.includes(type));
}
