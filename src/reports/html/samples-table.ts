import { count, plural } from '../format.ts';
import { type Content, type Html, html } from './element.ts';
import { shownKey } from './evidence.ts';
import type { LoadedRun } from './load.ts';
import type { Payload } from './payload.ts';
import { distinct } from './qualified.ts';
import type { SampleRow } from './samples.ts';

/** How many rows are in the page's HTML, for readers without scripts. The script draws all of them. */
const STATIC_ROWS = 12;

const COLUMNS = [
  { key: 'run', name: 'run' },
  { key: 'sample', name: 'sample' },
  { key: 'model', name: 'model' },
  { key: 'criterion', name: 'criterion' },
  { key: 'turn', name: 'turn', number: true },
  { key: 'score', name: 'score', number: true },
  { key: 'stderr', name: '± stderr', number: true },
  { key: 'human', name: 'human', number: true },
  { key: 'status', name: 'status' },
] as const;
type Key = (typeof COLUMNS)[number]['key'];

/** The table of samples with the texts behind each score, those that need a look first. */
export function samplesSection(runs: readonly LoadedRun[], rows: readonly SampleRow[], { left }: Payload): Html {
  if (rows.length === 0)
    return html`<section id="samples"><h2>Samples</h2><p class="quiet">Nothing was scored.</p></section>`;
  const columns = COLUMNS.filter(({ key }) => isUsed(key, runs, rows));
  // Of a method that scores models alone, the rows hold what each model said, which is neither good nor bad.
  const scored = runs.some(({ scores }) => scores.some(({ sample }) => sample !== ''));
  const first = scored ? 'what is most disputed, then the worst scores' : 'what the models disagree on most';
  return html`<section id="samples" data-columns="${columns.map(({ key }) => key).join(' ')}">
<h2>Samples</h2>
<p class="lead">Those that most need a look come first: what could not be scored, then ${first}.</p>
${left > 0 && html`<p class="callout warn">The texts of these runs are too many for one page: ${plural(left, 'text')} ${left === 1 ? 'is' : 'are'} left out, of those that need a look least.</p>`}
${controls(runs, rows)}
<p class="static quiet">${rows.length > STATIC_ROWS ? `Without scripts, the first ${STATIC_ROWS} of ${count(rows.length)} are shown; scores.csv and calls.jsonl hold the others.` : ''}</p>
<div class="scroll" tabindex="0" role="group" aria-label="Samples"><table class="samples"><caption id="shown" aria-live="polite">${plural(rows.length, 'row')}</caption><thead><tr>${columns.map((column) => html`<th scope="col" class="${'number' in column ? 'number' : ''}" data-key="${column.key}">${column.key === 'score' && !scored ? 'most common answer' : column.name}</th>`)}</tr></thead><tbody id="rows">${rows
    .slice(0, STATIC_ROWS)
    .map((row) =>
      staticRow(
        row,
        runs,
        columns.map(({ key }) => key),
      ),
    )}</tbody></table></div>
<nav id="pages" aria-label="Pages of samples" hidden><button type="button" id="previous">Previous</button><span id="page" role="status"></span><button type="button" id="next">Next</button></nav>
</section>`;
}

function isUsed(key: Key, runs: readonly LoadedRun[], rows: readonly SampleRow[]): boolean {
  if (key === 'run') return runs.length > 1;
  if (key === 'sample' || key === 'status' || key === 'score') return true;
  const values = new Set(rows.map((row) => row[key]));
  if (key === 'criterion') return values.size > 1;
  return [...values].some((value) => value !== undefined && value !== '');
}

/** Search and filters, hidden until the script fills in what can be chosen. */
function controls(runs: readonly LoadedRun[], rows: readonly SampleRow[]): Html {
  const choices = [
    { key: 'run', name: 'Run', values: runs.length },
    { key: 'criterion', name: 'Criterion', values: distinct(rows.map(({ criterion }) => criterion)).length },
    { key: 'model', name: 'Model', values: distinct(rows.map(({ model }) => model)).length },
    { key: 'status', name: 'Status', values: distinct(rows.map(({ status }) => status)).length },
  ].filter(({ values }) => values > 1);
  return html`<form id="controls" role="search" aria-label="Samples" hidden>
<label class="wide">Search<input id="search" type="search" placeholder="ids, texts, the judge’s words" autocomplete="off" spellcheck="false"></label>
${choices.map(({ key, name }) => html`<label>${name}<select id="${`filter-${key}`}" data-key="${key}"><option value="">all</option>${key === 'run' && runs.map((run, i) => html`<option value="${i}">${run.name}</option>`)}</select></label>`)}
<button type="button" id="clear">Clear</button>
</form>`;
}

function staticRow(row: SampleRow, runs: readonly LoadedRun[], columns: readonly Key[]): Html {
  const { sample, model, criterion, turn, status } = row;
  const values: Record<Key, Content> = {
    sample,
    model,
    criterion,
    turn,
    status,
    run: runs[row.run]!.name,
    score: digits(row.score),
    stderr: digits(row.stderr),
    human: digits(row.human),
  };
  const cells = columns.map((key) =>
    key === 'sample'
      ? html`<th scope="row">${row.sample}</th>`
      : html`<td class="${NUMBERS.has(key) ? 'number' : ''}">${values[key]}</td>`,
  );
  return html`<tr>${cells}</tr><tr class="evidence"><td colspan="${columns.length}"><details><summary>Texts and ratings</summary>${evidence(row, runs[row.run]!)}</details></td></tr>`;
}

const NUMBERS = new Set<Key>(COLUMNS.filter((column) => 'number' in column).map(({ key }) => key));

function digits(value: number | string | undefined): string {
  if (typeof value !== 'number') return value ?? '';
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

function evidence({ ratings }: SampleRow, { evidence: { calls, shown } }: LoadedRun): Html {
  const saw = ratings.map((rating) => shown.get(shownKey(rating)) ?? []).find((each) => each.length > 0) ?? [];
  return html`<div class="texts">${saw.map(({ label, text }) => html`<div><h4>${label}</h4><pre>${text}</pre></div>`)}</div><ol class="ratings">${ratings.map(
    (rating) => {
      const call = calls.get(rating.call);
      return html`<li><p>${[rating.judge, rating.round === undefined ? '' : `round ${rating.round}`, rating.criterion].filter((part) => part !== '').join(' · ')}: <strong>${rating.rating ?? rating.status}</strong></p>${call?.trouble !== undefined && html`<p class="quiet">${call.trouble}</p>`}${call?.reply !== undefined && html`<details><summary>Reply</summary><pre>${call.reply}</pre></details>`}</li>`;
    },
  )}</ol>`;
}
