import { isConstant } from '../../../stats/is-constant.ts';
import { draw, type Picture, type Spec } from '../chart.ts';
import { axisOf, type Estimate, estimateTable, seriesEncoding, shortNames, type Words, zeroLine } from './parts.ts';

/** Estimates in rows, one below the other. */
export async function intervalChart(
  words: Words,
  estimates: readonly Estimate[],
  { axis, zero, domain }: { axis: string; zero?: boolean; domain?: readonly [number, number] },
): Promise<Picture> {
  const at = shortNames(estimates.map((each) => each.at));
  const names = shortNames(estimates.map((each) => each.series ?? ''));
  const order = [...at.values()];
  const series = [...names.values()];
  const values = estimates.map((each) => ({
    ...each,
    at: at.get(each.at),
    series: names.get(each.series ?? ''),
    low: each.low ?? each.value,
    high: each.high ?? each.value,
  }));
  const { color, shape } = seriesEncoding(series);
  const y = { field: 'at', type: 'nominal', sort: order, title: null };
  const yOffset = series.length > 1 ? { yOffset: { field: 'series', type: 'nominal', sort: series } } : {};
  const shown = domain ?? aroundPoint(values.flatMap(({ low, high }) => [low, high]));
  const scale = shown === undefined ? { zero: false, nice: true } : { domain: shown, nice: false };
  const spec: Spec = {
    data: { values },
    width: 400,
    height: {
      step: series.length > 1 ? Math.max(9, 40 / series.length) : Math.max(24, Math.min(40, 160 / order.length)),
    },
    layer: [
      ...(zero ? [zeroLine('x')] : []),
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: {
          y,
          ...yOffset,
          x: { field: 'low', type: 'quantitative', scale, axis: { ...axisOf(axis), tickCount: 6, grid: true } },
          x2: { field: 'high' },
          color,
        },
      },
      { mark: 'point', encoding: { y, ...yOffset, x: { field: 'value', type: 'quantitative' }, color, shape } },
    ],
  };
  return { ...words, chart: await draw(spec), table: estimateTable(estimates, axis) };
}

/** An axis for values that are all the same, of which Vega would make one of no length; undefined where they differ. */
function aroundPoint(values: readonly number[]): readonly [number, number] | undefined {
  const [value] = values;
  if (value === undefined || !isConstant(values)) return undefined;
  return value >= 0 && value <= 1 ? [0, 1] : [value - 1, value + 1];
}
