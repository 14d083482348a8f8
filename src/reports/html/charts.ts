import { withInterval } from '../format.ts';
import { draw, type Picture, type Spec } from './chart.ts';
import { plain } from './escape.ts';
import { DASHES, INK, INVERSE, MUTED, SERIES, SHAPES } from './palette.ts';

/** What a chart is called, and what to look for in it. */
type Words = Pick<Picture, 'title' | 'text'>;

/** A value with its interval: `series` tells apart what shares a place. */
export interface Estimate {
  at: string;
  series?: string;
  value: number;
  low?: number;
  high?: number;
}

const axisOf = (title: string) => ({ title: plain(title) });

/** Names as a chart may show them: cut, but never so that two become one. */
function shortNames(names: readonly string[], longest = 34): Map<string, string> {
  const short = new Map<string, string>();
  for (const name of names) {
    if (short.has(name)) continue;
    const characters = [...plain(name)];
    const cut = characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
    let own = cut;
    for (let i = 2; [...short.values()].includes(own); i += 1) own = `${cut} (${i})`;
    short.set(name, own === '' ? ' ' : own);
  }
  return short;
}

/** How series are told apart: by colour, and by shape or dash. */
function seriesEncoding(names: readonly string[]) {
  // In one row, many names would make the picture wide and all that is in it small.
  const legend = names.length < 2 ? null : { columns: Math.min(names.length, names.length > 3 ? 2 : 3) };
  const nth = <T>(list: readonly T[]) => names.map((_, i) => list[i % list.length]!);
  return {
    color: {
      field: 'series',
      type: 'nominal',
      scale: { domain: names, range: nth(SERIES) },
      legend,
    },
    shape: {
      field: 'series',
      type: 'nominal',
      scale: { domain: names, range: nth(SHAPES) },
      legend,
    },
    strokeDash: {
      field: 'series',
      type: 'nominal',
      scale: { domain: names, range: nth(DASHES) },
      legend,
    },
  };
}

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
  const scale = domain === undefined ? { zero: false, nice: true } : { domain, nice: false };
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
          x: { field: 'low', type: 'quantitative', scale, axis: { ...axisOf(axis), tickCount: 6 } },
          x2: { field: 'high' },
          color,
        },
      },
      { mark: 'point', encoding: { y, ...yOffset, x: { field: 'value', type: 'quantitative' }, color, shape } },
    ],
  };
  return { ...words, chart: await draw(spec, words), table: estimateTable(estimates, axis) };
}

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
  // Side by side at each place, so that no interval hides another.
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
  const y = { field: 'value', type: 'quantitative', scale, axis: { ...axisOf(axis), tickCount: 6 } };
  const spec: Spec = {
    data: { values },
    width: 400,
    height: 220,
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
  return { ...words, chart: await draw(spec, words), table: estimateTable(estimates, axis) };
}

function zeroLine(channel: 'x' | 'y') {
  return {
    data: { values: [{}] },
    mark: { type: 'rule', color: MUTED, strokeDash: [3, 3] },
    encoding: { [channel]: { datum: 0, type: 'quantitative' } },
  };
}

function estimateTable(estimates: readonly Estimate[], axis: string): Picture['table'] {
  const several = estimates.some(({ series }) => series !== undefined);
  return {
    columns: ['', ...(several ? [''] : []), axis],
    rows: estimates.map(({ at, series, value, low, high }) => [
      at,
      ...(several ? [series ?? ''] : []),
      withInterval(value, low, high),
    ]),
  };
}

export interface Point {
  x: number;
  y: number;
  series: string;
}

/** More points than this are drawn as the counts of a grid: a reader sees no more, and a browser draws no more. */
const MOST_POINTS = 600;

/** Points in a square that share a scale, with the diagonal on which both are equal. */
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
  return { ...words, chart: await draw(spec, words) };
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

export interface Distribution {
  name: string;
  values: readonly number[];
}

/** Histograms one below the other, on the same axes. */
export async function histograms(
  words: Words,
  distributions: readonly Distribution[],
  { axis, domain, bins = 20 }: { axis: string; domain: readonly [number, number]; bins?: number },
): Promise<Picture> {
  const names = shortNames(
    distributions.map(({ name }) => name),
    20,
  );
  const [low, high] = domain;
  const step = (high - low) / bins;
  const rows = distributions.map(({ name, values }) => {
    const counts = Array.from({ length: bins }, () => 0);
    for (const value of values) counts[Math.max(0, Math.min(bins - 1, Math.floor((value - low) / step)))]! += 1;
    return { name, counts, n: values.length };
  });
  const values = rows.flatMap(({ name, counts, n }) =>
    counts.map((count, i) => ({
      name: names.get(name),
      from: low + i * step,
      to: low + (i + 1) * step,
      share: n === 0 ? 0 : count / n,
    })),
  );
  const spec: Spec = {
    data: { values },
    facet: {
      row: {
        field: 'name',
        type: 'nominal',
        sort: [...names.values()],
        header: { labelAngle: 0, labelAlign: 'left', labelPadding: 8 },
      },
    },
    spacing: 6,
    spec: {
      width: 380,
      height: Math.max(26, Math.min(64, 240 / rows.length - 6)),
      mark: { type: 'bar', opacity: 0.85, binSpacing: 1 },
      encoding: {
        x: {
          field: 'from',
          type: 'quantitative',
          bin: { binned: true },
          axis: { ...axisOf(axis), grid: false, tickCount: 5 },
          scale: { domain, nice: false },
        },
        x2: { field: 'to' },
        y: { field: 'share', type: 'quantitative', axis: null },
      },
    },
  };
  const table = {
    columns: ['', 'n', 'lowest', 'quarter', 'median', 'three quarters', 'highest'],
    rows: distributions.map(({ name, values }) => {
      const sorted = [...values].sort((a, b) => a - b);
      const at = (share: number) =>
        sorted.length === 0 ? '' : sorted[Math.round(share * (sorted.length - 1))]!.toFixed(2);
      return [name, String(values.length), at(0), at(0.25), at(0.5), at(0.75), at(1)];
    }),
  };
  return { ...words, chart: await draw(spec, words), table };
}

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
  return { ...words, chart: await draw(spec, words), table };
}
