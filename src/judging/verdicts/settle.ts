import { FORM, type Form, type Piece } from './piece.ts';
import { goesOn, isReported, isStated, revises, sentenceOf, takesBack } from './surroundings.ts';

/**
 * Leaves out what is corrected in the same sentence; the correction takes over its form: `Rating: [[8]] → [[6]]`.
 *
 * @param pieces in the order in which they begin
 */
export function withoutRevised<P extends Piece>(text: string, pieces: readonly P[]): P[] {
  const kept: P[] = [];
  for (const piece of pieces) {
    const before = kept.at(-1);
    if (before === undefined || piece.start < before.end || !revises(text, before, piece)) {
      kept.push(piece);
      continue;
    }
    const form = Math.max(before.form, piece.form) as Form;
    kept[kept.length - 1] = { ...piece, form, label: piece.label === '' ? before.label : piece.label };
  }
  return kept;
}

/**
 * Which of the verdicts that a reply gives holds: `ambiguous` where that stays open, undefined where it gives none.
 *
 * @param cut the reply was cut off, so that only the sure ones count
 */
export function settle<P extends Piece>(text: string, given: readonly P[], cut: boolean): P | 'ambiguous' | undefined {
  const worth = new Map(given.map((piece) => [piece, worthOf(piece, text)]));
  const sure = given.filter((piece) => worth.get(piece)! >= FORM.label);
  if (sure.length === 0) return cut ? undefined : unanimous(given, (piece) => worth.get(piece)!);
  const agreed = given.every(({ value }) => value === given[0]!.value);
  // What is reported gives way to the judge's own.
  const own = agreed ? sure : sure.filter(({ start }) => !isReported(text, start));
  if (own.length === 0) return 'ambiguous';
  const verdict = lastOfSurest(own);
  const sentence = sentenceOf(text, verdict);
  const contradicts = (other: P): boolean => {
    if (other.part === true && verdict.form !== FORM.brackets) return false;
    if (other.form >= FORM.label && other.start < sentence.end && other.end > sentence.start) return true;
    const form = worth.get(other)!;
    if (form < FORM.label) return false;
    // What is less sure may not come later; and double brackets alone may hold something else than a verdict.
    if (form < verdict.form) return other.end > verdict.end || verdict.form === FORM.brackets;
    if (other.part === true || verdict.part === true || text.slice(other.end, verdict.start).trim() === '') return true;
    return verdict.label !== '' && isStated(text, other.start) && !isStated(text, verdict.start);
  };
  const open = given.some(
    (other) => other.value !== verdict.value && contradicts(other) && !isReported(text, other.start),
  );
  return open || takesBack(text.slice(verdict.end)) ? 'ambiguous' : verdict;
}

/** Double brackets in a sentence that goes on may be part of what it says: `the matrix [[8]] is right`. */
function worthOf(piece: Piece, text: string): Form {
  const within = piece.form === FORM.brackets && piece.part !== true && goesOn(text, piece.end);
  return within ? FORM.weak : piece.form;
}

/** What is about a part gives way to what is about the whole. */
function lastOfSurest<P extends Piece>(pieces: readonly P[]): P {
  const rank = ({ form, part }: P) => form - (part === true ? 0.5 : 0);
  return pieces.reduce((best, piece) => {
    const more = rank(piece) - rank(best);
    return more > 0 || (more === 0 && piece.end >= best.end) ? piece : best;
  });
}

/** Sentences go before what is about a part or bare; all of a kind have to agree. */
function unanimous<P extends Piece>(given: readonly P[], worth: (piece: P) => Form): P | 'ambiguous' | undefined {
  const said = given.filter((piece) => worth(piece) === FORM.weak && piece.part !== true);
  const counting = said.length > 0 ? said : given;
  return new Set(counting.map(({ value }) => value)).size > 1 ? 'ambiguous' : counting.at(-1);
}
