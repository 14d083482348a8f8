import type { Outcome } from '../model/ask.ts';
import type { Plan } from './plan.ts';
import type { Totals } from './totals.ts';

/** Hears of what a run does, to show it. */
export interface RunObserver {
  /** So many questions were planned, or read from the recording, until now. */
  planning(questions: number): void;
  planned(plan: Plan, recording: string): void;
  /** A question that is about to be asked once more, as its reply could not be read. */
  askedAgain(): void;
  /** An outcome came: from the recording or from the model. */
  outcome(outcome: Outcome, held: boolean, totals: Totals): void;
  retried(reason: string, message: string): void;
  /** Something rare about a backend as a whole. */
  noticed(message: string): void;
  /** Nothing more is asked; statistics are computed and files written. */
  collected(): void;
}
