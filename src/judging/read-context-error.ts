import { labelPattern } from './label.ts';
import type { RatingStatus } from './status.ts';
import { FORM, imitates, lastVerdict, type Piece, type ReplyForm } from './verdicts.ts';

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
  value: ContextError | 'none';
  turn: number | undefined;
  closed: boolean;
}

/**
 * Reads how an answer treats the conversation before it: `[[none]]`, `[[neglect, turn 3]]`, else what a label announces
 * (`Context: misunderstanding of turn 2`, `{"context_error": "neglect", "turn": 3}`). The last one of the surest form
 * counts; one of a kind that a judged text announces as well is passed over, unless it bears the mark.
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

const KIND = String.raw`(none|no errors?|neglect(?:ed|s|ing)?|hallucinat(?:ions?|ed|es|ing)|misunderst(?:andings?|ood|ands))(?!\p{L})`;
const LABEL = labelPattern('context(?:[ _-]?errors?)?');
const DOUBLE = new RegExp(String.raw`(${LABEL})?\[\[\s{0,4}${KIND}([^\][\n]{0,60})\]\]`, 'giu');
const LABELLED = new RegExp(String.raw`(${LABEL})[(\[]{0,2}[ \t]{0,4}${KIND}([^\n}\]]{0,60})`, 'giu');

function* errorPieces(text: string): Generator<ErrorPiece> {
  for (const pattern of [DOUBLE, LABELLED]) {
    const closed = pattern === DOUBLE;
    for (const match of text.matchAll(pattern)) {
      const [whole, label = '', colon, , kind = '', rest = ''] = match;
      const [asLabel, otherwise] = closed ? [FORM.full, FORM.brackets] : [FORM.label, FORM.weak];
      yield {
        end: match.index + whole.length,
        form: colon === undefined ? otherwise : asLabel,
        label,
        closed,
        value: toKind(kind.toLowerCase()),
        turn: turnIn(rest),
      };
    }
  }
}

/** The number that is called a turn, else the only number. */
function turnIn(text: string): number | undefined {
  const called = /\bturns?\b["': \t#_]{0,4}(\d{1,5})/i.exec(text)?.[1];
  const numbers = text.match(/\d{1,5}/g) ?? [];
  const turn = called ?? (numbers.length === 1 ? numbers[0] : undefined);
  return turn === undefined ? undefined : Number(turn);
}

function toKind(word: string): ContextError | 'none' {
  if (word.startsWith('neglect')) return 'neglect';
  if (word.startsWith('hallucinat')) return 'hallucination';
  return word.startsWith('misunderst') ? 'misunderstanding' : 'none';
}
