import type { Score, Statistic } from '../../../evaluators/evaluator.ts';
import { CHECKS, CONTEXT_ERROR, FAILURE, GRADE, PREFERENCES } from '../../../evaluators/mt-bench/criteria.ts';
import { CONTEXT_ERRORS } from '../../../judging/verdicts/read-context-error.ts';
import { percent } from '../../format.ts';
import type { Picture } from '../../html/chart.ts';
import { type Cell, heatMap } from '../../html/charts/heat-map.ts';
import { intervalChart } from '../../html/charts/interval.ts';
import { lineChart } from '../../html/charts/line.ts';
import type { Group } from '../../html/group.ts';
import type { LoadedRun } from '../../html/load.ts';
import { distinct, ofModels, type Qualified, qualified } from '../../html/qualified.ts';

/** What is drawn over the turns and by category, as far as a run has it. */
const FOLLOWED = [
  { criterion: GRADE, base: 'mean', name: 'Grade', axis: 'mean grade' },
  { criterion: CHECKS, base: 'pass_rate', name: 'Checks passed', axis: 'share of checks that pass' },
  { criterion: PREFERENCES, base: 'adjusted_win_rate', name: 'Win rate', axis: 'adjusted win rate' },
  { criterion: FAILURE, base: 'rate', name: 'Failures', axis: 'share of turns that failed' },
] as const;

/** Context errors, which are drawn over the turns in a group of their own. */
const ERRORS = {
  criterion: CONTEXT_ERROR,
  base: 'error_rate',
  name: 'Context errors',
  axis: 'share with an error',
} as const;

/** Most cells of a map of sessions; larger ones nobody reads, and they make the page heavy. */
const MOST_CELLS = 2000;

/** What a model gains from the history, as far as a run has an ablation. */
const GAINED = [
  { criterion: GRADE, name: 'Grade', axis: 'gain in grade' },
  { criterion: CHECKS, name: 'Checks passed', axis: 'gain in the share of a turn’s checks that pass' },
  { criterion: CONTEXT_ERROR, name: 'Context errors', axis: 'drop in the share with an error' },
] as const;

/** Quality over the turns, by category and phenomenon, context errors, where sessions fail, and who wins against whom. */
export async function mtBenchPictures(run: LoadedRun): Promise<Group[]> {
  const turns: (Picture | undefined)[] = [];
  const categories: (Picture | undefined)[] = [];
  const phenomena: (Picture | undefined)[] = [];
  for (const followed of FOLLOWED) {
    turns.push(await overTurns(run.statistics, followed));
    categories.push(await byKey(run.statistics, followed, 'category'));
    phenomena.push(await byKey(run.statistics, followed, 'phenomenon'));
  }
  phenomena.push(await byKey(run.statistics, ERRORS, 'phenomenon'));
  const gains: (Picture | undefined)[] = [];
  for (const gained of GAINED) gains.push(await contextGain(run.statistics, gained));
  return [
    { heading: 'What the history gives', pictures: present(gains) },
    { heading: 'Over the turns', pictures: present(turns) },
    { heading: 'By category', pictures: present(categories) },
    { heading: 'By how a turn leans on earlier ones', pictures: present(phenomena) },
    {
      heading: 'Context errors',
      pictures: present([await contextErrors(run.statistics), await errorKinds(run.statistics)]),
    },
    { heading: 'Session by session', pictures: await failedTurns(run.scores) },
    { heading: 'Who wins', pictures: present([await winMatrix(run.statistics)]) },
  ].filter(({ pictures }) => pictures.length > 0);
}

type Followed = (typeof FOLLOWED)[number] | typeof ERRORS;

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

/** A statistic as an estimate of its model. */
const estimateAt = (at: string, { model, value, low, high }: Statistic) => ({
  at,
  series: model === '' ? 'all' : model,
  value,
  low,
  high,
});

const toTurn = (each: Qualified) => ({ ...estimateAt(`turn ${each.of}`, each), x: Number(each.of) });

