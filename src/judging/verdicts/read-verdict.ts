import type { RatingStatus } from '../status.ts';
import { labelPattern } from './label.ts';
import { FORM, type Piece } from './piece.ts';
import { matchesAt, spanOf } from './span.ts';
import { mayGoOn } from './surroundings.ts';
import { imitates, lastVerdict, type ReplyForm } from './verdicts.ts';

/** Which of two answers a judge finds better. */
export type Preference = 'A' | 'B' | 'tie';
export type VerdictReading = { status: 'ok'; verdict: Preference } | { status: Exclude<RatingStatus, 'ok'> };

interface VerdictPiece extends Piece {
  value: Preference;
  /** The piece is closed by brackets. */
  closed: boolean;
}

/**
 * Reads which of two answers is better: `[[A]]`, `[[B]]` or `[[C]]` (a tie) as MT-Bench asks for it (Zheng et al. 2023,
 * appendix A), else what a label announces (`Verdict: B`, `{"verdict": "a tie"}`), else a sentence (`The winner is B.`),
 * else `[A]`. Which one counts, and which none, is told at `lastVerdict`.
 */
export function readVerdict(reply: string, form: ReplyForm): VerdictReading {
  const found = lastVerdict(verdictPieces, reply, form);
  if (found === undefined) return { status: form.cut ? 'truncated' : 'unreadable' };
  if (found === 'quoted') return { status: form.cut ? 'truncated' : 'quoted' };
  if (found === 'ambiguous') return { status: 'ambiguous' };
  if (form.cut && mayGoOn(reply.slice(found.end), found.closed)) return { status: 'truncated' };
  return { status: 'ok', verdict: found.value };
}

/** Whether a text holds what could be taken for such a verdict. */
export function imitatesVerdict(text: string): boolean {
  return imitates(verdictPieces, text);
}

const LABEL = labelPattern('verdict|winner|better|preference');
const NAMED = String.raw`(?:the[ \t])?(?:assistant|answer|response|model|option)[ \t_-]`;
const VALUE = String.raw`(?:it[ \t]is[ \t]|it's[ \t])?(?:a[ \t])?(tie|draw)|(${NAMED})?([abc])`;
// `[[A]] or [[B]]` is no verdict, `[[A]] > [[B]]` is one.
const ALTERNATIVE = String.raw`[ \t]{0,2}(?:\/|\bor\b)[ \t]{0,2}\[\[[^\][\n]{1,24}\]\]`;
const OVER = String.raw`[ \t]{0,2}>{1,3}[ \t]{0,2}\[\[[^\][\n]{1,24}\]\]`;
const DOUBLE = new RegExp(
  String.raw`(${LABEL})?\[\[\s{0,4}(?:${VALUE})\s{0,4}\]\](?:(${ALTERNATIVE})|${OVER})?`,
  'giu',
);
const LABELLED = new RegExp(String.raw`(${LABEL})[(\[]?[ \t]{0,4}(?:${VALUE})(?![\p{L}\p{N}_])`, 'giu');
/** `[A]`, which may be a citation. */
const SINGLE = /(?<!\[)\[([ABC])\](?![\](])/gu;

// Small letters are words: "the better is a long answer".
const QUOTED = /["'([][ \t]{0,4}$/u;
const CLOSED = /[ \t]{0,4}["')\]]/uy;
// After the value the sentence is over, or goes on with why; `A, or B?` and `A/B?` leave it open.
const CLOSES = String.raw`["'_)\] \t]{0,6}`;
const OTHER = String.raw`(?![ \t]{0,4}(?:or|nor|vs|versus|(?:and[ \t])?(?:[Aa]ssistant |[Aa]nswer )?[ABC])\b)`;
const ENDS = new RegExp(
  String.raw`${CLOSES}(?:(?:wins|is (?:the )?(?:better|winner|superior))\b${CLOSES})?(?:[.!;:](?=\s|$)|[}\n]|\s{0,6}$|(?:because|since|as)\b|\((?!(?:or|and|vs)\b)|(?:,(?=[\s"'])|[–—-][ \t])${OTHER})`,
  'uy',
);

function* verdictPieces(text: string): Generator<VerdictPiece> {
  for (const match of text.matchAll(DOUBLE)) {
    const [, label = '', colon, , tie, , letter, alternative] = match;
    const announced = colon === undefined ? FORM.brackets : FORM.full;
    const form = alternative === undefined ? announced : FORM.passing;
    yield { ...spanOf(match), form, label, closed: true, value: toPreference(tie ?? letter!) };
  }
  for (const match of text.matchAll(LABELLED)) {
    const [whole, label = '', colon, , tie, named, letter] = match;
    const { start, end } = spanOf(match);
    const sure = named !== undefined || tie !== undefined || /[A-C]/.test(letter!);
    if (!sure && !(QUOTED.test(whole.slice(0, -1)) && matchesAt(CLOSED, text, end))) continue;
    const announced = colon === undefined ? FORM.weak : FORM.label;
    const value = toPreference(tie ?? letter!);
    const passing = !matchesAt(ENDS, text, end) || namesAnother(text, end, value);
    yield { start, end, form: passing ? FORM.passing : announced, label, closed: false, value };
  }
  for (const match of text.matchAll(SINGLE))
    yield { ...spanOf(match), form: FORM.bare, label: '', closed: true, value: toPreference(match[1]!) };
}

/** `A is better`, where the clause ends with it. */
const WINNER =
  /(?<![\p{L}\p{N}])([AB])(?:'s [a-z]{1,10})? (?:is (?:the )?(?:better|best|winner|superior|stronger)|wins)(?= overall|[.!;\n]|$)/gu;

/** Whether the line goes on to call another answer the better one: `Verdict: A. On the whole B is better.` */
function namesAnother(text: string, end: number, value: Preference): boolean {
  const [line] = text.slice(end, end + 200).split('\n', 1);
  return [...line!.matchAll(WINNER)].some(([, letter]) => letter !== value);
}

function toPreference(value: string): Preference {
  const upper = value.toUpperCase();
  return upper === 'A' || upper === 'B' ? upper : 'tie';
}
