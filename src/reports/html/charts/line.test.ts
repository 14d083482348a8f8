import { expect, test } from 'vitest';
import { lineChart } from './line.ts';

test('the symbols of a legend are whole, whatever the dashes of the lines', async () => {
  const estimates = ['a', 'b', 'c'].flatMap((series) => [1, 2].map((x) => ({ at: String(x), x, series, value: x })));
  const { chart } = await lineChart({ title: '', text: '' }, estimates, { xAxis: 'turn', axis: 'grade' });
  const dashed = [...chart.marks.source.matchAll(/<path [^>]*stroke-dasharray="[\d,]+"[^>]*>/g)].map(([path]) => path);
  expect(dashed).toHaveLength(2); // the lines of b and c
  for (const path of dashed) expect(path).not.toContain('fill=');
});
