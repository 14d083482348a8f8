import type { RatingStatus } from './status.ts';
import { bearsMark, lastVerdict, type Piece, type ReplyForm } from './verdicts.ts';

/** Which of two answers a judge finds better. */
export type Preference = 'A' | 'B' | 'tie';
export type VerdictReading = { status: 'ok'; verdict: Preference } | { status: Exclude<RatingStatus, 'ok'> };

interface VerdictPiece extends Piece {
  verdict: Preference;
}

/**
 * Reads which of two answers is better: `[[A]]`, `[[B]]` or `[[C]]` (a tie) as MT-Bench asks for it (Zheng et al. 2023,
 * appendix A), else what a label announces (`Verdict: B`, `{"verdict": "tie"}`), else `[A]`. The last one of the surest
 * form counts; one that stands in a judged text as well is passed over, unless it bears the mark.
 */
export function readVerdict(reply: string, { texts, cut, mark }: ReplyForm): VerdictReading {
  const found = lastVerdict(verdictPieces(reply, mark), reply, { texts, cut });
  if (found === undefined) return { status: cut ? 'truncated' : 'unreadable' };
  if (found === 'quoted') return { status: cut ? 'truncated' : 'quoted' };
  return { status: 'ok', verdict: found.verdict };
}

/** Whether a text holds what could be taken for such a verdict. */
export function imitatesVerdict(text: string): boolean {
  return !verdictPieces(text, undefined).next().done;
}

const LABEL = String.raw`(?<!\p{L})(?:verdict|winner|better|preference)["'*_\x60]{0,4}(?:[ \t]+\(?[0-9a-f]{8}\)?)?["'*_\x60]{0,4}[ \t]*(?:[:：=]|\bis\b)[\s"'*_\x60(]{0,6}`;
const VALUE = '(?:assistant |answer |response )?([abc]|tie|draw)';
const DOUBLE = new RegExp(String.raw`(${LABEL})?\[\[\s{0,4}${VALUE}\s{0,4}\]\]`, 'giu');
const LABELLED = new RegExp(String.raw`(${LABEL})${VALUE}(?![\p{L}\p{N}]|[ \t]+(?:or|vs)\b)`, 'giu');
const SINGLE = /(?<!\[)()\[([ABC])\](?![\](])/gu;

function* verdictPieces(reply: string, mark: string | undefined): Generator<VerdictPiece> {
  for (const [form, rank] of [
    [DOUBLE, 3],
    [LABELLED, 2],
    [SINGLE, 1],
  ] as const) {
    for (const match of reply.matchAll(form)) {
      const [whole, label = '', value = ''] = match;
      yield {
        start: match.index,
        end: match.index + whole.length,
        rank,
        core: form === DOUBLE ? whole.slice(label.length) : whole,
        marked: bearsMark(label, mark),
        verdict: toPreference(value),
      };
    }
  }
}

function toPreference(value: string): Preference {
  const upper = value.toUpperCase();
  return upper === 'A' || upper === 'B' ? upper : 'tie';
}
