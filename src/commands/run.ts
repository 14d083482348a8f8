import { setFlagsFromString } from 'node:v8';
import type { LoadedConfig } from '../config/load.ts';
import { Interrupted } from '../errors.ts';
import { forLog } from '../reports/github-log.ts';
import { runsJson } from '../reports/json.ts';
import { Progress, quietObserver } from '../reports/progress.ts';
import type { ReportedRun } from '../reports/reported-run.ts';
import { briefSummary, runSummary } from '../reports/run-summary.ts';
import { run } from '../run.ts';
import { decideGates, type GateFlags, prepareGates } from './gating.ts';
import { interruptible } from './interrupt.ts';
import { type MachineReportFlags, prepareReports, writeReports } from './machine-reports.ts';
import { EXIT, exitCodeOf } from './outcome.ts';
import type { ConfigFlags } from './run-options.ts';

export interface RunFlags extends ConfigFlags, GateFlags, MachineReportFlags {
  replay?: boolean;
  refresh?: boolean;
  quiet?: boolean;
  json?: boolean;
}

/**
 * By how much the heap may grow between two full collections. A run makes much garbage that lives as long as a call
 * does; left to itself, V8 lets it pile up to several times of what is in use before it looks.
 */
const HEAP_GROWTH_PERCENT = 10;

/** `assay run`: one run after the other; the exit code is that of the worst. */
export async function runCommand(configs: readonly LoadedConfig[], flags: RunFlags): Promise<number> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  const loaded = configs.map((each) => ({ ...each, gating: prepareGates(each.config, flags) }));
  prepareReports(flags);
  let progress: Progress | undefined;
  const { control, dispose } = interruptible((message) => {
    // Only the bar knows how to make room above itself.
    if (progress !== undefined) progress.noticed(message);
    else process.stderr.write(`\n${message}\n`);
  });
  const codes: number[] = [];
  const reported: ReportedRun[] = [];
  try {
    for (const { config, secrets, gating } of loaded) {
      const bar = process.stderr.isTTY === true && process.env.CI === undefined;
      progress = flags.quiet ? undefined : new Progress(config.name, { stream: process.stderr, bar });
      try {
        const result = await run(config, {
          results: flags.results,
          recording: flags.recording,
          mode: flags.replay ? 'replay' : flags.refresh ? 'refresh' : 'live',
          secrets,
          control,
          observer: progress ?? quietObserver,
        });
        const gates = decideGates(gating, result);
        codes.push(exitCodeOf(result, gates));
        reported.push({ ...result, gates });
        if (!flags.json)
          process.stdout.write(`${forLog(flags.quiet ? briefSummary(result, gates) : runSummary(result, gates))}\n`);
      } catch (error) {
        // Nothing was asked of this one yet; what the runs before it found is reported all the same.
        if (!(error instanceof Interrupted)) throw error;
        codes.push(EXIT.interrupted);
      } finally {
        progress?.stop();
      }
      if (control.stop.aborted) break;
    }
  } finally {
    dispose();
  }
  const code = codes.includes(EXIT.interrupted) ? EXIT.interrupted : Math.max(...codes);
  if (flags.json) process.stdout.write(`${runsJson(reported, code)}\n`);
  await writeReports(reported, flags);
  return code;
}
