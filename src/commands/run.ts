import { relative } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { colors as pc } from '../colors.ts';
import type { LoadedConfig } from '../config/load.ts';
import { Interrupted } from '../errors.ts';
import type { GateResult } from '../gates/evaluate.ts';
import type { RunResult } from '../pipeline/finish.ts';
import { printable } from '../printable.ts';
import { count, dollars, percent } from '../reports/format.ts';
import { gateLines } from '../reports/gates.ts';
import { forLog } from '../reports/github-log.ts';
import { headline } from '../reports/headline.ts';
import { runsJson } from '../reports/json.ts';
import { Progress, quietObserver } from '../reports/progress.ts';
import type { ReportedRun } from '../reports/reported-run.ts';
import { wrapped } from '../reports/wrapped.ts';
import { FILES } from '../results/run-folder.ts';
import { run } from '../run.ts';
import { type CiFlags, prepareReports, writeReports } from './ci.ts';
import { decideGates, type GateFlags, prepareGates } from './gating.ts';
import { interruptible } from './interrupt.ts';
import { EXIT, exitCodeOf } from './outcome.ts';
import type { ConfigFlags } from './run-options.ts';

export interface RunFlags extends ConfigFlags, GateFlags, CiFlags {
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
        if (!flags.json) process.stdout.write(`${forLog(summary(result, gates, flags.quiet === true))}\n`);
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

function summary(result: RunResult, gates: readonly GateResult[], quiet: boolean): string {
  const { manifest, folder, scores, tables } = result;
  const near = relative(process.cwd(), folder);
  const where = near.startsWith('..') ? folder : near;
  const files = [FILES.scores, FILES.summary, ...Object.keys(tables), FILES.ratings, FILES.calls, FILES.manifest];
  const ended = prose(endOf(result));
  if (quiet)
    return [...gateLines(gates.filter(({ status }) => status !== 'held')), ended, where].filter(Boolean).join('\n');
  const cutOff = manifest.state === 'interrupted' || manifest.state === 'failed';
  const nothing = cutOff && scores.every(({ status }) => status !== 'ok');
  if (nothing) return ['', ended, `The manifest of the run is ${where}/${FILES.manifest}`].join('\n');
  const table = scores.length === 0 ? '' : headline(result.evaluator, result);
  return [
    '',
    ended,
    '',
    table,
    '',
    ...manifest.warnings.map((warning) => prose(pc.yellow(`Note: ${printable(warning)}`))),
    totalsLine(result),
    '',
    ...gateLines(gates),
    '',
    `${pc.bold('Results')} in ${where}/`,
    ...files.map((file) => `  ${where}/${file}`),
  ]
    .filter((line, i, lines) => line !== '' || lines[i - 1] !== '')
    .join('\n');
}

function prose(text: string): string {
  return wrapped(text, process.stdout.columns);
}

function totalsLine({ manifest }: RunResult): string {
  const totals = Object.values(manifest.models);
  const sum = (of: (each: (typeof totals)[number]) => number | undefined) =>
    totals.reduce((all, each) => all + (of(each) ?? 0), 0);
  const asked = sum(({ calls, held }) => calls - held);
  const parts = [
    `${count(sum(({ calls }) => calls))} calls (${count(asked)} asked, ${count(sum(({ held }) => held))} from the recording)`,
    `${count(sum(({ promptTokens, completionTokens }) => promptTokens + completionTokens))} tokens`,
    ...(totals.some(({ cost }) => cost !== undefined)
      ? [`${dollars(sum(({ cost }) => cost))}, of which ${dollars(sum(({ paid }) => paid))} now`]
      : []),
    `${percent(manifest.coverage)} scored`,
  ];
  return pc.dim(parts.join(' · '));
}

function endOf({ manifest, scores }: RunResult): string {
  switch (manifest.state) {
    case 'complete':
      return '';
    case 'interrupted':
      return pc.yellow(
        'Interrupted: the figures rest on what was answered until then. The same command goes on from here: what was answered is recorded and not asked again.',
      );
    case 'failed':
      return pc.red(
        `The run could not go on: ${printable(manifest.reason ?? '')}\nWhat was answered is recorded; the same command goes on from here.`,
      );
    case 'incomplete':
      return pc.red(
        `The run is incomplete: ${printable(manifest.reason ?? '')} (${reasons(scores)}).\n${remedy(scores)}`,
      );
  }
}

/** How many things are unscored, by reason. */
function reasons(scores: RunResult['scores']): string {
  const counts = new Map<string, number>();
  for (const { status } of scores) if (status !== 'ok') counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, n]) => `${count(n)} ${status}`).join(', ');
}

function remedy(scores: RunResult['scores']): string {
  const failed = scores.some(({ status }) => status === 'failed' || status === 'no-output');
  return failed
    ? 'The same command asks again what failed.'
    : 'The replies are recorded as they are: see them in calls.jsonl, mend the prompt or take another judge; --refresh asks them anew.';
}
