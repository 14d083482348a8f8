import { withoutMarkup } from './markup.ts';
import { numbersInWords } from './number-words.ts';
import { plain } from './typography.ts';

// Digits, grouped by commas, points, spaces or apostrophes or not at all, with a decimal part or none.
const GROUPED = String.raw`\d{1,3}(?:(?:,|'|\{,\}|\\,| )\d{3})+(?:\.\d+)?`;
/** As in India: 2,14,200. */
const INDIAN = String.raw`\d{1,2}(?:,\d{2}){1,4},\d{3}(?:\.\d+)?`;
const CONTINENTAL = String.raw`\d{1,3}(?:\.\d{3})+(?:,\d+)?`;
const PLAIN = String.raw`\d+(?:[.,]\d+)?|\.\d+`;
/** A sign and a mark of currency stand at the beginning of a word; letters may stand before: `N65,950`, `US$5`, `v2`. */
const NUMBER = new RegExp(
  String.raw`(?:(?<![\w.])(?:[-+] ?)?\p{Sc}?|(?<=[a-z_]))(?:${GROUPED}|${INDIAN}|${CONTINENTAL}|${PLAIN})(?!\d)`,
  'giu',
);
/** Powers of ten behind a number: `e-3`, `× 10^{6}`, `x 10⁻³`. */
const EXPONENT =
  /^(?:e([-+]?\d{1,3})\b| ?(?:×|x|\*|\\times|\\cdot) ?10(?:\^\{?([-+]?\d{1,3})\}?|([⁻⁺]?[⁰¹²³⁴-⁹]{1,3})))/i;
const SCALES = new Map([
  ['k', 1e3],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
]);

/**
 * The numbers of a text, every sensible reading of each: "1,200" is 1200 but also, on the continent, 1.2; "3/4" is 3, 4
 * and 0.75; "3-5" is 3 and 5; "two thirds" is 2 and 0.67. A check asks whether a value is among them, so a reading too
 * many does less harm than one too few.
 */
export function numbersIn(answer: string): number[] {
  const text = plain(answer);
  // In LaTeX `1{,}300` is 1300 and nothing else.
  const bare = withoutMarkup(answer.replace(/(?<=\d)\{,\}(?=\d{3}(?!\d))/g, ''));
  const found = [...numbersInDigits(text), ...(bare === text ? [] : numbersInDigits(bare)), ...numbersInWords(bare)];
  return [...new Set(found.filter(Number.isFinite))];
}

/** A number as it is written, with its first reading. */
interface Written {
  start: number;
  end: number;
  value: number;
}

function numbersInDigits(text: string): number[] {
  const found: number[] = [];
  let before: Written | undefined;
  let last: Written | undefined;
  for (const match of text.matchAll(NUMBER)) {
    // The digits of `1.5e3` behind the e.
    if (last !== undefined && match.index < last.end) continue;
    const readings = readingsOf(match[0]);
    const end = match.index + match[0].length;
    const behind = text.slice(end, end + 24);
    const exponent = exponentOf(behind);
    if (exponent !== undefined) found.push(...readings.map((each) => Number(`${each}e${exponent.value}`)));
    const scale = SCALES.get(/^ ?([a-z]+)/i.exec(behind)?.[1]?.toLowerCase() ?? '');
    if (scale !== undefined) found.push(...readings.map((each) => each * scale));
    found.push(...readings);
    const written = { start: match.index, end: end + (exponent?.length ?? 0), value: readings[0]! };
    if (last !== undefined && written.value !== 0 && /^ ?[/⁄] ?$/.test(text.slice(last.end, written.start))) {
      const part = last.value / written.value;
      found.push(part);
      // 2 1/2
      if (before !== undefined && text.slice(before.end, last.start) === ' ') found.push(before.value + part);
    }
    before = last;
    last = written;
  }
  return found;
}

function readingsOf(written: string): number[] {
  const sign = written.startsWith('-') ? -1 : 1;
  // With a blank behind it, a sign may as well be the mark of a list or an operation: "- 5", "7 - 5".
  const signs = /^[-+] /.test(written) ? [1, sign] : [sign];
  const body = written.replace(/^[-+] ?/, '').replace(/^\p{Sc}/u, '');
  const readings: string[] = [];
  if (new RegExp(`^(?:${GROUPED}|${INDIAN})$`).test(body)) readings.push(body.replace(/,|'|\{,\}|\\,| /g, ''));
  if (new RegExp(`^(?:${CONTINENTAL})$`).test(body)) readings.push(body.replaceAll('.', '').replace(',', '.'));
  if (/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(body)) readings.push(body);
  if (/^\d+,\d+$/.test(body)) readings.push(body.replace(',', '.'));
  return [...new Set(readings.flatMap((each) => signs.map((own) => own * Number(each))))];
}

/** The power of ten behind a number. `length` is that of digits that are not numbers of their own. */
function exponentOf(behind: string): { value: number; length: number } | undefined {
  const match = EXPONENT.exec(behind);
  if (match === null) return undefined;
  const [whole, e, caret, raised] = match;
  const digits = raised?.replace(/[⁰¹²³⁴-⁹⁻⁺]/g, (c) => '0123456789-+'['⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺'.indexOf(c)]!);
  return { value: Number(e ?? caret ?? digits), length: e === undefined ? 0 : whole.length };
}
