import type { Score, Statistic } from '../evaluators/evaluator.ts';
import type { GateResult } from '../gates/evaluate.ts';
import type { Manifest } from '../results/manifest.ts';

/** A run that has ended, and its gates: what reports for machines are made of. */
export interface ReportedRun {
  folder: string;
  evaluator: string;
  manifest: Manifest;
  scores: readonly Score[];
  statistics: readonly Statistic[];
  /** Empty where gates were not decided, as the run did not come to its end. */
  gates: readonly GateResult[];
}
