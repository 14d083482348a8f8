import { type CheckResult, failed, PASSED } from './result.ts';
import type { CheckOf } from './schema.ts';
import { plain } from './typography.ts';

export function number(answer: string, { value, tolerance }: CheckOf<'number'>): CheckResult {
  const numbers = numbersIn(answer);
  // 0.1 + 0.2 is not 0.3: a difference that is rounding alone is none.
  const slack = tolerance + Number.EPSILON * 4 * Math.max(1, Math.abs(value));
  if (numbers.some((each) => Math.abs(each - value) <= slack)) return PASSED;
  const wanted = tolerance === 0 ? String(value) : `${value} ± ${tolerance}`;
  if (numbers.length === 0) return failed(`has no number, ${wanted} is wanted`);
  return failed(`has ${numbers.slice(0, 8).join(', ')}${numbers.length > 8 ? ', …' : ''}, not ${wanted}`);
}

// Digits, grouped by commas, points, spaces or apostrophes or not at all, with a decimal part and an exponent or none.
const GROUPED = String.raw`\d{1,3}(?:(?:,|'|\{,\}|\\,| )\d{3})+(?:\.\d+)?`;
const CONTINENTAL = String.raw`\d{1,3}(?:\.\d{3})+(?:,\d+)?`;
const PLAIN = String.raw`\d+(?:[.,]\d+)?|\.\d+`;
const NUMBER = new RegExp(
  String.raw`(?<![\w.])(?:[-+] ?)?[$€£¥]?(?:${GROUPED}|${CONTINENTAL}|${PLAIN})(?![\d])|(?<=[a-z_])\d+(?:\.\d+)?`,
  'gi',
);
const EXPONENT =
  /^(?:e([-+]?\d{1,3})\b| ?(?:×|x|\*|\\times|\\cdot) ?10(?:\^\{?([-+]?\d{1,3})\}?|([⁻⁺]?[⁰¹²³⁴-⁹]{1,3})))/i;

/**
 * The numbers of a text, every sensible reading of each: "1,200" is 1200 but also, on the continent, 1.2; "3/4" is 3, 4
 * and 0.75; "3-5" is 3 and 5. A check asks whether a value is among them, so a reading too many does less harm than one
 * too few.
 */
export function numbersIn(answer: string): number[] {
  const text = plain(answer);
  const found: number[] = [];
  let last: { end: number; value: number } | undefined;
  for (const match of text.matchAll(NUMBER)) {
    const readings = readingsOf(match[0]);
    const end = match.index + match[0].length;
    const exponent = exponentOf(text.slice(end, end + 24));
    if (exponent !== undefined) found.push(...readings.map((each) => Number(`${each}e${exponent}`)));
    found.push(...readings);
    const [value] = readings as [number];
    if (last !== undefined && value !== 0 && /^ ?[/⁄] ?$/.test(text.slice(last.end, match.index)))
      found.push(last.value / value);
    last = { end, value };
  }
  for (const [, top, bottom] of text.matchAll(/\\[dt]?frac\{?(\d+)\}?\{?(\d+)\}?/g)) {
    if (Number(bottom) !== 0) found.push(Number(top) / Number(bottom));
  }
  return [...new Set(found.filter(Number.isFinite))];
}

function readingsOf(written: string): number[] {
  const sign = written.startsWith('-') ? -1 : 1;
  const body = written.replace(/^[-+] ?/, '').replace(/^[$€£¥]/, '');
  const readings: string[] = [];
  if (new RegExp(`^(?:${GROUPED})$`).test(body)) readings.push(body.replace(/,|'|\{,\}|\\,| /g, ''));
  if (new RegExp(`^(?:${CONTINENTAL})$`).test(body)) readings.push(body.replaceAll('.', '').replace(',', '.'));
  if (/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(body)) readings.push(body);
  if (/^\d+,\d+$/.test(body)) readings.push(body.replace(',', '.'));
  return [...new Set(readings.map((each) => sign * Number(each)))];
}

function exponentOf(behind: string): number | undefined {
  const match = EXPONENT.exec(behind);
  if (match === null) return undefined;
  const [, e, caret, raised] = match;
  const digits = raised?.replace(/[⁰¹²³⁴-⁹⁻⁺]/g, (c) => '0123456789-+'['⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺'.indexOf(c)]!);
  return Number(e ?? caret ?? digits);
}
