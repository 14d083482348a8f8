import { count, type EstimateText, withInterval } from '../format.ts';
import { type Headline, type HeadlineRow, headlineOf } from '../headline.ts';
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
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Headline"><table class="headline"><caption>Estimates with 95% intervals</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}${figures.map(({ name }, i) => html`<th scope="col" colspan="${ranged[i] ? 2 : 1}" class="${ranged[i] ? 'over' : 'number'}">${name}</th>`)}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/**
 * A figure in two cells, the estimate and its interval: estimates line up at the decimal point, whatever number of
 * digits the interval warrants.
 */
export function figureCells(text: EstimateText | undefined, ranged: boolean): Html {
  if (text === undefined) return ranged ? html`<td></td><td></td>` : html`<td></td>`;
  const { value, low, high } = text;
  const decimals = /\.(\d+)$/.exec(value)?.[1]?.length;
  const blanks = decimals === undefined ? '' : FIGURE_SPACE.repeat(Math.max(0, 3 - decimals));
  if (!ranged) return html`<td class="number">${value}${blanks}</td>`;
  return html`<td class="number estimate">${value}${blanks}</td><td class="range">${low !== undefined && `[${low}, ${high}]`}</td>`;
}

/** A blank as wide as a digit. */
const FIGURE_SPACE = '\u2007';

/** Every row of summary.csv. */
export function allStatistics({ statistics, name }: LoadedRun): Html {
  const rows = statistics.map(
    ({ model, criterion, statistic, value, low, high, n }) =>
      html`<tr><td>${criterion}</td><td>${model === '' ? 'all' : model}</td><td>${statistic}</td><td class="number">${Number.isInteger(value) && low === undefined ? count(value) : withInterval(value, low, high)}</td><td class="number">${count(n)}</td></tr>`,
  );
  return html`<details class="more"><summary>All ${count(statistics.length)} statistics</summary><div class="scroll" tabindex="0" role="group" aria-label="${`All statistics of ${name}`}"><table><caption>What summary.csv holds</caption><thead><tr><th scope="col">criterion</th><th scope="col">model</th><th scope="col">statistic</th><th scope="col" class="number">value</th><th scope="col" class="number">n</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}
