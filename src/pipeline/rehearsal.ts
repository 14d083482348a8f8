import type { Rating } from '../evaluators/evaluator.ts';
import type { Outcome } from '../model/ask.ts';
import { Totals } from './totals.ts';

/** A call whose reply the recording holds: what of it is needed to find it there again. */
export interface HeldCall {
  task: string;
  backend: string;
  key: string;
}

/**
 * What a plan reads while the recording holds every reply. If it does to the end, the plan was the run, and nothing is
 * read a second time. What was gathered is dropped at the first reply that is missing.
 */
export class Rehearsal {
  readonly ratings: Rating[] = [];
  readonly calls: HeldCall[] = [];
  readonly totals = new Totals();
  #complete = true;

  /** Whether nothing was missing. */
  get complete(): boolean {
    return this.#complete;
  }

  asked(outcome: Outcome, held: boolean): void {
    if (held) {
      if (this.#complete) this.totals.add(outcome, true);
      return;
    }
    this.#complete = false;
    this.ratings.length = 0;
    this.calls.length = 0;
  }

  emitted(ratings: readonly Rating[], outcomes: readonly Outcome[]): void {
    if (!this.#complete) return;
    for (const rating of ratings) this.ratings.push(rating);
    for (const { task, model, key } of outcomes) this.calls.push({ task, backend: model.backend, key });
    this.totals.emitted(outcomes);
  }
}
