import { expect, test } from 'vitest';
import { intervalChart } from './interval.ts';

test.each([
  ['a share', 0.5, ['0.0', '1.0']],
  ['another number', 4, ['3.0', '5.0']],
])('%s that all rows have stands on an axis of some length', async (_, value, ends) => {
  const estimates = ['a', 'b'].map((at) => ({ at, value }));
  const { chart } = await intervalChart({ title: '', text: '' }, estimates, { axis: 'x' });
  const labels = [...chart.marks.source.matchAll(/>(-?[\d.]+)<\/text>/g)].map(([, text]) => text);
  expect([labels[0], labels.at(-1)]).toEqual(ends);
});
