import { expect, test } from 'vitest';
import { histograms } from './histograms.ts';

/** The bars of a chart: where each one's middle lies on an axis of 380 pixels, and how high it is, in pixels. */
async function barsOf(values: readonly number[], domain: readonly [number, number]) {
  const { chart } = await histograms({ title: '', text: '' }, [{ name: 'round 0', values }], {
    axis: 'rating',
    domain,
  });
  const bars = [...chart.marks.source.matchAll(/d="M([\d.]+),[\d.]+h([\d.]+)v([\d.]+)h[^"]*" fill/g)];
  return bars
    .map(([, x, width, height]) => ({ middle: Number(x) + Number(width) / 2, height: Number(height) }))
    .filter(({ height }) => height > 0);
}

test('each of the values that a scale of tenths has is a bar of its own', async () => {
  const tenths = Array.from({ length: 21 }, (_, i) => 1 + i / 10);
  const bars = await barsOf(tenths, [1, 3]);
  expect(bars).toHaveLength(21);
  expect(new Set(bars.map(({ height }) => height)).size).toBe(1);
});

test('a bar stands around its value', async () => {
  // Five places on 380 pixels, 76 each; a pixel is left before each bar.
  const middles = (await barsOf([1, 3, 5], [1, 5])).map(({ middle }) => Math.floor(middle));
  expect(middles).toEqual([38, 190, 342]);
});

test.each([
  ['every value, where they are few', [1, 5], [1, 4], '1 2 3 4 5'],
  ['some of them, where they are many', [1, 3], [1.1, 3], '1.0 1.2 1.4 1.6 1.8 2.0 2.2 2.4 2.6 2.8 3.0'],
] as const)('the axis names %s, and none that is not on the scale', async (_, domain, values, expected) => {
  const { chart } = await histograms({ title: '', text: '' }, [{ name: 'r', values }], { axis: 'rating', domain });
  const labels = [...chart.marks.source.matchAll(/>([\d.]+)<\/text>/g)].map(([, text]) => text);
  expect(labels.join(' ')).toBe(expected);
});

test('values on no steps are counted side by side, the highest one in the last bar', async () => {
  const bars = await barsOf([0, Math.PI / 4, 1], [0, 1]);
  expect(bars.map(({ middle }) => Math.round(middle))).toEqual([10, 295, 371]);
});
