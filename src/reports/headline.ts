import type { Statistic } from '../evaluators/evaluator.ts';
import type { Figure } from './methods/method.ts';
import { methodOf } from './methods/table.ts';

/** The first answer that a report gives: how good, how sure, how far to trust it. The same in every kind of report. */
export interface Headline {
  /** What rows are named by. */
  heads: ('criterion' | 'model')[];
  /** The figures that any row has. */
  figures: Figure[];
  rows: HeadlineRow[];
  /** What a row is called that is of no model. */
  noModel: string;
}

export interface HeadlineRow {
  /** Empty where rows are models. */
  criterion: string;
  model: string;
  /** One for each figure; undefined where the row does not have it. */
  cells: (Statistic | undefined)[];
}

export function headlineOf(evaluator: string, statistics: readonly Statistic[]): Headline {
  const method = methodOf(evaluator);
  const ofModels = method.rows === 'models';
  const own = statistics.filter(({ criterion }) => criterion !== '');
  const find = finder(own);
  const figures = method.figures(own);
  const rows = (ofModels ? models(own) : criteriaAndModels(own)).flatMap((name): HeadlineRow[] => {
    const cells = figures.map((figure) => {
      const found = find(figure.criterion ?? name.criterion, name.model, figure.statistic);
      return figure.counts && found !== undefined ? countOf(found) : found;
    });
    return cells.every((cell) => cell === undefined) ? [] : [{ ...name, cells }];
  });
  // By the first figure; models that lack it come last.
  const height = ({ cells: [first] }: HeadlineRow) => first?.value ?? Number.NEGATIVE_INFINITY;
  if (ofModels) rows.sort((a, b) => compareDown(height(a), height(b)));
  const used = figures.map((_, i) => rows.some(({ cells }) => cells[i] !== undefined));
  const severalModels = new Set(rows.map(({ model }) => model)).size > 1;
  return {
    heads: ofModels ? ['model'] : severalModels ? ['criterion', 'model'] : ['criterion'],
    figures: figures.filter((_, i) => used[i]),
    rows: rows.map((row) => ({ ...row, cells: row.cells.filter((_, i) => used[i]) })),
    noModel: ofModels ? 'the model' : 'all',
  };
}

type Name = Pick<HeadlineRow, 'criterion' | 'model'>;

/** The models, without the row over all of them where there are single ones. */
function models(statistics: readonly Statistic[]): Name[] {
  const all = [...new Set(statistics.map(({ model }) => model))];
  const single = all.filter((model) => model !== '');
  return (single.length > 0 ? single : all).map((model) => ({ criterion: '', model }));
}

function criteriaAndModels(statistics: readonly Statistic[]): Name[] {
  const names = statistics.map(({ criterion, model }) => [JSON.stringify([criterion, model]), { criterion, model }]);
  return [...new Map(names as [string, Name][]).values()];
}

function finder(statistics: readonly Statistic[]) {
  const keyOf = (...names: string[]) => JSON.stringify(names);
  const known = new Map(statistics.map((each) => [keyOf(each.criterion, each.model, each.statistic), each]));
  return (criterion: string, model: string, statistic: string) => known.get(keyOf(criterion, model, statistic));
}

/** How many values a statistic rests on, as a statistic of its own. */
function countOf({ model, criterion, statistic, n }: Statistic): Statistic {
  return { model, criterion, statistic: `n[of=${statistic}]`, value: n, n };
}

/** Larger values first; unlike a difference, it knows two infinities to be equal. */
function compareDown(a: number, b: number): number {
  return a === b ? 0 : a > b ? -1 : 1;
}