/** A row for all dependent turns and one for each, as an ablation of short sessions has no curve. */
async function contextGain(
  statistics: readonly Statistic[],
  { criterion, name, axis }: (typeof GAINED)[number],
): Promise<Picture | undefined> {
  const base = 'context_gain';
  const overall = statistics.filter((each) => each.criterion === criterion && each.statistic === base);
  const byTurn = qualified(statistics, { criterion, base, key: 'turn' });
  const estimates = [
    ...ofModels(overall).map((each) => estimateAt('all turns', each)),
    ...ofModels(byTurn).map((each) => estimateAt(`turn ${each.of}`, each)),
  ];
  if (estimates.length === 0) return undefined;
  const words = {
    title: `${name}: gain from the history`,
    text: 'The same dependent turns answered with and without the conversation before them; right of 0 the history helps. With 95% intervals over sessions.',
  };
  return intervalChart(words, estimates, { axis, zero: true });
}

async function byKey(
  statistics: readonly Statistic[],
  { criterion, base, name, axis }: Followed,
  key: 'category' | 'phenomenon',
): Promise<Picture | undefined> {
  const own = ofModels(qualified(statistics, { criterion, base, key })).filter(({ of }) => of !== '');
  if (distinct(own.map(({ of }) => of)).length < 2) return undefined;
  const words = { title: `${name} by ${key}`, text: 'With 95% intervals over sessions.' };
  return intervalChart(
    words,
    own.map((each) => estimateAt(each.of, each)),
    { axis },
  );
}

async function contextErrors(statistics: readonly Statistic[]): Promise<Picture | undefined> {
  const { criterion, base, axis } = ERRORS;
  const own = ofModels(qualified(statistics, { criterion, base, key: 'turn' }));
  if (own.length < 2) return undefined;
  const words = {
    title: 'Context errors by depth',
    text: 'The share of dependent turns whose answer neglects, invents or misunderstands what was said before, by turn.',
  };
  return lineChart(words, own.map(toTurn), { xAxis: 'turn', axis });
}

async function errorKinds(statistics: readonly Statistic[]): Promise<Picture | undefined> {
  const own = CONTEXT_ERRORS.flatMap((kind) =>
    ofModels(statistics.filter((each) => each.criterion === CONTEXT_ERROR && each.statistic === `${kind}_rate`)).map(
      (each) => estimateAt(kind, each),
    ),
  );
  if (own.length === 0) return undefined;
  const words = {
    title: 'Kinds of context error',
    text: 'The share of dependent turns with each kind, with 95% intervals.',
  };
  return intervalChart(words, own, { axis: 'share of dependent turns' });
}

/** For each model where in each session it fails: a row a session, a column a turn. */
async function failedTurns(scores: readonly Score[]): Promise<Picture[]> {
  const own = scores.filter(({ criterion }) => criterion === FAILURE);
  const turns = distinct(own.map(({ turn }) => turn ?? 0)).sort((a, b) => a - b);
  if (turns.length < 2 || own.length > MOST_CELLS) return [];
  const pictures: Picture[] = [];
  for (const model of distinct(own.map((score) => score.model))) {
    const ofModel = own.filter((score) => score.model === model);
    const cells = ofModel.flatMap(({ sample, turn, score }): Cell[] =>
      score === undefined
        ? []
        : [{ row: sample, column: String(turn), value: score, shown: score === 1 ? 'failed' : 'sound' }],
    );
    if (cells.length === 0) continue;
    const words = {
      title: model === '' ? 'Failed turns' : `Failed turns of ${model}`,
      text: 'Sessions in the order of the data. Dark: the turn failed; pale: it did not; empty: that is not known.',
    };
    const rows = distinct(ofModel.map(({ sample }) => sample));
    const columns = turns.map(String);
    pictures.push(
      await heatMap(words, cells, { rowAxis: 'session', columnAxis: 'turn', rows, columns, domain: [0, 1] }),
    );
  }
  return pictures;
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
