import type { GateResult } from '../gates/evaluate.ts';
import type { RunResult } from '../pipeline/finish.ts';
import { printable } from '../printable.ts';
import { totalOf, unpriced, untold } from '../results/model-totals.ts';
import { FILES } from '../results/run-folder.ts';
import { listed } from '../suggest.ts';
import { colors as pc } from './colors.ts';
import { count, dollars, percent, plural } from './format.ts';
import { gateLines } from './gates.ts';
import { headlineText } from './headline-text.ts';
import { nearPath } from './near-path.ts';
import { wrapped } from './wrapped.ts';

/**
 * What a terminal shows at the end of a run: how it ended, the headline, warnings, gates and files.
 *
 * @param refreshed whether everything was asked anew
 */
export function runSummary(result: RunResult, gates: readonly GateResult[], refreshed: boolean): string {
  const { evaluator, manifest, scores, tables } = result;
  const folder = nearPath(result.folder);
  const ended = endOf(result, refreshed);
  if (result.keptEarlier) return ['', ended, earlier(folder)].join('\n');
  const cutOff = manifest.state === 'interrupted' || manifest.state === 'failed';
  if (cutOff && scores.every(({ status }) => status !== 'ok')) {
    return ['', ended, `The manifest of the run is ${folder}/${FILES.manifest}`].join('\n');
  }
  const files = [FILES.scores, FILES.summary, ...Object.keys(tables), FILES.ratings, FILES.calls, FILES.manifest];
  return [
    '',
    ended,
    '',
    scores.length === 0 ? '' : headlineText(evaluator, result),
    '',
    ...noteLines(manifest),
    totalsLine(result),
    '',
    ...gateLines(gates),
    '',
    `${pc.bold('Results')} in ${folder}/`,
    ...files.map((file) => `  ${folder}/${file}`),
  ]
    .filter((line, i, lines) => line !== '' || lines[i - 1] !== '')
    .join('\n');
}

/** The warnings of a run, as a terminal shows them. */
export function noteLines({ warnings }: RunResult['manifest']): string[] {
  return warnings.map((warning) => prose(pc.yellow(`Note: ${printable(warning)}`)));
}

/** With `--quiet`: the gates that did not hold, how the run ended if it is not complete, and its folder. */
export function briefSummary(result: RunResult, gates: readonly GateResult[], refreshed: boolean): string {
  const wrong = gates.filter(({ status }) => status === 'failed' || status === 'error');
  const near = nearPath(result.folder);
  const folder = result.keptEarlier ? earlier(near) : near;
  return [...gateLines(wrong), endOf(result, refreshed), folder].filter((line) => line !== '').join('\n');
}

function earlier(folder: string): string {
  return `${folder}/ holds the results of an earlier run, as before.`;
}

function prose(text: string): string {
  return wrapped(text, process.stdout.columns);
}

function totalsLine({ manifest }: RunResult): string {
  const total = totalOf(Object.values(manifest.models));
  const { calls, held, failed, promptTokens, completionTokens, cost, paid } = total;
  const unknown = untold(total);
  const free = unpriced(manifest.models);
  const without = free.length === 0 ? '' : ` without ${printable(listed(free))} (no price)`;
  const parts = [
    ...(calls === 0
      ? ['no calls']
      : [
          `${plural(calls, 'call')} (${count(calls - held)} asked, ${count(held)} from the recording)`,
          ...(failed === 0 ? [] : [`${count(failed)} failed, which the same command asks again`]),
          unknown ?? `${count(promptTokens + completionTokens)} tokens`,
        ]),
    ...(cost === undefined || unknown !== undefined
      ? []
      : [`${dollars(cost)}${without}${held === 0 ? '' : `, of which ${dollars(paid ?? 0)} now`}`]),
    `${percent(manifest.coverage)} scored`,
  ];
  return prose(pc.dim(parts.join(' · ')));
}

/** How the run ended. Empty where it is complete. */
function endOf(result: RunResult, refreshed: boolean): string {
  const { manifest, scores } = result;
  const goesOn = refreshed
    ? 'What was answered is recorded. The same command asks all of it again; without --refresh, nothing that is recorded, now or before, is asked again.'
    : 'The same command goes on from here: what was answered is recorded and not asked again.';
  switch (manifest.state) {
    case 'complete':
      return '';
    case 'interrupted':
      return prose(pc.yellow(`Interrupted: the figures rest on what was answered until then. ${goesOn}`));
    case 'failed':
      return prose(pc.red(`The run could not go on: ${printable(manifest.reason ?? '')}\n${goesOn}`));
    case 'incomplete':
      return prose(
        pc.red(`The run is incomplete: ${printable(manifest.reason ?? '')} (${reasons(scores)}).\n${remedy(result)}`),
      );
  }
}

/** How many things are unscored, by reason. */
function reasons(scores: RunResult['scores']): string {
  const counts = new Map<string, number>();
  for (const { status } of scores) if (status !== 'ok') counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, n]) => `${count(n)} ${status}`).join(', ');
}

function remedy({ manifest, scores }: RunResult): string {
  if (Object.values(manifest.models).some(({ failed }) => failed > 0))
    return 'The same command asks again what failed.';
  const lacking = scores.every(({ status }) => status === 'ok' || status === 'no-output');
  return lacking
    ? 'What has no output can not be scored: leave it out of the dataset, or allow for it with minCoverage.'
    : 'The replies are recorded as they are: see them in calls.jsonl, mend the prompt or take another judge; --refresh asks them anew.';
}
