import type { Score, Statistic } from '../evaluators/evaluator.ts';
import type { GateResult } from '../gates/evaluate.ts';
import type { Manifest } from '../results/manifest.ts';

/** A run that has ended, and its gates: what reports for machines are made of. */
export interface ReportedRun {
  folder: string;
  evaluator: string;
  manifest: Manifest;
  /** Nothing was answered, so that the folder holds the results of a run before it. */
  keptEarlier?: boolean;
  scores: readonly Score[];
  statistics: readonly Statistic[];
  gates: readonly GateResult[];
}
