import { draw, type Picture, type Spec } from '../chart.ts';
import { MUTED } from '../palette.ts';
import { axisOf, seriesEncoding, shortNames, type Words } from './parts.ts';

export interface Point {
  x: number;
  y: number;
  series: string;
}

/** More points than this are counted in the cells of a grid: nobody could tell them apart, and the page stays small. */
const MOST_POINTS = 600;

export interface Axis {
  title: string;
  /** From the lowest to the highest value; the two differ. */
  domain: readonly [number, number];
}

/** Points on two axes. @param diagonal draws the line on which both values are equal, from its first value to its second */
export async function scatterChart(
  words: Words,
  points: readonly Point[],
  { x, y, diagonal }: { x: Axis; y: Axis; diagonal?: readonly [number, number] },
): Promise<Picture> {
  const names = shortNames(points.map(({ series }) => series));
  const series = [...names.values()];
  // Many series can't be told apart in a cloud of points.
  const coloured = series.length > 1 && series.length <= 6 && points.length <= MOST_POINTS;
  const { color, shape } = seriesEncoding(series);
  const encoding = { x: encodingOf('x', x), y: encodingOf('y', y) };
  const many = points.length > MOST_POINTS;
  const values = many
    ? counted(points, x.domain, y.domain)
    : points.map((point) => ({ ...point, series: names.get(point.series) }));
  const spec: Spec = {
    width: 300,
    height: 300,
    layer: [
      ...(diagonal === undefined ? [] : [diagonalLine(diagonal, encoding)]),
      {
        data: { values },
        mark: { type: 'point', opacity: 0.65, size: 46 },
        encoding: {
          ...encoding,
          ...(coloured && { color, shape }),
          ...(many && {
            size: {
              field: 'count',
              type: 'quantitative',
              scale: { range: [8, 220] },
              legend: { title: 'samples', titleColor: MUTED },
            },
          }),
        },
      },
    ],
  };
  return { ...words, chart: await draw(spec) };
}

function encodingOf(field: string, { title, domain: [low, high] }: Axis) {
  const margin = (high - low) * 0.04;
  const scale = { domain: [low - margin, high + margin], nice: false };
  return { field, type: 'quantitative', scale, axis: { ...axisOf(title), tickCount: 5 } };
}

function diagonalLine([low, high]: readonly [number, number], encoding: object) {
  return {
    data: { values: [{ x: low, y: low, x2: high, y2: high }] },
    mark: { type: 'rule', color: MUTED, strokeDash: [4, 4], strokeWidth: 1 },
    encoding: { ...encoding, x2: { field: 'x2' }, y2: { field: 'y2' } },
  };
}

function counted(points: readonly Point[], xDomain: Axis['domain'], yDomain: Axis['domain'], cells = 24) {
  const cellOn = ([low, high]: Axis['domain'], value: number) => Math.round(((value - low) / (high - low)) * cells);
  const middleOf = ([low, high]: Axis['domain'], cell: number) => low + (cell / cells) * (high - low);
  const counts = new Map<string, { x: number; y: number; count: number }>();
  for (const { x, y } of points) {
    const [i, j] = [cellOn(xDomain, x), cellOn(yDomain, y)];
    const cell = counts.get(`${i}/${j}`) ?? { x: middleOf(xDomain, i), y: middleOf(yDomain, j), count: 0 };
    cell.count += 1;
    counts.set(`${i}/${j}`, cell);
  }
  return [...counts.values()];
}
