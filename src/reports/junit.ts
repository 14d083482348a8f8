import builder from 'junit-report-builder';
import { appendTo } from '../append-to.ts';
import type { Score } from '../evaluators/evaluator.ts';
import { printable } from '../printable.ts';
import type { FailedCheck } from '../results/read-run.ts';
import { methodOf } from './methods/table.ts';
import type { ReportedRun } from './reported-run.ts';

/**
 * JUnit XML: a suite for each run, in it a test for the run itself, one for each gate, and one for each sample or turn
 * that checks decide. A judge's scores neither pass nor fail: only the samples that could not be scored are listed, as
 * skipped.
 *
 * @param failedChecksOf the checks of a run that did not pass, asked for only where there are some
 */
export function junitXml(
  runs: readonly ReportedRun[],
  failedChecksOf: (run: ReportedRun) => readonly FailedCheck[],
): string {
  const report = builder.newBuilder().name('assay');
  for (const run of runs) {
    const { manifest, gates, scores } = run;
    const suite = report.testSuite().name(legal(manifest.name));
    const test = (group: string, name: string) =>
      suite
        .testCase()
        .className(legal(`${manifest.name}.${group}`))
        .name(legal(name));
    const ended = test('run', 'complete');
    if (manifest.state !== 'complete') ended.error(legal(manifest.reason ?? manifest.state), manifest.state);
    for (const { gate, status, message } of gates) {
      const own = test('gates', gate);
      if (status === 'failed') own.failure(legal(message), 'gate');
      if (status === 'error') own.error(legal(message), 'gate');
      if (status === 'undecided') own.skipped();
    }
    const { passing } = methodOf(run.evaluator);
    const failing = scores.some(({ criterion, score }) => criterion === passing && score !== undefined && score < 1);
    const failed = failing ? byTurn(failedChecksOf(run)) : new Map<string, string[]>();
    for (const score of scores) addScore(score, score.criterion === passing, test, failed);
  }
  return report.build();
}

/** The statuses of checks that had nothing to check. They are no errors of their own: something before them failed. */
const SKIPPED: readonly string[] = ['not-asked', 'no-output'];

type Test = (group: string, name: string) => ReturnType<ReturnType<typeof builder.testSuite>['testCase']>;

/** @param decided whether the score passes or fails */
function addScore(score: Score, decided: boolean, test: Test, failed: ReadonlyMap<string, string[]>): void {
  if (!decided && score.status === 'ok') return;
  const own = test(score.criterion, nameOf(score));
  if (score.status === 'ok') {
    if (score.score! >= 1) return;
    const checks = failed.get(keyOf(score)) ?? [];
    own.failure(legal(checks.length === 0 ? 'a check failed' : `failed: ${checks.join(', ')}`), 'check');
  } else if (!decided || SKIPPED.includes(score.status)) {
    own.property('status', legal(score.status)).skipped();
  } else {
    own.error(legal(score.status), legal(score.status));
  }
}

function byTurn(checks: readonly FailedCheck[]): Map<string, string[]> {
  const failed = new Map<string, string[]>();
  for (const check of checks) {
    const told = check.reason === '' ? check.check : `${check.check} (${check.reason})`;
    appendTo(failed, keyOf(check), told);
  }
  return failed;
}

function keyOf({ model, sample, turn }: Pick<Score, 'model' | 'sample' | 'turn'>): string {
  return JSON.stringify([model, sample, turn ?? null]);
}

function nameOf({ model, sample, turn }: Score): string {
  return [model, sample, turn === undefined ? '' : `turn ${turn}`].filter((part) => part !== '').join(' · ');
}

/** A text that XML can hold: control characters are shown as escapes, code points that are no characters replaced. */
function legal(text: string): string {
  return printable(text.toWellFormed()).replace(/[\ufffe\uffff]/g, '\ufffd');
}
