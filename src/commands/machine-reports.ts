import { appendFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Mistake, messageOf, RunFailed, UsageError } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import { forLog } from '../reports/github-log.ts';
import type { ReportedRun } from '../reports/reported-run.ts';
import { readFailedChecks } from '../results/read-run.ts';

export interface MachineReportFlags {
  junit?: string;
}

/**
 * Makes sure before a run that its reports can be written after it. One that is there is of another run: where this one
 * comes to nothing, none is better than that.
 *
 * @throws UsageError
 */
export function prepareReports({ junit }: MachineReportFlags): void {
  if (junit === undefined) return;
  try {
    makeFolder(dirname(junit));
    appendFileSync(junit, '');
    if (statSync(junit).isFile()) rmSync(junit);
  } catch (error) {
    throw new UsageError(`--junit ${junit}: can't be written (${messageOf(error)})`);
  }
}

/**
 * Writes JUnit XML where a flag asks for it; on GitHub, the step's summary and annotations.
 *
 * @throws RunFailed where the XML can't be written
 */
export async function writeReports(
  runs: readonly ReportedRun[],
  { junit }: MachineReportFlags,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  await tellGitHub(runs, env);
  if (junit === undefined) return;
  const { junitXml } = await import('../reports/junit.ts');
  const xml = junitXml(runs, ({ folder }) => readFailedChecks(folder));
  try {
    writeFileSync(junit, xml);
  } catch (error) {
    throw new RunFailed(`--junit ${junit}: can't be written (${messageOf(error)}); the run's own results are there`);
  }
}

async function tellGitHub(runs: readonly ReportedRun[], env: NodeJS.ProcessEnv): Promise<void> {
  if (!env.GITHUB_STEP_SUMMARY && env.GITHUB_ACTIONS !== 'true') return;
  const { annotations, stepSummary } = await import('../reports/github.ts');
  if (env.GITHUB_STEP_SUMMARY) addSummary(env.GITHUB_STEP_SUMMARY, stepSummary(runs));
  if (env.GITHUB_ACTIONS === 'true') writeCommands(annotations(runs));
}

/** On GitHub, puts what is wrong with command, config or data on the page of the run, each mistake where it stands. */
export async function annotateMistakes(
  mistakes: readonly Mistake[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  if (env.GITHUB_ACTIONS !== 'true') return;
  const { mistakeAnnotations } = await import('../reports/github.ts');
  writeCommands(mistakeAnnotations(mistakes, env.GITHUB_WORKSPACE));
}

/** The runner reads standard error as well; standard output may be a JSON document. */
function writeCommands(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
}

/** The page of the step is a courtesy: that it can't be written (in a container, say) is no failure of a run. */
function addSummary(path: string, summary: string): void {
  try {
    appendFileSync(path, summary);
  } catch (error) {
    process.stderr.write(`GITHUB_STEP_SUMMARY can't be written: ${forLog(messageOf(error))}\n`);
  }
}
