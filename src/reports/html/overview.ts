import type { Manifest, ModelTotals } from '../../results/manifest.ts';
import { totalOf, unpriced, untold } from '../../results/model-totals.ts';
import { count, dollars, duration, percent, plural } from '../format.ts';
import { methodOf } from '../methods/table.ts';
import { type Content, type Html, html } from './element.ts';
import { label } from './escape.ts';
import type { LoadedRun } from './load.ts';
import { distinct } from './qualified.ts';

/** What was run, with what, and how it went. */
export function overview(run: LoadedRun): Html {
  const { manifest } = run;
  return html`${trouble(run)}<dl class="facts">${facts(run).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<details class="more"><summary>Models and judges: calls, tokens, cost</summary>${usage(manifest)}</details>
<details class="more"><summary>The config with everything settled</summary><pre class="code" tabindex="0" role="group" aria-label="The config">${JSON.stringify(manifest.config, undefined, 2)}</pre></details>`;
}

const ENDED = { incomplete: 'is incomplete', interrupted: 'was interrupted', failed: 'failed' } as const;

/** How the run ended, if it is not complete, and its warnings. */
function trouble({ manifest, evidence, scores }: LoadedRun): Html {
  const warnings = [
    ...manifest.warnings,
    ...(evidence.missing === undefined ? [] : [`The texts behind the scores can't be shown: ${evidence.missing}.`]),
  ];
  const state =
    manifest.state === 'complete'
      ? undefined
      : html`<p class="callout bad"><strong>This run ${ENDED[manifest.state]}.</strong> ${sentences(
          manifest.reason,
          scores.some(({ status }) => status === 'ok') ? 'Its figures rest on what there is' : 'It has no scores',
        )}</p>`;
  const heard =
    warnings.length === 0
      ? undefined
      : html`<div class="callout warn"><p><strong>${warnings.length === 1 ? 'A warning' : `${warnings.length} warnings`}</strong></p><ul>${warnings.map((each) => html`<li>${each}</li>`)}</ul></div>`;
  return html`${state}${heard}`;
}

/** Each with a full stop at its end. */
function sentences(...texts: readonly (string | undefined)[]): string {
  return texts.flatMap((text) => (text ? `${text.replace(/\.$/, '')}.` : [])).join(' ');
}

function facts({ evaluator, manifest, scores, ratings }: LoadedRun): [string, Content][] {
  const models = distinct([...scores, ...ratings].map(({ model }) => model)).filter((model) => model !== '');
  const judges = distinct(ratings.map(({ judge }) => judge)).filter((judge) => judge !== '');
  const totals = totalOf(Object.values(manifest.models));
  const { dataset } = manifest;
  const facts: [string, Content][] = [
    ['State', html`<span class="state ${manifest.state === 'complete' ? 'good' : 'bad'}">${manifest.state}</span>`],
    ['Method', methodOf(evaluator).title],
    [models.length === 1 ? 'Model' : 'Models', listed(models)],
    [judges.length === 1 ? 'Judge' : 'Judges', listed(judges)],
    ['Dataset', html`${fileName(dataset.path)} <span class="quiet">${plural(dataset.rows, 'row')}</span>`],
    ['Dataset’s hash', html`<code title="${`sha256 ${dataset.sha256}`}">${dataset.sha256.slice(0, 12)}</code>`],
    ['Scored', percent(manifest.coverage)],
    ['Seed', String(manifest.seed)],
    ['Calls', html`${count(totals.calls)} <span class="quiet">${callsNote(totals)}</span>`],
    ...(totals.calls > 0 ? costs(totals, unpriced(manifest.models)) : []),
    [
      'Started',
      html`${manifest.started
        .slice(0, 16)
        .replace('T', ' ')} <span class="quiet">UTC, took ${duration(manifest.seconds)}</span>`,
    ],
  ];
  return facts.filter(([, value]) => value !== '');
}

/** @param free models that were called and have no price */
function costs(total: ModelTotals, free: readonly string[]): [string, Content][] {
  const { promptTokens, completionTokens, cost } = total;
  const unknown = untold(total);
  if (unknown !== undefined) return [['Cost', html`<span class="quiet">not known: ${unknown}</span>`]];
  const without = free.length > 0 && html` <span class="quiet">without ${listed(free)} (no price)</span>`;
  return [
    ['Tokens', `${count(promptTokens)} in, ${count(completionTokens)} out`],
    ['Cost', cost === undefined ? html`<span class="quiet">no prices given</span>` : html`${dollars(cost)}${without}`],
  ];
}

function callsNote({ calls, held, failed }: ModelTotals): string {
  if (held === calls && calls > 0 && failed === 0) return 'all from the recording';
  return [held > 0 ? `${count(held)} from the recording` : '', failed > 0 ? `${count(failed)} failed` : '']
    .filter((part) => part !== '')
    .join(', ');
}

/** A few names, and how many more there are. */
function listed(names: readonly string[], most = 6): string {
  const shown = names.slice(0, most).map((name) => label(name));
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(', ');
}

function fileName(path: string): string {
  return path.replace(/^.*\//, '');
}

/** A number of tokens, where all calls are in it. */
function told({ withoutUsage }: ModelTotals, tokens: number): string {
  return withoutUsage === undefined ? count(tokens) : '';
}

function usage({ models, retries }: Manifest): Html {
  const rows = Object.entries(models).map(
    ([name, each]) =>
      html`<tr><th scope="row">${name}</th><td class="number">${count(each.calls)}</td><td class="number">${count(each.held)}</td><td class="number">${count(each.failed)}</td><td class="number">${told(each, each.promptTokens)}</td><td class="number">${told(each, each.completionTokens)}</td><td class="number">${each.cost === undefined ? '' : dollars(each.cost)}</td></tr>`,
  );
  const again = Object.entries(retries).map(([reason, times]) => `${reason} ${plural(times, 'time')}`);
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Calls, tokens and cost"><table><caption class="unseen-caption">Calls, tokens and cost of each model and judge</caption><thead><tr><th scope="col">name</th><th scope="col" class="number">calls</th><th scope="col" class="number">from the recording</th><th scope="col" class="number">failed</th><th scope="col" class="number">tokens in</th><th scope="col" class="number">tokens out</th><th scope="col" class="number">cost</th></tr></thead><tbody>${rows}</tbody></table></div>${again.length > 0 && html`<p class="quiet">Asked again: ${again.join('; ')}.</p>`}`;
}
