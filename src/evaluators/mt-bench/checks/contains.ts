import { formsOf } from './forms.ts';
import { type CheckResult, failed, PASSED, shown } from './result.ts';
import type { CheckOf } from './schema.ts';
import { plain } from './typography.ts';

export function contains(answer: string, { all = [], any, caseSensitive }: CheckOf<'contains'>): CheckResult {
  const holds = holder(answer, caseSensitive);
  const lacking = all.filter((text) => !holds(text));
  if (lacking.length > 0) return failed(`lacks ${lacking.map(shown).join(', ')}`);
  if (any !== undefined && !any.some(holds)) return failed(`has none of ${any.map(shown).join(', ')}`);
  return PASSED;
}

export function notContains(answer: string, { any, caseSensitive }: CheckOf<'not-contains'>): CheckResult {
  const found = any.filter(holder(answer, caseSensitive));
  return found.length === 0 ? PASSED : failed(`has ${found.map(shown).join(', ')}`);
}

function holder(answer: string, caseSensitive: boolean): (text: string) => boolean {
  const folded = (text: string) => (caseSensitive ? text : text.toLowerCase());
  const haystacks = formsOf(answer).map(folded);
  return (text) => {
    const needle = folded(plain(text));
    return haystacks.some((haystack) => haystack.includes(needle));
  };
}
