import { appendFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf, UsageError } from '../errors.ts';
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
    mkdirSync(dirname(junit), { recursive: true });
    appendFileSync(junit, '');
    if (statSync(junit).isFile()) rmSync(junit);
  } catch (error) {
    throw new UsageError(`--junit ${junit}: can't be written (${messageOf(error)})`);
  }
}

/** Writes JUnit XML where a flag asks for it; on GitHub, the step's summary and annotations. */
export async function writeReports(
  runs: readonly ReportedRun[],
  { junit }: MachineReportFlags,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  if (junit !== undefined) {
    const { junitXml } = await import('../reports/junit.ts');
    writeFileSync(
      junit,
      junitXml(runs, ({ folder }) => readFailedChecks(folder)),
    );
  }
  if (!env.GITHUB_STEP_SUMMARY && env.GITHUB_ACTIONS !== 'true') return;
  const { annotations, stepSummary } = await import('../reports/github.ts');
  if (env.GITHUB_STEP_SUMMARY) addSummary(env.GITHUB_STEP_SUMMARY, stepSummary(runs));
  // The runner reads standard error as well; standard output may be a JSON document.
  if (env.GITHUB_ACTIONS === 'true')
    process.stderr.write(
      annotations(runs)
        .map((line) => `${line}\n`)
        .join(''),
    );
}

/** The page of the step is a courtesy: that it can't be written (in a container, say) is no failure of a run. */
function addSummary(path: string, summary: string): void {
  try {
    appendFileSync(path, summary);
  } catch (error) {
    process.stderr.write(`GITHUB_STEP_SUMMARY can't be written: ${messageOf(error)}\n`);
  }
}
