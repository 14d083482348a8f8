import type { RatingStatus } from '../status.ts';
import { labelPattern } from './label.ts';
import { FORM, type Piece } from './piece.ts';
import { spanOf } from './span.ts';
import { imitates, lastVerdict, type ReplyForm } from './verdicts.ts';

/**
 * What an answer can do wrong with the conversation before it: the three kinds that Sun et al. ("Parrot", ACL 2024,
 * arXiv 2310.07301) build their negative answers from.
 */
export const CONTEXT_ERRORS = ['neglect', 'hallucination', 'misunderstanding'] as const;
type ContextError = (typeof CONTEXT_ERRORS)[number];

export type ContextErrorReading =
  | {
      status: 'ok';
      error: ContextError | 'none';
      /** The earlier turn concerned; undefined where the reply names none, or one that is not earlier. */
      turn?: number;
      turnStatus?: 'ok' | 'missing' | 'out-of-scale';
    }
  | { status: Exclude<RatingStatus, 'ok'> };

interface ErrorPiece extends Piece {
  /** undefined where it is left open: several kinds, or one that is said not to be there (`neglect: no`). */
  value: ContextError | 'none' | undefined;
  turn: number | undefined;
  closed: boolean;
}

/**
 * Reads how an answer treats the conversation before it: `[[none]]`, `[[neglect, turn 3]]`, else what a label announces
 * (`Context: misunderstanding of turn 2`, `{"context_error": "neglect", "turn": 3}`). Which one counts, and which none, is
 * told at `lastVerdict`.
 *
 * @param current the turn that was judged: the one concerned must be earlier
 */
export function readContextError(reply: string, current: number, form: ReplyForm): ContextErrorReading {
  const { cut } = form;
  const found = lastVerdict(errorPieces, reply, form);
  if (found === undefined) return { status: cut ? 'truncated' : 'unreadable' };
  if (found === 'quoted') return { status: cut ? 'truncated' : 'quoted' };
  if (found === 'ambiguous') return { status: 'ambiguous' };
  const { value: error, turn } = found;
  if (error === undefined) return { status: 'ambiguous' };
  if (error === 'none') return { status: 'ok', error };
  if (turn === undefined || (cut && !found.closed && found.end === reply.length))
    return { status: 'ok', error, turnStatus: 'missing' };
  if (turn < 1 || turn >= current) return { status: 'ok', error, turnStatus: 'out-of-scale' };
  return { status: 'ok', error, turn, turnStatus: 'ok' };
}

/** Whether a text holds what could be taken for such a verdict. */
export function imitatesContextError(text: string): boolean {
  return imitates(errorPieces, text);
}

const KINDS = 'neglect(?:ed|s|ing)?|hallucinat(?:ions?|ed|es|ing)|misunderst(?:andings?|ood|ands)';
const KIND = String.raw`(none|no errors?|${KINDS})(?!\p{L})`;
const LABEL = labelPattern('context(?:[ _-]?errors?)?');
const DOUBLE = new RegExp(String.raw`(${LABEL})?\[\[\s{0,4}${KIND}([^\][\n]{0,60})\]\]`, 'giu');
// The turn may have a line of its own.
const TURN_LINE = String.raw`(?:\n[ \t]{0,8}["']?turn[^\n}\]]{0,20})?`;
const LABELLED = new RegExp(String.raw`(${LABEL})[(\[]{0,2}[ \t]{0,4}${KIND}([^\n}\]]{0,60}${TURN_LINE})`, 'giu');
const LEFT_OPEN = new RegExp(
  String.raw`^["' \t]{0,4}(?:[,;/|&+]|and\b|or\b|but\b|[,;] ?(?:and|or|but)\b)?["' \t]{0,4}(?:(?:none|${KINDS})(?!\p{L})|but\b)|^["' \t]{0,4}(?:[:=?]|is\b|was\b)["' \t]{0,4}(?:no|not|none|false|absent|0)\b|^ ?not\b|^\?`,
  'iu',
);

const ANOTHER = new RegExp(String.raw`[,;/|&+] ?(?:and |or )?(?:${KINDS})(?!\p{L})`, 'iu');

/** Whether a verdict names several kinds, or takes the one that it names back: `neglect: no`. */
function isLeftOpen(kind: string, rest: string): boolean {
  return LEFT_OPEN.test(rest) || (!kind.toLowerCase().startsWith('no') && ANOTHER.test(rest));
}

function* errorPieces(text: string): Generator<ErrorPiece> {
  for (const pattern of [DOUBLE, LABELLED]) {
    const closed = pattern === DOUBLE;
    for (const match of text.matchAll(pattern)) {
      const [, label = '', colon, , kind = '', rest = ''] = match;
      const span = spanOf(match);
      if (!closed && text.startsWith(']]', span.end)) continue;
      const [asLabel, otherwise] = closed ? [FORM.full, FORM.brackets] : [FORM.label, FORM.weak];
      yield {
        ...span,
        form: colon === undefined ? otherwise : asLabel,
        label,
        closed,
        value: isLeftOpen(kind, rest) ? undefined : toKind(kind.toLowerCase()),
        turn: turnIn(rest),
      };
    }
  }
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const CALLED = new RegExp(
  String.raw`\bturns?\b["': \t#_=-]{0,4}(?:no\. ?|number )?(\d{1,5})([ \t]{0,2}(?:,|and|&|or|to|-|–|\/)[ \t]{0,2}(?:turn )?\d)?|\b(?:(\d{1,5})(?:st|nd|rd|th)|(${ORDINALS.join('|')})) (?:user )?turn\b|\bT(\d{1,5})\b|第 ?(\d{1,5}) ?[轮輪]`,
  'giu',
);
const ALONE = /^[ \t"',:;(-]{0,6}(\d{1,5})[ \t"').]{0,6}$/;

/** The number that is called a turn, or else stands there alone; undefined where none is, or several are. */
function turnIn(text: string): number | undefined {
  const turns = new Set<number>();
  for (const [, turn, more, nth, ordinal, short, chinese] of text.matchAll(CALLED)) {
    if (more !== undefined) return undefined;
    turns.add(
      ordinal === undefined ? Number(turn ?? nth ?? short ?? chinese) : ORDINALS.indexOf(ordinal.toLowerCase()) + 1,
    );
  }
  if (turns.size > 0) return turns.size === 1 ? [...turns][0] : undefined;
  const alone = ALONE.exec(text)?.[1];
  return alone === undefined ? undefined : Number(alone);
}

function toKind(word: string): ContextError | 'none' {
  if (word.startsWith('neglect')) return 'neglect';
  if (word.startsWith('hallucinat')) return 'hallucination';
  return word.startsWith('misunderst') ? 'misunderstanding' : 'none';
}
