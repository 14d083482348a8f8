// Each reply is reduced to the prediction that it ends on.
import type { Prediction } from '../predictions.ts';

/** What was read from a reply. A reply that names no answer is "no prediction", never a wrong one. */
export type Extracted<P = Prediction> = { prediction: P } | { status: 'no prediction'; reason: string };

export const noPrediction = (reason: string): { status: 'no prediction'; reason: string } => ({
  status: 'no prediction',
  reason,
});
