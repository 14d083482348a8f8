import type { RunConfig } from '../config/run-config.ts';
import { UsageError } from '../errors.ts';
import { parseGates } from '../gates/check.ts';
import { needsBaseline } from '../gates/gate.ts';
import { printable } from '../printable.ts';
import { gateLines } from '../reports/gates.ts';
import { forLog } from '../reports/github-log.ts';
import { runsJson } from '../reports/json.ts';
import type { ReportedRun } from '../reports/reported-run.ts';
import { decideGates, type GateFlags, readBaseline, readRun } from './gating.ts';
import { type MachineReportFlags, prepareReports, writeReports } from './machine-reports.ts';
import { EXIT, exitCodeOf } from './outcome.ts';

export interface GateCommandFlags extends GateFlags, MachineReportFlags {
  json?: boolean;
}

/** `assay gate`: decides the gates of a finished run again, or other gates on it. */
export async function gateCommand(folder: string, flags: GateCommandFlags): Promise<number> {
  const run = readRun(folder);
  const config = run.manifest.config as Partial<RunConfig>;
  const gates = parseGates(flags.gate.length > 0 ? flags.gate : (config.gates ?? []));
  if (gates.length === 0) throw new UsageError(`${folder}: its config has no gates; give some with --gate`);
  const path = flags.baseline ?? config.baseline;
  const compares = gates.find(needsBaseline);
  if (compares !== undefined && path === undefined)
    throw new UsageError(`gate ${JSON.stringify(compares.text)}: there is no baseline; name one with --baseline`);
  const baseline = path !== undefined && compares !== undefined ? readBaseline(path) : undefined;
  prepareReports(flags);
  const reported: ReportedRun = { ...run, gates: decideGates({ gates, baseline }, run) };
  // An interrupted run counts as incomplete here: 130 is for when this command itself is interrupted.
  const code = run.manifest.state === 'interrupted' ? EXIT.incomplete : exitCodeOf(run, reported.gates);
  if (code === EXIT.incomplete) {
    const { state, reason } = run.manifest;
    process.stderr.write(
      forLog(`${folder}: the run is ${state}${reason === undefined ? '' : `: ${printable(reason)}`}\n`),
    );
  }
  if (flags.json) process.stdout.write(`${runsJson([reported], code)}\n`);
  else process.stdout.write(`${forLog(gateLines(reported.gates).join('\n'))}\n`);
  await writeReports([reported], flags);
  return code;
}
