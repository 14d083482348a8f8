import type { RatingStatus } from './status.ts';
import { bearsMark, lastVerdict, type Piece, type ReplyForm } from './verdicts.ts';

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
  error: ContextError | 'none';
  turn: number | undefined;
  closed: boolean;
}

/**
 * Reads how an answer treats the conversation before it: `[[none]]`, `[[neglect, turn 3]]`, else what a label announces
 * (`Context: misunderstanding of turn 2`, `{"context_error": "neglect", "turn": 3}`). The last one of the surest form
 * counts; one that stands in a judged text as well is passed over, unless it bears the mark.
 *
 * @param current the turn that was judged: the one concerned must be earlier
 */
export function readContextError(reply: string, current: number, { texts, cut, mark }: ReplyForm): ContextErrorReading {
  const found = lastVerdict(errorPieces(reply, mark), reply, { texts, cut });
  if (found === undefined) return { status: cut ? 'truncated' : 'unreadable' };
  if (found === 'quoted') return { status: cut ? 'truncated' : 'quoted' };
  const { error, turn } = found;
  if (error === 'none') return { status: 'ok', error };
  if (turn === undefined || (cut && !found.closed && found.end === reply.length))
    return { status: 'ok', error, turnStatus: 'missing' };
  if (turn < 1 || turn >= current) return { status: 'ok', error, turnStatus: 'out-of-scale' };
  return { status: 'ok', error, turn, turnStatus: 'ok' };
}

/** Whether a text holds what could be taken for such a verdict. */
export function imitatesContextError(text: string): boolean {
  return !errorPieces(text, undefined).next().done;
}

const KIND = String.raw`(none|no error|neglect(?:ed|s|ing)?|hallucinat(?:ion|ed|es|ing)|misunderst(?:anding|ood|ands))(?!\p{L})`;
const LABEL = String.raw`(?<!\p{L})context(?:[ _-]?errors?)?["'*_\x60]{0,4}(?:[ \t]+\(?[0-9a-f]{8}\)?)?["'*_\x60]{0,4}[ \t]*(?:[:：=]|\bis\b)[\s"'*_\x60([]{0,6}`;
const DOUBLE = new RegExp(String.raw`(${LABEL})?\[\[\s{0,4}${KIND}([^\][\n]{0,60})\]\]`, 'giu');
const LABELLED = new RegExp(String.raw`(${LABEL})${KIND}([^\n}\]]{0,60})`, 'giu');

function* errorPieces(reply: string, mark: string | undefined): Generator<ErrorPiece> {
  for (const [form, rank] of [
    [DOUBLE, 3],
    [LABELLED, 2],
  ] as const) {
    for (const match of reply.matchAll(form)) {
      const [whole, label = '', kind = '', rest = ''] = match;
      const turn = /\d{1,5}/.exec(rest)?.[0];
      yield {
        start: match.index,
        end: match.index + whole.length,
        rank,
        core: form === DOUBLE ? whole.slice(label.length) : whole.trimEnd(),
        marked: bearsMark(label, mark),
        closed: form === DOUBLE,
        error: toKind(kind.toLowerCase()),
        turn: turn === undefined ? undefined : Number(turn),
      };
    }
  }
}

function toKind(word: string): ContextError | 'none' {
  if (word.startsWith('neglect')) return 'neglect';
  if (word.startsWith('hallucinat')) return 'hallucination';
  return word.startsWith('misunderst') ? 'misunderstanding' : 'none';
}
