import { describe, expect, test } from 'vitest';
import { heatMap } from './heat-map.ts';
import { histograms } from './histograms.ts';
import { intervalChart } from './interval.ts';
import { lineChart } from './line.ts';
import { scatterChart } from './scatter.ts';

const WORDS = { title: '', text: '' };
const NAMES = ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf', 'other'];

/** The texts of a chart. */
const textsOf = (source: string) => [...source.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!.trim());

// Vega keeps the values of an axis or a legend as keys of plain objects.
describe('models that are called as what every object has are drawn by their names', () => {
  test('in rows of intervals, and as their series', async () => {
    const rows = NAMES.map((at) => ({ at, value: 1, low: 0, high: 2 }));
    const { chart } = await intervalChart(WORDS, rows, { axis: 'toString' });
    expect(textsOf(chart.marks.source)).toEqual(expect.arrayContaining(NAMES));
    const series = NAMES.flatMap((name) => ['a', 'b'].map((at) => ({ at, series: name, value: 1 })));
    const { chart: grouped } = await intervalChart(WORDS, series, { axis: 'x' });
    expect(textsOf(grouped.marks.source)).toEqual(expect.arrayContaining(NAMES));
  });

  test('as lines', async () => {
    const rows = NAMES.flatMap((series) => [1, 2].map((x) => ({ at: String(x), x, series, value: x })));
    const { chart } = await lineChart(WORDS, rows, { xAxis: 'valueOf', axis: '__proto__' });
    expect(textsOf(chart.marks.source)).toEqual(expect.arrayContaining(NAMES));
  });

  test('as points', async () => {
    const points = NAMES.map((series, i) => ({ x: i, y: i, series }));
    const axis = { title: 'constructor', domain: [0, 9] as const };
    const { chart } = await scatterChart(WORDS, points, { x: axis, y: axis });
    expect(textsOf(chart.marks.source)).toEqual(expect.arrayContaining(NAMES));
  });

  test('in a matrix', async () => {
    const cells = NAMES.map((name, i) => ({ row: name, column: name, value: i, shown: 'valueOf' }));
    const { chart } = await heatMap(WORDS, cells, {
      rowAxis: 'constructor',
      columnAxis: 'toString',
      rows: NAMES,
      columns: NAMES,
    });
    expect(textsOf(chart.marks.source)).toEqual(expect.arrayContaining(NAMES));
  });

  test('in histograms', async () => {
    const distributions = NAMES.map((name) => ({ name, values: [1, 2, 3] }));
    const { chart } = await histograms(WORDS, distributions, { axis: 'constructor', domain: [0, 4] });
    expect(textsOf(chart.marks.source)).toEqual(expect.arrayContaining(NAMES));
  });
});

describe('long names that begin alike are told apart, and no end of a name is left out', () => {
  const long = ['0.1', '0.7'].map((end) => `meta-llama/Llama-3.1-8B-Instruct-temperature-${end}`);
  const ends = (texts: readonly string[]) =>
    texts.filter((text) => /^meta-llama.*…/.test(text)).map((text) => text.slice(-3));

  test('in rows of intervals, and as their series', async () => {
    const rows = long.map((at) => ({ at, value: 1, low: 0, high: 2 }));
    const { chart } = await intervalChart(WORDS, rows, { axis: 'x' });
    expect(ends(textsOf(chart.marks.source))).toEqual(['0.1', '0.7']);
    const series = long.flatMap((name) => ['a', 'b'].map((at) => ({ at, series: name, value: 1 })));
    const { chart: grouped } = await intervalChart(WORDS, series, { axis: 'x' });
    expect(ends(textsOf(grouped.marks.source))).toEqual(['0.1', '0.7']);
  });

  test('in a matrix', async () => {
    const cells = long.map((name) => ({ row: name, column: name, value: 1, shown: '1' }));
    const { chart } = await heatMap(WORDS, cells, { rowAxis: '', columnAxis: '', rows: long, columns: long });
    expect(ends(textsOf(chart.marks.source))).toEqual(['0.1', '0.7', '0.1', '0.7']);
  });

  test('where they differ in their middles alone', async () => {
    const twins = ['1', '2'].map((n) => `${'a'.repeat(100)}${n}${'b'.repeat(100)}`);
    const rows = twins.map((at) => ({ at, value: 1 }));
    const { chart } = await intervalChart(WORDS, rows, { axis: 'x' });
    expect(textsOf(chart.marks.source)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^a+…b+$/), expect.stringMatching(/^a+…b+ \(2\)$/)]),
    );
  });
});
