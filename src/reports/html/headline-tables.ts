import type { Statistic } from '../../evaluators/evaluator.ts';
import { count, withInterval } from '../format.ts';
import type { Picture } from './chart.ts';
import { intervalChart } from './charts/interval.ts';
import type { Estimate } from './charts/parts.ts';
import { type Html, html } from './element.ts';
import { label } from './escape.ts';
import type { LoadedRun } from './load.ts';
import { type Figure, figuresOf, isByModel } from './methods/headline.ts';
import { distinct } from './qualified.ts';

/** What a row of a headline is about. */
interface About {
  criterion: string;
  model: string;
}

function aboutsOf({ statistics, evaluator }: LoadedRun): About[] {
  const own = statistics.filter(({ criterion }) => criterion !== '');
  if (isByModel(evaluator)) {
    const models = distinct(own.map(({ model }) => model));
    const single = models.filter((model) => model !== '');
    return (single.length > 0 ? single : models).map((model) => ({ criterion: '', model }));
  }
  return [
    ...new Map(own.map(({ criterion, model }) => [JSON.stringify([criterion, model]), { criterion, model }])).values(),
  ];
}

function find({ statistics }: LoadedRun, { criterion, model }: About, figure: Figure): Statistic | undefined {
  const within = figure.criterion ?? criterion;
  return statistics.find(
    (each) =>
      each.model === model && each.statistic === figure.statistic && (within === '' || each.criterion === within),
  );
}

/** The rows of a headline that say something, with the figures that any of them has. */
function headlineOf(run: LoadedRun): { abouts: About[]; figures: Figure[] } {
  const all = aboutsOf(run);
  const figures = figuresOf(run.evaluator, run.statistics).filter((figure) =>
    all.some((about) => find(run, about, figure)),
  );
  const abouts = all.filter((about) => figures.some((figure) => find(run, about, figure)));
  const [first] = figures;
  // Models are ranked by the first figure.
  const heightOf = (about: About) => find(run, about, first!)?.value ?? Number.NEGATIVE_INFINITY;
  return {
    abouts: isByModel(run.evaluator) && first ? abouts.sort((a, b) => heightOf(b) - heightOf(a)) : abouts,
    figures,
  };
}

/** The headline of one run. */
export function headlineTable(run: LoadedRun): Html {
  const { abouts, figures } = headlineOf(run);
  if (abouts.length === 0) return html`<p class="quiet">This run has no statistics.</p>`;
  const criteria = distinct(abouts.map(({ criterion }) => criterion)).some((criterion) => criterion !== '');
  const models = distinct(abouts.map(({ model }) => model)).length > 1;
  const ranged = new Set(figures.filter((figure) => abouts.some((about) => hasRange(run, about, figure))));
  const rows = abouts.map(
    (about, i) =>
      html`<tr class="${about.criterion !== abouts[i - 1]?.criterion && i > 0 ? 'first' : ''}">${criteria && html`<th scope="row">${about.criterion === abouts[i - 1]?.criterion ? html`<span class="repeated">${label(about.criterion)}</span>` : label(about.criterion)}</th>`}${(models || !criteria) && html`<th scope="row" class="model">${about.model === '' ? 'all' : label(about.model)}</th>`}${figures.map((figure) => figureCells(find(run, about, figure), figure, ranged.has(figure)))}</tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Headline"><table class="headline"><caption>Estimates with 95% intervals</caption><thead><tr>${criteria && html`<th scope="col">criterion</th>`}${(models || !criteria) && html`<th scope="col">model</th>`}${figures.map((figure) => html`<th scope="col" colspan="${ranged.has(figure) ? 2 : 1}" class="${ranged.has(figure) ? 'over' : 'number'}">${figure.name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function hasRange(run: LoadedRun, about: About, figure: Figure): boolean {
  const found = find(run, about, figure);
  return found !== undefined && figure.show(found).includes(' ');
}

/**
 * A figure in two cells, the estimate and its interval: estimates line up at the decimal point, whatever number of
 * digits the interval warrants.
 */
function figureCells(statistic: Statistic | undefined, figure: Figure, ranged: boolean): Html {
  if (statistic === undefined) return ranged ? html`<td></td><td></td>` : html`<td></td>`;
  const [value, ...range] = figure.show(statistic).split(' ');
  const decimals = /\.(\d+)$/.exec(value!)?.[1]?.length;
  const blanks = decimals === undefined ? '' : FIGURE_SPACE.repeat(Math.max(0, 3 - decimals));
  if (!ranged) return html`<td class="number">${value}${blanks}</td>`;
  return html`<td class="number estimate">${value}${blanks}</td><td class="range">${range.join(' ')}</td>`;
}

/** A blank as wide as a digit. */
const FIGURE_SPACE = '\u2007';

/** Several runs beside each other: a row for each figure of each criterion and model. */
export function comparisonTable(runs: readonly LoadedRun[]): Html {
  const all = runs.map((run) => ({ run, ...headlineOf(run) }));
  const keys = new Map<string, { about: About; figure: Figure }>();
  for (const { abouts, figures } of all)
    for (const about of abouts) for (const figure of figures) keys.set(keyOf(about, figure), { about, figure });
  const several = [...keys.values()].some(({ about }) => about.criterion !== '');
  const rows = [...keys].flatMap(([key, { about, figure }]) => {
    const cells = all.map(({ run, figures }) => {
      const own = figures.find((each) => keyOf(about, each) === key);
      return own === undefined ? undefined : find(run, about, own);
    });
    if (cells.every((cell) => cell === undefined)) return [];
    return [
      html`<tr>${several && html`<th scope="row">${label(about.criterion)}</th>`}<th scope="row" class="model">${about.model === '' ? 'all' : label(about.model)}</th><th scope="row" class="model">${figure.name}</th>${cells.map((cell) => figureCells(cell, figure, true))}</tr>`,
    ];
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Runs side by side"><table class="headline"><caption>The runs side by side, with 95% intervals. For a verdict on their difference, use <code>assay compare</code>, which pairs their samples.</caption><thead><tr>${several && html`<th scope="col">criterion</th>`}<th scope="col">model</th><th scope="col">figure</th>${runs.map(({ name }) => html`<th scope="col" colspan="2" class="over">${label(name)}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

const keyOf = ({ criterion, model }: About, { statistic, criterion: own }: Figure) =>
  JSON.stringify([own ?? criterion, model, statistic]);

/** The figures that runs are first compared by, as pictures: what is judged, and how far the judge can be trusted. */
export async function comparisonPictures(runs: readonly LoadedRun[]): Promise<Picture[]> {
  const byFigure = new Map<string, { name: string; estimates: Estimate[] }>();
  for (const run of runs) {
    const { abouts, figures } = headlineOf(run);
    for (const figure of figures) {
      for (const about of abouts) {
        const found = find(run, about, figure);
        if (found?.low === undefined || found.statistic === 'coverage') continue;
        const entry = byFigure.get(figure.name) ?? { name: figure.name, estimates: [] };
        byFigure.set(figure.name, entry);
        const at = [about.criterion, about.model].filter((part) => part !== '').join(' · ') || 'all';
        entry.estimates.push({ at, series: run.name, value: found.value, low: found.low, high: found.high });
      }
    }
  }
  const pictures: Picture[] = [];
  for (const { name, estimates } of [...byFigure.values()].slice(0, 2)) {
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
