import { labelPattern } from './label.ts';
import { matchesAt } from './matches-at.ts';
import type { RatingStatus } from './status.ts';
import { FORM, imitates, lastVerdict, type Piece, type ReplyForm } from './verdicts.ts';

/** Which of two answers a judge finds better. */
export type Preference = 'A' | 'B' | 'tie';
export type VerdictReading = { status: 'ok'; verdict: Preference } | { status: Exclude<RatingStatus, 'ok'> };

interface VerdictPiece extends Piece {
  value: Preference;
}

/**
 * Reads which of two answers is better: `[[A]]`, `[[B]]` or `[[C]]` (a tie) as MT-Bench asks for it (Zheng et al. 2023,
 * appendix A), else what a label announces (`Verdict: B`, `{"verdict": "a tie"}`), else a sentence (`The winner is B.`),
 * else `[A]`. The last one of the surest form counts; one that a judged text announces as well is passed over, unless it
 * bears the mark.
 */
export function readVerdict(reply: string, form: ReplyForm): VerdictReading {
  const found = lastVerdict(verdictPieces, reply, form);
  if (found === undefined) return { status: form.cut ? 'truncated' : 'unreadable' };
  if (found === 'quoted') return { status: form.cut ? 'truncated' : 'quoted' };
  if (found === 'ambiguous') return { status: 'ambiguous' };
  return { status: 'ok', verdict: found.value };
}

/** Whether a text holds what could be taken for such a verdict. */
export function imitatesVerdict(text: string): boolean {
  return imitates(verdictPieces, text);
}

const LABEL = labelPattern('verdict|winner|better|preference');
const NAMED = String.raw`(?:the[ \t])?(?:assistant|answer|response|model|option)[ \t_-]`;
const VALUE = String.raw`(?:it[ \t]is[ \t]|it's[ \t])?(?:a[ \t])?(tie|draw)|(${NAMED})?([abc])`;
// `[[A]] or [[B]]` is no verdict.
const ALTERNATIVE = String.raw`[ \t]{0,2}(?:\/|\bor\b)[ \t]{0,2}\[\[[^\][\n]{1,24}\]\]`;
const DOUBLE = new RegExp(String.raw`(${LABEL})?\[\[\s{0,4}(?:${VALUE})\s{0,4}\]\](${ALTERNATIVE})?`, 'giu');
const LABELLED = new RegExp(String.raw`(${LABEL})[(\[]?[ \t]{0,4}(?:${VALUE})(?![\p{L}\p{N}_])`, 'giu');
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
    const [whole, label = '', colon, , tie, , letter, alternative] = match;
    const announced = colon === undefined ? FORM.brackets : FORM.full;
    const form = alternative === undefined ? announced : FORM.passing;
    yield { end: match.index + whole.length, form, label, value: toPreference(tie ?? letter!) };
  }
  for (const match of text.matchAll(LABELLED)) {
    const [whole, label = '', colon, , tie, named, letter] = match;
    const end = match.index + whole.length;
    const sure = named !== undefined || tie !== undefined || /[A-C]/.test(letter!);
    if (!sure && !(QUOTED.test(whole.slice(0, -1)) && matchesAt(CLOSED, text, end))) continue;
    const announced = colon === undefined ? FORM.weak : FORM.label;
    yield {
      end,
      form: matchesAt(ENDS, text, end) ? announced : FORM.passing,
      label,
      value: toPreference(tie ?? letter!),
    };
  }
  for (const match of text.matchAll(SINGLE))
    yield { end: match.index + match[0].length, form: FORM.bare, label: '', value: toPreference(match[1]!) };
}

function toPreference(value: string): Preference {
  const upper = value.toUpperCase();
  return upper === 'A' || upper === 'B' ? upper : 'tie';
}
