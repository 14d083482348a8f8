import { withoutCodeBlocks } from './code-blocks.ts';
import { type CheckResult, failed, PASSED } from './result.ts';
import type { CheckOf } from './schema.ts';

/** By ELD, which names the language of short texts best of those tried; its tables take a third of a second to load. */
export async function language(answer: string, { value }: CheckOf<'language'>): Promise<CheckResult> {
  const { eld } = await import('eld/small');
  const prose = withoutCodeBlocks(answer);
  const found = eld.detect(prose).language;
  if (found === '') return failed(`is in no language that can be told, "${value}" is wanted`);
  return found === value ? PASSED : failed(`is in "${found}", not "${value}"`);
}
