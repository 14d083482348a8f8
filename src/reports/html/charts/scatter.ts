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

/** Points on two axes of the same scale, with the diagonal on which both values are equal. */
export async function scatterChart(
  words: Words,
  points: readonly Point[],
  { xAxis, yAxis, domain }: { xAxis: string; yAxis: string; domain: readonly [number, number] },
): Promise<Picture> {
  const names = shortNames(points.map(({ series }) => series));
  const series = [...names.values()];
  // Many series can't be told apart in a cloud of points.
  const coloured = series.length > 1 && series.length <= 6 && points.length <= MOST_POINTS;
  const { color, shape } = seriesEncoding(series);
  const [low, high] = domain;
  const margin = (high - low) * 0.04;
  const scale = { domain: [low - margin, high + margin], nice: false };
  const encoding = {
    x: { field: 'x', type: 'quantitative', scale, axis: { ...axisOf(xAxis), tickCount: 5 } },
    y: { field: 'y', type: 'quantitative', scale, axis: { ...axisOf(yAxis), tickCount: 5 } },
  };
  const many = points.length > MOST_POINTS;
  const values = many
    ? counted(points, domain)
    : points.map((point) => ({ ...point, series: names.get(point.series) }));
  const spec: Spec = {
    width: 300,
    height: 300,
    layer: [
      {
        data: { values: [{ x: low, y: low, x2: high, y2: high }] },
        mark: { type: 'rule', color: MUTED, strokeDash: [4, 4], strokeWidth: 1 },
        encoding: { ...encoding, x2: { field: 'x2' }, y2: { field: 'y2' } },
      },
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

function counted(points: readonly Point[], [low, high]: readonly [number, number], cells = 24) {
  const step = (high - low) / cells;
  const counts = new Map<string, { x: number; y: number; count: number }>();
  for (const { x, y } of points) {
    const [i, j] = [Math.round((x - low) / step), Math.round((y - low) / step)];
    const cell = counts.get(`${i}/${j}`) ?? { x: low + i * step, y: low + j * step, count: 0 };
    cell.count += 1;
    counts.set(`${i}/${j}`, cell);
  }
  return [...counts.values()];
}
