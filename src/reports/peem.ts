import { colors as pc } from '../colors.ts';
import type { OwnTable, Statistic } from '../evaluators/evaluator.ts';
import { printable } from '../printable.ts';
import { percent, plural, round, withInterval } from './format.ts';
import { heatMap } from './heat-map.ts';
import { type Column, fittingTable, textTable } from './table.ts';

/** More models than this make a table or a matrix that nobody reads in a terminal. */
const MOST_RANKED = 40;
const MOST_IN_MATRIX = 20;
const MOST_PAIRS = 8;

/** The ranking by the first algorithm with what the others say, how sure it is, and the matrix that it rests on. */
export function peemHeadline(statistics: readonly Statistic[], tables: Record<string, OwnTable>): string {
  const value = index(statistics);
  const [first, ...others] = algorithmsOf(statistics);
  if (first === undefined) return '';
  const models = statistics
    .filter(({ model, statistic }) => model !== '' && statistic === `rank[algorithm=${first}]`)
    .sort((a, b) => a.value - b.value)
    .map(({ model }) => model);
  const silent = statistics
    .filter(({ model, statistic }) => statistic === 'extraction_rate' && model !== '' && !models.includes(model))
    .map(({ model }) => model);
  return [
    ranking(models.slice(0, MOST_RANKED), silent, first, others, value),
    ...(models.length > MOST_RANKED
      ? [`… and ${plural(models.length - MOST_RANKED, 'more model')} in scores.csv`]
      : []),
    ...withGold([first, ...others], value),
    notApart(first, models, tables['pairs.csv']),
    ...matrixOf(tables['consistency.csv'], models),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

type Lookup = (model: string, statistic: string) => Statistic | undefined;

function index(statistics: readonly Statistic[]): Lookup {
  const known = new Map(statistics.map((each) => [JSON.stringify([each.model, each.statistic]), each]));
  return (model, statistic) => known.get(JSON.stringify([model, statistic]));
}

function algorithmsOf(statistics: readonly Statistic[]): string[] {
  return [...new Set(statistics.flatMap(({ statistic }) => /^rank\[algorithm=(.+)\]$/.exec(statistic)?.[1] ?? []))];
}

function ranking(
  models: readonly string[],
  silent: readonly string[],
  first: string,
  others: readonly string[],
  value: Lookup,
): string {
  const shown: (Column & { of: (model: string) => string })[] = [
    { name: 'rank', align: 'right', of: (model) => rank(value(model, `rank[algorithm=${first}]`)) },
    { name: 'model', of: printable },
    {
      name: `capability (${first}) [95%]`,
      align: 'right',
      of: (model) => interval(value(model, `capability[algorithm=${first}]`)),
    },
    { name: 'rank [95%]', align: 'right', of: (model) => ranks(value(model, `rank[algorithm=${first}]`)) },
    {
      name: 'P(best)',
      align: 'right',
      of: (model) => shareOf(value(model, `best[algorithm=${first}]`)),
      spare: 3,
    },
    ...others.map((algorithm): Column & { of: (model: string) => string } => ({
      name: algorithm,
      align: 'right',
      of: (model) => number(value(model, `capability[algorithm=${algorithm}]`)),
      spare: 1,
    })),
    { name: 'gold accuracy', align: 'right', of: (model) => number(value(model, 'accuracy')), spare: 4 },
    { name: 'read', align: 'right', of: (model) => percentOf(value(model, 'extraction_rate')), spare: 2 },
  ];
  const all = [...models, ...silent];
  const columns = shown.filter(({ of }) => all.some((model) => of(model) !== ''));
  return fittingTable(columns, (fitting) =>
    textTable(
      fitting,
      all.map((model) => fitting.map(({ of }) => of(model))),
    ),
  );
}

const number = (statistic?: Statistic): string => (statistic === undefined ? '' : round(statistic.value, 3));
const percentOf = (statistic?: Statistic): string => (statistic === undefined ? '' : percent(statistic.value));
const rank = (statistic?: Statistic): string =>
  statistic === undefined ? '' : `${Math.round(statistic.value * 2) / 2}`;

function interval(statistic?: Statistic): string {
  return statistic === undefined ? '' : withInterval(statistic.value, statistic.low, statistic.high);
}

function ranks(statistic?: Statistic): string {
  if (statistic?.low === undefined || statistic.high === undefined) return '';
  const [low, high] = [Math.round(statistic.low * 2) / 2, Math.round(statistic.high * 2) / 2];
  return low === high ? `${low}` : `${low}–${high}`;
}

/** A probability from resamples: one that never came up is small, not 0. */
function shareOf(statistic?: Statistic): string {
  if (statistic === undefined) return '';
  const { value, n } = statistic;
  if (value === 0) return `< ${round(1 / n, 3)}`;
  return value > 1 - 1 / n ? `> ${round(1 - 1 / n, 3)}` : round(value, value < 0.1 ? 3 : 2);
}

/** How well the rankings follow the gold answers, where there are any. */
function withGold(algorithms: readonly string[], value: Lookup): string[] {
  const rows = algorithms.flatMap((algorithm) => {
    const found = ['pearson', 'spearman', 'kendall'].map((name) => value('', `${name}[algorithm=${algorithm}]`));
    return found.every((each) => each === undefined) ? [] : [[algorithm, ...found.map(interval)]];
  });
  if (rows.length === 0) return [];
  const columns: Column[] = ['Pearson', 'Spearman', 'Kendall'].map((name) => ({ name, align: 'right' }));
  return [textTable([{ name: 'with gold accuracy' }, ...columns], rows)];
}

/** The pairs of models whose order is not sure, neighbours in rank first. */
function notApart(algorithm: string, models: readonly string[], table: OwnTable | undefined): string {
  const at = table?.columns.indexOf(`told_apart[${algorithm}]`) ?? -1;
  if (table === undefined || at < 0) return '';
  const place = new Map(models.map((model, i) => [model, i]));
  const pairs = table.rows
    .filter((row) => Number(row[at]) === 0)
    .map(
      ([a, b]) => [String(a), String(b)].sort((x, y) => (place.get(x) ?? 0) - (place.get(y) ?? 0)) as [string, string],
    )
    .sort(([a, b], [c, d]) => apart(place, a, b) - apart(place, c, d) || (place.get(a) ?? 0) - (place.get(c) ?? 0));
  if (pairs.length === 0) return table.rows.length === 0 ? '' : 'All pairs of models can be told apart.';
  const named = pairs.slice(0, MOST_PAIRS).map(([a, b]) => `  ${printable(a)} and ${printable(b)}`);
  const more =
    pairs.length > MOST_PAIRS ? [`  … and ${plural(pairs.length - MOST_PAIRS, 'more pair')} in pairs.csv`] : [];
  return [`Can't be told apart (${pairs.length} of ${plural(table.rows.length, 'pair')}):`, ...named, ...more].join(
    '\n',
  );
}

const apart = (place: ReadonlyMap<string, number>, a: string, b: string): number =>
  Math.abs((place.get(a) ?? 0) - (place.get(b) ?? 0));

/** The consistency matrix in the order of the ranking; human labels come last. */
function matrixOf(table: OwnTable | undefined, models: readonly string[]): string[] {
  if (table === undefined || table.rows.length === 0) return [];
  const names = table.rows.map(([name]) => String(name));
  if (names.length > MOST_IN_MATRIX) return [];
  const order = names
    .map((name, i) => ({ i, place: models.includes(name) ? models.indexOf(name) : models.length }))
    .sort((a, b) => a.place - b.place)
    .map(({ i }) => i);
  const matrix = order.map((i) => order.map((j) => Number(table.rows[i]![j + 1] ?? Number.NaN)));
  const lines = heatMap(
    order.map((i) => printable(names[i]!)),
    matrix,
  );
  return [[pc.bold('consistency'), ...lines].join('\n')];
}
