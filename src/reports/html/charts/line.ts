import { draw, type Picture, type Spec } from '../chart.ts';
import { axisOf, type Estimate, estimateTable, seriesEncoding, shortNames, type Words, zeroLine } from './parts.ts';

/** Estimates along an axis of numbers, a line for each series. */
export async function lineChart(
  words: Words,
  estimates: readonly (Estimate & { x: number })[],
  {
    xAxis,
    axis,
    zero,
    lines = true,
    domain,
  }: { xAxis: string; axis: string; zero?: boolean; lines?: boolean; domain?: readonly [number, number] },
): Promise<Picture> {
  const names = shortNames(estimates.map((each) => each.series ?? ''));
  const series = [...names.values()];
  const places = [...new Set(estimates.map(({ x }) => x))].sort((a, b) => a - b);
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  // Series are moved a little aside at each place, so that no interval hides another.
  const aside = (name: string) =>
    (series.indexOf(name) - (series.length - 1) / 2) * Math.min(0.12, 0.6 / series.length);
  const values = estimates.map((each) => {
    const name = names.get(each.series ?? '')!;
    const { value, low = value, high = value } = each;
    return { x: each.x + aside(name), series: name, value, low, high };
  });
  const { color, shape, strokeDash } = seriesEncoding(series);
  const x = {
    field: 'x',
    type: 'quantitative',
    scale: { domain: [first - 0.5, last + 0.5], nice: false, zero: false },
    axis: { ...axisOf(xAxis), grid: false, ...(places.length <= 20 && { values: places }), format: 'd' },
  };
  const scale = domain === undefined ? { zero: false } : { domain, nice: false };
  const y = { field: 'value', type: 'quantitative', scale, axis: { ...axisOf(axis), tickCount: 6, grid: true } };
  const spec: Spec = {
    data: { values },
    width: 400,
    height: 220,
    // Else the legend's symbols would take the dashes of the lines, which gnaw at their outlines.
    resolve: { legend: { strokeDash: 'independent' } },
    layer: [
      ...(zero ? [zeroLine('y')] : []),
      ...(lines
        ? [
            {
              mark: { type: 'line', opacity: 0.55 },
              encoding: { x, y, color, strokeDash },
            },
          ]
        : []),
      {
        mark: { type: 'rule', strokeWidth: 1.5 },
        encoding: {
          x,
          y: { ...y, field: 'low' },
          y2: { field: 'high' },
          color,
        },
      },
      { mark: 'point', encoding: { x, y, color, shape } },
    ],
  };
  return { ...words, chart: await draw(spec), table: estimateTable(estimates, axis) };
}
