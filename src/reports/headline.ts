import type { OwnTable, Score, Statistic } from '../evaluators/evaluator.ts';
import { printable } from '../printable.ts';
import { count, percent, withInterval } from './format.ts';
import { mtBenchHeadline } from './mt-bench.ts';
import { peemHeadline } from './peem.ts';
import { type Column, fittingTable, textTable } from './table.ts';

/** A column of a headline table: which statistic it shows, and how. */
interface Shown extends Column {
  statistic: string;
  show: (statistic: Statistic) => string;
}

const interval = ({ value, low, high }: Statistic) => withInterval(value, low, high);

const BATCHEVAL: Shown[] = [
  { name: 'n', statistic: 'n', show: ({ value }) => count(value), align: 'right', spare: 3 },
  { name: 'mean [95%]', statistic: 'mean', show: interval, align: 'right' },
  { name: 'Pearson with human', statistic: 'pearson', show: interval, align: 'right' },
  { name: 'Spearman', statistic: 'spearman', show: interval, align: 'right', spare: 1 },
  { name: 'rounds agree (α)', statistic: 'round_agreement', show: interval, align: 'right', spare: 2 },
  { name: 'scored', statistic: 'coverage', show: ({ value }) => percent(value), align: 'right' },
];

/** What a headline is made of. */
export interface Headlined {
  scores: readonly Score[];
  statistics: readonly Statistic[];
  tables: Record<string, OwnTable>;
}

/** The table that answers: how good, how sure, compared with what. */
export function headline(evaluator: string, { statistics, tables }: Headlined): string {
  switch (evaluator) {
    case 'batcheval':
      return byCriterion(statistics, BATCHEVAL);
    case 'mt-bench':
      return mtBenchHeadline(statistics);
    case 'peem':
      return peemHeadline(statistics, tables);
    default:
      return '';
  }
}

/** A row for each criterion and model, a column for each statistic that anything has and the terminal has room for. */
function byCriterion(statistics: readonly Statistic[], shown: readonly Shown[]): string {
  const own = statistics.filter(({ criterion }) => criterion !== '');
  const columns = shown.filter(({ statistic }) => own.some((each) => each.statistic === statistic));
  return fittingTable(columns, (fitting) => tableOf(own, fitting));
}

function tableOf(own: readonly Statistic[], columns: readonly Shown[]): string {
  const models = new Set(own.map(({ model }) => model)).size > 1;
  const keys = [
    ...new Map(own.map(({ criterion, model }) => [JSON.stringify([criterion, model]), { criterion, model }])).values(),
  ];
  const rows = keys.map(({ criterion, model }) => [
    printable(criterion),
    ...(models ? [model === '' ? 'all' : printable(model)] : []),
    ...columns.map(({ statistic, show }) => {
      const found = own.find(
        (each) => each.criterion === criterion && each.model === model && each.statistic === statistic,
      );
      return found === undefined ? '' : show(found);
    }),
  ]);
  return textTable([{ name: 'criterion' }, ...(models ? [{ name: 'model' }] : []), ...columns], rows);
}
