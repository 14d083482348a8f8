import type { Statistic } from '../../../evaluators/evaluator.ts';
import { CHECKS, CONTEXT_ERROR, FAILURE, GRADE, PREFERENCES } from '../../../evaluators/mt-bench/criteria.ts';
import { CONTEXT_ERRORS } from '../../../judging/verdicts/read-context-error.ts';
import { percent } from '../../format.ts';
import type { Picture } from '../../html/chart.ts';
import { type Cell, heatMap } from '../../html/charts/heat-map.ts';
import { intervalChart } from '../../html/charts/interval.ts';
import { lineChart } from '../../html/charts/line.ts';
import type { Group } from '../../html/group.ts';
import type { LoadedRun } from '../../html/load.ts';
import { distinct, ofModels, qualified } from '../../html/qualified.ts';

/** What is drawn over the turns and by category, as far as a run has it. */
const FOLLOWED = [
  { criterion: GRADE, base: 'mean', name: 'Grade', axis: 'mean grade' },
  { criterion: CHECKS, base: 'pass_rate', name: 'Checks passed', axis: 'share of checks that pass' },
  { criterion: PREFERENCES, base: 'adjusted_win_rate', name: 'Win rate', axis: 'adjusted win rate' },
  { criterion: FAILURE, base: 'rate', name: 'Failures', axis: 'share of turns that failed' },
] as const;

/** Quality over the turns and by category, context errors, and who wins against whom. */
export async function mtBenchPictures(run: LoadedRun): Promise<Group[]> {
  const turns: (Picture | undefined)[] = [];
  const categories: (Picture | undefined)[] = [];
  for (const followed of FOLLOWED) {
    turns.push(await overTurns(run.statistics, followed));
    categories.push(await byKey(run.statistics, followed, 'category'));
  }
  return [
    { heading: 'Over the turns', pictures: present(turns) },
    { heading: 'By category', pictures: present(categories) },
    {
      heading: 'Context errors',
      pictures: present([await contextErrors(run.statistics), await errorKinds(run.statistics)]),
    },
    { heading: 'Who wins', pictures: present([await winMatrix(run.statistics)]) },
  ].filter(({ pictures }) => pictures.length > 0);
}

type Followed = (typeof FOLLOWED)[number];

async function overTurns(
  statistics: readonly Statistic[],
  { criterion, base, name, axis }: Followed,
): Promise<Picture | undefined> {
  const own = ofModels(qualified(statistics, { criterion, base, key: 'turn' }));
  if (distinct(own.map(({ of }) => of)).length < 2) return undefined;
  const words = {
    title: `${name} over the turns`,
    text: 'By turn of the conversation, with 95% intervals over sessions.',
  };
  return lineChart(words, own.map(toTurn), { xAxis: 'turn', axis });
}

const toTurn = ({ model, of, value, low, high }: ReturnType<typeof qualified>[number]) => ({
  at: `turn ${of}`,
  x: Number(of),
  series: model === '' ? 'all' : model,
  value,
  low,
  high,
});

async function byKey(
  statistics: readonly Statistic[],
  { criterion, base, name, axis }: Followed,
  key: 'category',
): Promise<Picture | undefined> {
  const own = ofModels(qualified(statistics, { criterion, base, key })).filter(({ of }) => of !== '');
  if (distinct(own.map(({ of }) => of)).length < 2) return undefined;
  const words = { title: `${name} by ${key}`, text: 'With 95% intervals over sessions.' };
  const estimates = own.map(({ model, of, value, low, high }) => ({
    at: of,
    series: model === '' ? 'all' : model,
    value,
    low,
    high,
  }));
  return intervalChart(words, estimates, { axis });
}

async function contextErrors(statistics: readonly Statistic[]): Promise<Picture | undefined> {
  const own = ofModels(qualified(statistics, { criterion: CONTEXT_ERROR, base: 'error_rate', key: 'turn' }));
  if (own.length < 2) return undefined;
  const words = {
    title: 'Context errors by depth',
    text: 'The share of dependent turns whose answer neglects, invents or misunderstands what was said before, by turn.',
  };
  return lineChart(words, own.map(toTurn), { xAxis: 'turn', axis: 'share with an error' });
}

async function errorKinds(statistics: readonly Statistic[]): Promise<Picture | undefined> {
  const own = CONTEXT_ERRORS.flatMap((kind) =>
    ofModels(statistics.filter((each) => each.criterion === CONTEXT_ERROR && each.statistic === `${kind}_rate`)).map(
      ({ model, value, low, high }) => ({ at: kind, series: model === '' ? 'all' : model, value, low, high }),
    ),
  );
  if (own.length === 0) return undefined;
  const words = {
    title: 'Kinds of context error',
    text: 'The share of dependent turns with each kind, with 95% intervals.',
  };
  return intervalChart(words, own, { axis: 'share of dependent turns' });
}

async function winMatrix(statistics: readonly Statistic[]): Promise<Picture | undefined> {
  const own = qualified(statistics, { criterion: PREFERENCES, base: 'adjusted_win_rate', key: 'against' });
  if (own.length === 0) return undefined;
  const cells = own.map(({ model, of, value }): Cell => ({ row: model, column: of, value, shown: percent(value) }));
  const mean = (model: string) => {
    const rates = cells.filter(({ row }) => row === model).map(({ value }) => value);
    return rates.reduce((sum, rate) => sum + rate, 0) / Math.max(1, rates.length);
  };
  const names = distinct(cells.flatMap(({ row, column }) => [row, column])).sort((a, b) => mean(b) - mean(a));
  const words = {
    title: 'Win rate of each model against each other',
    text: 'A row’s share of wins against a column, a tie counting half; the stronger the colour, the more it wins.',
  };
  return heatMap(words, cells, { rowAxis: '', columnAxis: 'against', rows: names, columns: names, domain: [0, 1] });
}

function present(pictures: readonly (Picture | undefined)[]): Picture[] {
  return pictures.filter((picture) => picture !== undefined);
}
