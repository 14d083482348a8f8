import { setFlagsFromString } from 'node:v8';
import type { LoadedConfig } from '../config/load.ts';
import { Interrupted, UsageError } from '../errors.ts';
import { forLog } from '../reports/github-log.ts';
import { runsJson } from '../reports/json.ts';
import { Progress, quietObserver } from '../reports/progress.ts';
import type { ReportedRun } from '../reports/reported-run.ts';
import { briefSummary, runSummary } from '../reports/run-summary.ts';
import { run } from '../run.ts';
import { dataMistakes, decideGates, type GateFlags, type Gating, prepareGates } from './gating.ts';
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
 * By how much the heap may grow between two full garbage collections. A run makes much garbage that lives as long as a
 * call; by default, V8 lets the heap grow to several times what is in use before it collects.
 */
const HEAP_GROWTH_PERCENT = 10;

/** `assay run`: one run after the other; the exit code is the worst of them. */
export async function runCommand(configs: readonly LoadedConfig[], flags: RunFlags): Promise<number> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  const loaded: (LoadedConfig & { gating: Gating })[] = [];
  for (const each of configs) loaded.push({ ...each, gating: await prepareGates(each, flags) });
  prepareReports(flags);
  let progress: Progress | undefined;
  const { control, dispose } = interruptible(
    (message) => {
      // A message must stand above the progress bar, and only the bar can make room for it.
      if (progress !== undefined) progress.noticed(message);
      else process.stderr.write(`\n${message}\n`);
    },
    () => progress?.stop(),
  );
  const summary = flags.quiet ? briefSummary : runSummary;
  const codes: number[] = [];
  const reported: ReportedRun[] = [];
  let failure: { error: unknown; code: number } | undefined;
  try {
    for (const { gating, ...own } of loaded) {
      const { config, secrets } = own;
      // A dumb terminal can't go back in a line, which the bar does.
      const bar = process.stderr.isTTY === true && process.env.CI === undefined && process.env.TERM !== 'dumb';
      progress = flags.quiet ? undefined : new Progress(config.name, { stream: process.stderr, bar });
      try {
        const result = await run(config, {
          results: flags.results,
          recording: flags.recording,
          mode: flags.replay ? 'replay' : flags.refresh ? 'refresh' : 'live',
          secrets,
          control,
          observer: progress ?? quietObserver,
          accept: (inputs) => {
            const wrong = dataMistakes(gating, own, flags, inputs);
            if (wrong.length > 0) throw own.refusal(wrong);
          },
        });
        const gates = decideGates(gating, result);
        codes.push(exitCodeOf(result, gates));
        reported.push({ ...result, gates });
        if (!flags.json) process.stdout.write(`${forLog(summary(result, gates, flags.refresh === true))}\n`);
      } catch (error) {
        // It asked nothing: it was interrupted before, or something is wrong. The runs before it are reported all the same.
        if (error instanceof Interrupted) codes.push(EXIT.interrupted);
        else failure = { error, code: error instanceof UsageError ? EXIT.usage : EXIT.incomplete };
      } finally {
        progress?.stop();
      }
      if (control.stop.aborted || failure !== undefined) break;
    }
  } finally {
    dispose();
  }
  const code = failure?.code ?? (codes.includes(EXIT.interrupted) ? EXIT.interrupted : Math.max(...codes));
  if (failure === undefined || reported.length > 0) {
    if (flags.json) process.stdout.write(`${runsJson(reported, code)}\n`);
    try {
      await writeReports(reported, flags);
    } catch (error) {
      failure ??= { error, code: EXIT.incomplete }; // what went wrong before is the cause to tell
    }
  }
  if (failure !== undefined) throw failure.error;
  return code;
}
