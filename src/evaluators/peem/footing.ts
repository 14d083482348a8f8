// Not in the paper: whose capabilities say nothing of each other, although they stand in one list.
//
// Where one reference r is left, all others are measured by their agreement with r, and r itself by its agreement with
// itself and with models that were dropped (estimate.ts), or with itself alone (`filtering`). Agreement with weak models
// is low whatever r is worth, and agreement with itself high: r may come out behind models that it beats, or ahead of
// its betters.
//
// Where two references a and b are left, each is measured by C(a,b), the same number, and by its agreement with itself.
// If that is equal too they tie, whatever they are worth: always with ratings, where C(i,i) = 1, and with one sample an
// item.
import { ROUNDING } from './filter.ts';

/** Whose capabilities can't be compared; models are their places. Empty where all can. */
export interface Footing {
  /** The only reference that is left: it can't be compared with anyone. */
  alone?: number;
  /** The only two references that are left, where they tie for want of anything to tell them apart. */
  tied?: readonly [number, number];
}

/**
 * @param values the capability of each model
 * @param references what they are measured by, where the algorithm chooses among the models
 */
export function footingOf(values: readonly number[], references: readonly number[] | undefined): Footing {
  if (references === undefined || values.length < 2) return {};
  const [a, b] = references;
  if (references.length === 1) return { alone: a! };
  if (references.length === 2 && Math.abs(values[a!]! - values[b!]!) <= ROUNDING) return { tied: [a!, b!] };
  return {};
}

/** Whether the capabilities of two models can be compared. */
export function onOneFooting({ alone, tied }: Footing, a: number, b: number): boolean {
  if (a === alone || b === alone) return false;
  return tied === undefined || !(tied.includes(a) && tied.includes(b));
}
