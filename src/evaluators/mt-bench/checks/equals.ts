import { formsOf } from './forms.ts';
import { type CheckResult, failed, PASSED, shown } from './result.ts';
import type { CheckOf } from './schema.ts';
import { plain } from './typography.ts';

export function equals(answer: string, { value }: CheckOf<'equals'>): CheckResult {
  const wanted = bare(value);
  return formsOf(answer).some((form) => bare(form) === wanted)
    ? PASSED
    : failed(`is ${shown(answer)}, not ${shown(value)}`);
}

/** Without case, outer whitespace, quotes, emphasis, code marks and the final full stop. */
function bare(text: string): string {
  const outer = /^[\s"'`*_«»‹›“”]+|[\s"'`*_«»‹›“”]+$/g;
  return plain(text)
    .toLowerCase()
    .replace(outer, '')
    .replace(/[.。]$/, '')
    .replace(outer, '')
    .replace(/\s+/g, ' ');
}
