import type { OwnTable, Statistic } from '../../../evaluators/evaluator.ts';
import { TABLES } from '../../../evaluators/peem/criteria.ts';
import { printable } from '../../../printable.ts';
import { colors as pc } from '../../colors.ts';
import { type Drawn, drawnTable } from '../../fitting-table.ts';
import { count, plural, withInterval } from '../../format.ts';
import { heatMap } from '../../heat-map.ts';
import { fits } from '../../table.ts';
import { wrapped } from '../../wrapped.ts';

/** More models than this make a matrix that nobody reads in a terminal. */
const MOST_IN_MATRIX = 20;
const MOST_PAIRS = 8;

/** How sure the ranking by the first of the algorithms is, and the matrix that it rests on; a paragraph each. */
export function rankingDetails(
  statistics: readonly Statistic[],
  tables: Record<string, OwnTable>,
  algorithms: readonly string[],
): string[] {
  const [first] = algorithms;
  if (first === undefined) return [];
  const ranked = statistics
    .filter(({ model, statistic }) => model !== '' && statistic === `rank[algorithm=${first}]`)
    .sort((a, b) => a.value - b.value)
    .map(({ model }) => model);
  return [
    ...withGold(statistics, algorithms),
    ...notApart(first, ranked, tables[TABLES.pairs]),
    ...matrixOf(tables[TABLES.consistency], ranked),
  ];
}

/** How well the rankings follow the gold answers, where there are any. */
function withGold(statistics: readonly Statistic[], algorithms: readonly string[]): string[] {
  const overall = new Map(statistics.filter(({ model }) => model === '').map((each) => [each.statistic, each]));
  const correlation = (name: string, statistic: string, spare?: number): Drawn<string> => ({
    name,
    align: 'right',
    spare,
    draw: (algorithm) => {
      const found = overall.get(`${statistic}[algorithm=${algorithm}]`);
      return found === undefined ? '' : withInterval(found.value, found.low, found.high);
    },
  });
  const columns = [
    correlation('Pearson', 'pearson'),
    correlation('Spearman', 'spearman', 2),
    correlation('Kendall', 'kendall', 1),
  ];
  const compared = algorithms.filter((algorithm) => columns.some(({ draw }) => draw(algorithm) !== ''));
  if (compared.length === 0) return [];
  return [drawnTable([{ name: 'with gold agreement', draw: (algorithm) => algorithm }, ...columns], compared)];
}

/** The pairs of models whose order is not sure, those next to each other in the ranking first. */
function notApart(algorithm: string, models: readonly string[], table: OwnTable | undefined): string[] {
  const at = table?.columns.indexOf(`told_apart[${algorithm}]`) ?? -1;
  if (table === undefined || at < 0) return [];
  const place = new Map(models.map((model, i) => [model, i]));
  const compared = table.rows.filter((row) => isKnown(row[at]));
  const pairs = compared
    .filter((row) => Number(row[at]) === 0)
    .map(
      ([a, b]) => [String(a), String(b)].sort((x, y) => (place.get(x) ?? 0) - (place.get(y) ?? 0)) as [string, string],
    )
    .sort(([a, b], [c, d]) => apart(place, a, b) - apart(place, c, d) || (place.get(a) ?? 0) - (place.get(c) ?? 0));
  if (pairs.length === 0) return allApart(compared.length, table.rows.length);
  const named = pairs.slice(0, MOST_PAIRS).map(([a, b]) => indented(`${printable(a)} and ${printable(b)}`));
  const more =
    pairs.length > MOST_PAIRS ? [`  … and ${plural(pairs.length - MOST_PAIRS, 'more pair')} in ${TABLES.pairs}`] : [];
  const heading = `Can't be told apart (${count(pairs.length)} of ${plural(compared.length, 'pair')}):`;
  return [[heading, ...named, ...more].join('\n')];
}

/** A line with two spaces before it, and before what a terminal has no room for in it. */
function indented(line: string): string {
  const { columns } = process.stdout;
  return wrapped(line, columns && columns - 2).replace(/^/gm, '  ');
}

/** A cell that is empty says that the pair can't be compared. */
const isKnown = (cell: unknown): boolean => cell !== undefined && cell !== '';

function allApart(compared: number, all: number): string[] {
  if (compared === 0) return [];
  return [
    compared === all
      ? 'All pairs of models can be told apart.'
      : 'All pairs of models that can be compared can be told apart.',
  ];
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
  ).join('\n');
  if (!fits(lines))
    return [wrapped(pc.dim(`No room for the consistency matrix; see ${TABLES.consistency}`), process.stdout.columns)];
  return [`${pc.bold('consistency')}\n${lines}`];
}
