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
  /** Empty where the run did not come to its end: its gates are not decided. */
  gates: readonly GateResult[];
}
