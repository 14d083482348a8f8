import { draw, type Picture, type Spec } from '../chart.ts';
import { INK, INVERSE } from '../palette.ts';
import { axisOf, shortNames, type Words } from './parts.ts';

export interface Cell {
  row: string;
  column: string;
  value: number;
  /** How it is written into the cell. */
  shown: string;
}

/** A matrix of numbers, the higher the darker. */
export async function heatMap(
  words: Words,
  cells: readonly Cell[],
  {
    rowAxis,
    columnAxis,
    rows,
    columns,
    domain,
  }: {
    rowAxis: string;
    columnAxis: string;
    rows: readonly string[];
    columns: readonly string[];
    domain?: readonly [number, number];
  },
): Promise<Picture> {
  const names = shortNames([...rows, ...columns], 22);
  const values = cells.map((cell) => ({ ...cell, row: names.get(cell.row), column: names.get(cell.column) }));
  const numbers = cells.map(({ value }) => value);
  const [low, high] = domain ?? [Math.min(...numbers), Math.max(...numbers)];
  const size = Math.max(20, Math.min(46, 420 / Math.max(rows.length, columns.length)));
  const x = {
    field: 'column',
    type: 'nominal',
    sort: columns.map((name) => names.get(name)),
    axis: {
      ...axisOf(columnAxis),
      orient: 'top',
      labelOverlap: false,
      labelAngle: columns.length > 4 ? -45 : 0,
      domain: false,
      ticks: false,
    },
  };
  const y = {
    field: 'row',
    type: 'nominal',
    sort: rows.map((name) => names.get(name)),
    axis: { ...axisOf(rowAxis), labelOverlap: false },
  };
  const spec: Spec = {
    data: { values },
    width: { step: size },
    height: { step: size * 0.8 },
    layer: [
      {
        mark: { type: 'rect', cornerRadius: 2 },
        encoding: {
          x,
          y,
          opacity: {
            field: 'value',
            type: 'quantitative',
            scale: { domain: [low, high], range: [0.06, 1], clamp: true },
            legend: null,
          },
        },
      },
      ...(size >= 28
        ? [
            {
              mark: { type: 'text', fontSize: 10 },
              encoding: {
                x,
                y,
                text: { field: 'shown', type: 'nominal' },
                color: {
                  condition: { test: `datum.value > ${low + 0.55 * (high - low)}`, value: INVERSE },
                  value: INK,
                },
              },
            },
          ]
        : []),
    ],
  };
  const at = new Map(cells.map(({ row, column, shown }) => [JSON.stringify([row, column]), shown]));
  const table = {
    columns: [`${rowAxis} \\ ${columnAxis}`, ...columns],
    rows: rows.map((row) => [row, ...columns.map((column) => at.get(JSON.stringify([row, column])) ?? '')]),
  };
  return { ...words, chart: await draw(spec), table };
}
