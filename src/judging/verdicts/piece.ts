import type { Span } from './span.ts';

/**
 * The forms of a verdict, from the least sure to the surest.
 *
 * - `bare`: `[7]` or `7/10`, which may as well be a citation or a part of the argument.
 * - `passing`: what a label announces, but the sentence goes on or speaks of something else. In a reply it is no
 *   verdict; in a judged text it is what a judge may shorten to one.
 * - `weak`: said in a sentence (`my grade is 7`), or of a part only (`style score: 7`).
 * - `label`: `Rating: 7`.
 * - `brackets`: `[[7]]`.
 * - `full`: `Rating: [[7]]`, what judges are asked for.
 */
export const FORM = { bare: 0, passing: 1, weak: 2, label: 3, brackets: 4, full: 5 } as const;
export type Form = (typeof FORM)[keyof typeof FORM];

/** A piece of a text that has the form of a verdict. */
export interface Piece extends Span {
  form: Form;
  /** What it says, however it is spelled: by it, a quotation is recognised. */
  value: unknown;
  /** The label that announces it; empty where there is none. */
  label: string;
  /** The label tells that it is about a part only: `style score`. */
  part?: boolean;
}

/** Finds what has the form of a verdict in a plain text (see plain.ts). */
export type Finder<P extends Piece> = (text: string) => Iterable<P>;
