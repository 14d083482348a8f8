import { appendTo } from '../../append-to.ts';
import { count, type EstimateText, withInterval } from '../format.ts';
import { type Headline, type HeadlineRow, headlineOf } from '../headline.ts';
import type { Picture } from './chart.ts';
import { intervalChart } from './charts/interval.ts';
import type { Estimate } from './charts/parts.ts';
import { type Html, html } from './element.ts';
import { label } from './escape.ts';
import type { LoadedRun } from './load.ts';

/** The headline of one run. */
export function headlineTable(run: LoadedRun): Html {
  const { heads, figures, rows, noModel } = headlineOf(run.evaluator, run.statistics);
  if (rows.length === 0) return html`<p class="quiet">This run has no statistics.</p>`;
  const shown = rows.map(({ cells }) => figures.map((figure, i) => cells[i] && figure.show(cells[i])));
  const ranged = figures.map((_, i) => shown.some((texts) => texts[i]?.low !== undefined));
  const nameOf = (row: HeadlineRow, i: number, head: Headline['heads'][number]): Html => {
    if (head === 'model')
      return html`<th scope="row" class="model">${row.model === '' ? noModel : label(row.model)}</th>`;
    const repeated = row.criterion === rows[i - 1]?.criterion;
    return html`<th scope="row">${repeated ? html`<span class="repeated">${label(row.criterion)}</span>` : label(row.criterion)}</th>`;
  };
  const body = rows.map(
    (row, i) =>
      html`<tr class="${i > 0 && row.criterion !== rows[i - 1]!.criterion ? 'first' : ''}">${heads.map((head) => nameOf(row, i, head))}${shown[i]!.map((text, at) => figureCells(text, ranged[at]!))}</tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Headline"><table class="headline"><caption>Estimates with 95% intervals</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}${figures.map(({ name }, i) => html`<th scope="col" colspan="${ranged[i] ? 2 : 1}" class="${ranged[i] ? 'over' : 'number'}">${name}</th>`)}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/**
 * A figure in two cells, the estimate and its interval: estimates line up at the decimal point, whatever number of
 * digits the interval warrants.
 */
function figureCells(text: EstimateText | undefined, ranged: boolean): Html {
  if (text === undefined) return ranged ? html`<td></td><td></td>` : html`<td></td>`;
  const { value, low, high } = text;
  const decimals = /\.(\d+)$/.exec(value)?.[1]?.length;
  const blanks = decimals === undefined ? '' : FIGURE_SPACE.repeat(Math.max(0, 3 - decimals));
  if (!ranged) return html`<td class="number">${value}${blanks}</td>`;
  return html`<td class="number estimate">${value}${blanks}</td><td class="range">${low !== undefined && `[${low}, ${high}]`}</td>`;
}

/** A blank as wide as a digit. */
const FIGURE_SPACE = '\u2007';

interface Compared {
  criterion: string;
  model: string;
  figure: string;
  /** As each run has it. */
  texts: (EstimateText | undefined)[];
}

/** Several runs beside each other: a row for each figure of each criterion and model. */
export function comparisonTable(runs: readonly LoadedRun[]): Html {
  const compared = new Map<string, Compared>();
  for (const [at, run] of runs.entries()) {
    const { figures, rows, noModel } = headlineOf(run.evaluator, run.statistics);
    for (const { criterion, model, cells } of rows) {
      for (const [i, figure] of figures.entries()) {
        const found = cells[i];
        if (found === undefined) continue;
        const key = JSON.stringify([found.criterion, model, found.statistic]);
        const row = compared.get(key) ?? {
          criterion,
          model: model === '' ? noModel : label(model),
          figure: figure.name,
          texts: runs.map(() => undefined),
        };
        compared.set(key, row);
        row.texts[at] = figure.show(found);
      }
    }
  }
  const rows = [...compared.values()];
  const several = rows.some(({ criterion }) => criterion !== '');
  const body = rows.map(
    ({ criterion, model, figure, texts }) =>
      html`<tr>${several && html`<th scope="row">${label(criterion)}</th>`}<th scope="row" class="model">${model}</th><th scope="row" class="model">${figure}</th>${texts.map((text) => figureCells(text, true))}</tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Runs side by side"><table class="headline"><caption>The runs side by side, with 95% intervals. For a verdict on their difference, use <code>assay compare</code>, which pairs their samples.</caption><thead><tr>${several && html`<th scope="col">criterion</th>`}<th scope="col">model</th><th scope="col">figure</th>${runs.map(({ name }) => html`<th scope="col" colspan="2" class="over">${label(name)}</th>`)}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** So many figures of runs side by side are drawn: the first ones, which the others qualify. */
const MOST_PICTURES = 2;

/** The first figures of runs, side by side. */
export async function comparisonPictures(runs: readonly LoadedRun[]): Promise<Picture[]> {
  const byFigure = new Map<string, Estimate[]>();
  for (const run of runs) {
    const { figures, rows } = headlineOf(run.evaluator, run.statistics);
    for (const [i, { name, brief }] of figures.entries()) {
      if (brief) continue;
      for (const { criterion, model, cells } of rows) {
        const found = cells[i];
        if (found?.low === undefined) continue;
        const at = [criterion, model].filter((part) => part !== '').join(' · ') || 'all';
        const { value, low, high } = found;
        appendTo(byFigure, name, { at, series: run.name, value, low, high });
      }
    }
  }
  const pictures: Picture[] = [];
  for (const [name, estimates] of [...byFigure].slice(0, MOST_PICTURES)) {
    const words = { title: `${name[0]!.toUpperCase()}${name.slice(1)} by run`, text: 'Estimates with 95% intervals.' };
    pictures.push(await intervalChart(words, estimates, { axis: name }));
  }
  return pictures;
}

/** Every row of summary.csv. */
export function allStatistics({ statistics, name }: LoadedRun): Html {
  const rows = statistics.map(
    ({ model, criterion, statistic, value, low, high, n }) =>
      html`<tr><td>${criterion}</td><td>${model === '' ? 'all' : model}</td><td>${statistic}</td><td class="number">${Number.isInteger(value) && low === undefined ? count(value) : withInterval(value, low, high)}</td><td class="number">${count(n)}</td></tr>`,
  );
  return html`<details class="more"><summary>All ${count(statistics.length)} statistics</summary><div class="scroll" tabindex="0" role="region" aria-label="${`All statistics of ${name}`}"><table><caption>What summary.csv holds</caption><thead><tr><th scope="col">criterion</th><th scope="col">model</th><th scope="col">statistic</th><th scope="col" class="number">value</th><th scope="col" class="number">n</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}
