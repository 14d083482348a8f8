import { VERSION } from '../version.ts';
import type { ReportedRun } from './reported-run.ts';

/**
 * One JSON document for scripts: every run with its folder (and whether that still holds the results of an earlier run),
 * how it ended, its statistics and gates. Missing numbers are left out.
 */
export function runsJson(runs: readonly ReportedRun[], exitCode: number): string {
  const document = {
    assay: VERSION,
    exitCode,
    runs: runs.map(({ folder, keptEarlier, evaluator, manifest, scores, statistics, gates }) => ({
      name: manifest.name,
      folder,
      ...(keptEarlier === true && { keptEarlier }),
      evaluator,
      state: manifest.state,
      ...(manifest.reason !== undefined && { reason: manifest.reason }),
      coverage: manifest.coverage,
      scores: scores.length,
      seconds: manifest.seconds,
      models: manifest.models,
      statistics,
      gates,
      warnings: manifest.warnings,
    })),
  };
  // GitHub's runner takes `##[…]` for a command wherever it stands; to a JSON parser, the escape is the same text.
  return JSON.stringify(document, undefined, 2).replaceAll('##[', '\\u0023#[');
}
