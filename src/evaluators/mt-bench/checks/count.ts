// How long an answer is. Where sensible people would count differently, a count has a lowest and a highest value.
import { codeBlocks } from './code-blocks.ts';
import { plain } from './typography.ts';

export interface Count {
  low: number;
  high: number;
}

/** What begins the item of a list: `- `, `1. `, `(a) `. Its indentation is kept. */
const LIST_MARKER = /^([ \t]*)(?:[-*+•◦▪–—]|\(?\d{1,3}[.)]|\(?[a-z][.)])[ \t]+(?=\S)/i;
/** A line that only parts what is above it from what is below: a rule, or the fence of a code block. */
const RULE = /^[ \t]*(?:(?:[-*_=][ \t]*){3,}|`{3,}.*|~{3,}.*)$/;

const words = new Intl.Segmenter('en', { granularity: 'word' });
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Words as editors and newspapers count them: what stands between spaces or dashes and has a letter or digit, so that
 * "forty-one", "1,200", "p.m." and "and/or" are one each. (`Intl.Segmenter` takes "forty-one" for two.) Only scripts
 * without spaces are left to `Intl.Segmenter`. The marks of lists are no words.
 */
export function countWords(text: string): Count {
  const body = plain(text)
    .split('\n')
    .map((line) => line.replace(LIST_MARKER, '$1'))
    .join('\n');
  let count = 0;
  for (const token of body.split(/[\s–—]+/)) {
    if (!/[\p{L}\p{N}]/u.test(token)) continue;
    count += UNSPACED.test(token) ? [...words.segment(token)].filter(({ isWordLike }) => isWordLike).length : 1;
  }
  return { low: count, high: count };
}

// Abbreviations that stand in the midst of a sentence, those that do so before a number, and those that may as well end one.
const INNER =
  /(?:^|[\s("'[])(?:e\.g|i\.e|cf|viz|vs|approx|ca|Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Capt|Sgt|Lt|Col|Gen|Sra?|Mt|Ft|eds?|bzw|z\.B|d\.h|M|Mme|Mlle|p\.ex)\.$/;
const BEFORE_NUMBER = /(?:^|[\s("'[])(?:Nos?|Nr|Art|Figs?|Eqs?|Sec|Ch|Vol|pp?|c)\.$/;
const EITHER =
  /(?:(?:^|[\s("'[\d])(?:[ap]\.m|[AP]\.M|A\.D|B\.C|U\.S|U\.K|U\.N|D\.C|etc|Inc|Ltd|Co|Corp|Jr|St|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|et al|usw|[A-Z]|[IVX]+)|\d ?(?:min|hrs?|ft|in|oz|lbs?|kg|cm|mm|km))\.$/;

/**
 * Sentences: the boundaries of `Intl.Segmenter` within paragraphs, list items and headings, less those that it puts
 * behind an abbreviation or before a small letter. "At 7 p.m. Thursday" is one sentence at the least and two at the
 * most, as nobody can tell without understanding it. A heading or list item counts as a sentence.
 */
export function countSentences(text: string): Count {
  const count = { low: 0, high: 0 };
  for (const block of blocks(plain(text))) {
    const pieces = [...sentences.segment(block)]
      .map(({ segment }) => segment)
      .filter((piece) => /[\p{L}\p{N}]/u.test(piece));
    let open = ''; // what the current sentence is made of so far
    for (const piece of pieces) {
      const before = open.trimEnd();
      const joined =
        open !== '' &&
        (INNER.test(before) || /^["'([]?\p{Ll}/u.test(piece) || (BEFORE_NUMBER.test(before) && /^\d/.test(piece)));
      if (joined) {
        open += piece;
        continue;
      }
      count.high += 1;
      if (open === '' || !(EITHER.test(before) || closesQuote(before))) count.low += 1;
      open = open !== '' && EITHER.test(before) ? open + piece : piece;
    }
  }
  return count;
}

/** `"Really?" Grace asked.` is one sentence, `He said "No." Grace left.` two. */
function closesQuote(before: string): boolean {
  return /[?!…]["')\]»]+$/.test(before);
}

/** Stretches of text that no sentence goes beyond: paragraphs, list items, headings. */
function blocks(text: string): string[] {
  const found: string[][] = [];
  let current: string[] | undefined;
  for (const line of text.split('\n')) {
    if (line.trim() === '' || RULE.test(line)) {
      current = undefined;
      continue;
    }
    const heading = /^[ \t]*#{1,6}[ \t]/.test(line);
    if (current === undefined || heading || LIST_MARKER.test(line)) {
      current = [];
      found.push(current);
    }
    current.push(
      line
        .replace(LIST_MARKER, '')
        .replace(/^[ \t]*(?:#{1,6}|>)[ \t]*/, '')
        .trim(),
    );
    if (heading) current = undefined;
  }
  return found.map((lines) => lines.join(' ').replace(/[*_`]{1,3}/g, ''));
}

/** Lines with something on them, without the fences of code blocks. */
export function countLines(text: string): Count {
  const lines = plain(text)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const count = lines.filter((line) => !/^[ \t]*(?:`{3,}|~{3,})\S*[ \t]*$/.test(line)).length;
  return { low: count, high: count };
}

/** Characters as people see them, without whitespace around the text. */
export function countCharacters(text: string): Count {
  let count = 0;
  for (const _ of graphemes.segment(text.trim())) count += 1;
  return { low: count, high: count };
}

/**
 * List items: those of the outermost level at the least, all at the most. A text without any list mark has an item a
 * line; where that is one line, one for each comma or semicolon besides is as well a list. A JSON list counts its
 * entries.
 */
export function countItems(text: string): Count {
  const entries = jsonEntries(text);
  if (entries !== undefined) return { low: entries, high: entries };
  const lines = plain(text)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const depths = lines.map((line) => LIST_MARKER.exec(line)?.[1]?.length).filter((depth) => depth !== undefined);
  if (depths.length > 0) {
    const outermost = Math.min(...depths);
    return { low: depths.filter((depth) => depth === outermost).length, high: depths.length };
  }
  if (lines.length !== 1) return { low: lines.length, high: lines.length };
  return { low: 1, high: lines[0]!.split(/[,;]\s|\s(?:and|or|&)\s/).filter((item) => item.trim() !== '').length };
}

function jsonEntries(text: string): number | undefined {
  const blocks = codeBlocks(text);
  try {
    const value: unknown = JSON.parse(blocks.length === 1 ? blocks[0]! : text);
    return Array.isArray(value) ? value.length : undefined;
  } catch {
    return undefined;
  }
}
