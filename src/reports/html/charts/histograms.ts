import { draw, type Picture, type Spec } from '../chart.ts';
import { axisOf, shortNames, type Words } from './parts.ts';

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
  return { ...words, chart: await draw(spec), table };
}
