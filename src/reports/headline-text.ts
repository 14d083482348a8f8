import type { OwnTable, Statistic } from '../evaluators/evaluator.ts';
import { printable } from '../printable.ts';
import { type Drawn, drawnTable } from './fitting-table.ts';
import { bracketed, type EstimateText, plural } from './format.ts';
import { type HeadlineRow, headlineOf } from './headline.ts';
import type { Figure } from './methods/method.ts';
import { methodOf } from './methods/table.ts';

/** More models than this make a table that nobody reads in a terminal. */
const MOST_MODELS = 40;

/** The headline for a terminal, with what the method has to say besides. Empty where there is nothing to say. */
export function headlineText(
  evaluator: string,
  { statistics, tables }: { statistics: readonly Statistic[]; tables: Record<string, OwnTable> },
): string {
  const method = methodOf(evaluator);
  const headline = headlineOf(evaluator, statistics);
  const { rows, heads } = headline;
  if (rows.length === 0) return '';
  const sketch = method.sketch?.(statistics);
  const columns: Drawn<HeadlineRow>[] = [
    ...headline.figures.flatMap((figure, i) => (figure.numbers ? [numbering(figure, i)] : [])),
    ...heads.map(
      (name): Drawn<HeadlineRow> => ({
        name,
        names: true,
        draw: (row) => printable(row[name] === '' ? headline.noModel : row[name]),
      }),
    ),
    ...headline.figures.map((figure, i) => figureColumn(figure, i)),
    ...(sketch === undefined ? [] : [{ ...sketch, draw: ({ model }: HeadlineRow) => sketch.draw(model) }]),
  ];
  const shown = method.rows === 'models' ? rows.slice(0, MOST_MODELS) : rows;
  const table = drawnTable(columns, shown);
  const more = rows.length - shown.length;
  return [
    more > 0 ? `${table}\n… and ${plural(more, 'more model')} in summary.csv` : table,
    ...(method.details?.(statistics, tables) ?? []),
  ].join('\n\n');
}

function figureColumn(figure: Figure, i: number): Drawn<HeadlineRow> {
  const text = (found: Statistic) => {
    if (figure.numbers) return range(figure.show(found));
    return bracketed(figure.show(figure.brief ? { ...found, low: undefined, high: undefined } : found));
  };
  const name = figure.marked ? `${figure.name} [95%]` : figure.name;
  return { name, align: 'right', spare: figure.spare, draw: ({ cells }) => (cells[i] ? text(cells[i]) : '') };
}

function numbering(figure: Figure, i: number): Drawn<HeadlineRow> {
  return { name: figure.name, align: 'right', draw: ({ cells }) => (cells[i] ? figure.show(cells[i]).value : '') };
}

/** An interval without its value: `1–3`. */
function range({ low, high }: EstimateText): string {
  if (low === undefined || high === undefined) return '';
  return low === high ? low : `${low}–${high}`;
}
