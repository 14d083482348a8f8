import { withoutCodeBlocks } from './code-blocks.ts';
import { type CheckResult, failed, PASSED } from './result.ts';
import type { CheckOf } from './schema.ts';

/** The languages that can be told, by ISO 639-1 code: those of the detector. */
export const LANGUAGES = [
  ...[
    'am',
    'ar',
    'az',
    'be',
    'bg',
    'bn',
    'ca',
    'cs',
    'da',
    'de',
    'el',
    'en',
    'es',
    'et',
    'eu',
    'fa',
    'fi',
    'fr',
    'gu',
    'he',
  ],
  ...[
    'hi',
    'hr',
    'hu',
    'hy',
    'is',
    'it',
    'ja',
    'ka',
    'kn',
    'ko',
    'ku',
    'lo',
    'lt',
    'lv',
    'ml',
    'mr',
    'ms',
    'nl',
    'no',
    'or',
  ],
  ...[
    'pa',
    'pl',
    'pt',
    'ro',
    'ru',
    'sk',
    'sl',
    'sq',
    'sr',
    'sv',
    'ta',
    'te',
    'th',
    'tl',
    'tr',
    'uk',
    'ur',
    'vi',
    'yo',
    'zh',
  ],
] as const;

/** By ELD, which names the language of short texts best of those tried; its tables take a third of a second to load. */
export async function language(answer: string, { value }: CheckOf<'language'>): Promise<CheckResult> {
  const { eld } = await import('eld/small');
  const prose = withoutCodeBlocks(answer);
  const found = eld.detect(prose).language;
  if (found === '') return failed(`is in no language that can be told, "${value}" is wanted`);
  return found === value ? PASSED : failed(`is in "${found}", not "${value}"`);
}
