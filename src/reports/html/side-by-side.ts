import { appendTo } from '../../append-to.ts';
import type { EstimateText } from '../format.ts';
import { headlineOf } from '../headline.ts';
import type { Picture } from './chart.ts';
import { intervalChart } from './charts/interval.ts';
import type { Estimate } from './charts/parts.ts';
import { type Html, html } from './element.ts';
import { label } from './escape.ts';
import { figureCells } from './headline-tables.ts';
import type { LoadedRun } from './load.ts';

/** The figures of a criterion and model in several runs. */
interface Compared {
  criterion: string;
  model: string;
  figures: Map<string, { name: string; texts: (EstimateText | undefined)[] }>;
}

/**
 * The headlines of several runs in one table: a row for each figure of each criterion and model.
 *
 * @param reasons what keeps the runs from being compared
 */
export function comparisonTable(runs: readonly LoadedRun[], reasons: readonly string[]): Html {
  const all = comparedOf(runs);
  const criteria = all.some(({ criterion }) => criterion !== '');
  const heading = (text: string, repeated: boolean) =>
    text === ''
      ? html`<td></td>`
      : html`<th scope="row" class="model">${repeated ? html`<span class="repeated">${text}</span>` : text}</th>`;
  const body = all.map(({ criterion, model, figures }, group) =>
    [...figures.values()].map(
      ({ name, texts }, i) =>
        html`<tr class="${group > 0 && i === 0 ? 'first' : ''}">${criteria && heading(label(criterion), i > 0)}${heading(model, i > 0)}<th scope="row" class="model">${name}</th>${texts.map((text) => figureCells(text, true))}</tr>`,
    ),
  );
  const apart =
    reasons.length > 0 &&
    html`<div class="callout warn"><p><strong>These runs can’t be compared with each other</strong></p><ul>${reasons.map((each) => html`<li>${each}</li>`)}</ul></div>`;
  const caption = apart
    ? 'Each run by itself, with 95% intervals.'
    : html`The runs side by side, with 95% intervals. For a verdict on their difference, use <code>assay compare</code>, which pairs their samples.`;
  return html`${apart}<div class="scroll" tabindex="0" role="group" aria-label="Runs side by side"><table class="headline"><caption>${caption}</caption><thead><tr>${criteria && html`<th scope="col">criterion</th>`}<th scope="col">model</th><th scope="col">figure</th>${runs.map(({ name }) => html`<th scope="col" colspan="2" class="over">${label(name)}</th>`)}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function comparedOf(runs: readonly LoadedRun[]): Compared[] {
  const all = new Map<string, Compared>();
  for (const [at, { evaluator, statistics }] of runs.entries()) {
    const { figures, rows, noModel } = headlineOf(evaluator, statistics);
    for (const { criterion, model, cells } of rows) {
      const key = JSON.stringify([criterion, model]);
      const own = all.get(key) ?? { criterion, model: model === '' ? noModel : label(model), figures: new Map() };
      all.set(key, own);
      for (const [i, { name, show }] of figures.entries()) {
        const found = cells[i];
        if (found === undefined) continue;
        const which = JSON.stringify([found.criterion, found.statistic]);
        const figure = own.figures.get(which) ?? { name, texts: runs.map(() => undefined) };
        own.figures.set(which, figure);
        figure.texts[at] = show(found);
      }
    }
  }
  return [...all.values()];
}

/** So many figures are drawn: the first ones of a headline are the most important. */
const MOST_PICTURES = 2;

/** The first figures that several runs have an interval of, as pictures. */
export async function comparisonPictures(runs: readonly LoadedRun[]): Promise<Picture[]> {
  const byFigure = new Map<string, (Estimate & { series: string })[]>();
  for (const run of runs) {
    const { figures, rows } = headlineOf(run.evaluator, run.statistics);
    for (const [i, { name }] of figures.entries()) {
      for (const { criterion, model, cells } of rows) {
        const found = cells[i];
        if (found?.low === undefined) continue;
        const at = [criterion, model].filter((part) => part !== '').join(' · ') || 'all';
        const { value, low, high } = found;
        appendTo(byFigure, name, { at, series: run.name, value, low, high });
      }
    }
  }
  const shared = [...byFigure].filter(([, estimates]) => new Set(estimates.map(({ series }) => series)).size > 1);
  const pictures: Picture[] = [];
  for (const [name, estimates] of shared.slice(0, MOST_PICTURES)) {
    const words = { title: `${name[0]!.toUpperCase()}${name.slice(1)} by run`, text: 'Estimates with 95% intervals.' };
    pictures.push(await intervalChart(words, estimates, { axis: name }));
  }
  return pictures;
}
