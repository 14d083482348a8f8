import { draw, type Picture, type Spec } from '../chart.ts';
import { axisOf, shortNames, type Words } from './parts.ts';

export interface Distribution {
  name: string;
  values: readonly number[];
}

/** Steps that scores are given in. */
const STEPS = [1, 0.5, 0.25, 0.2, 0.1];
/** More bars than this can't be told apart. */
const MOST_BARS = 50;
/** Parts that an axis is divided into at most. */
const MOST_TICKS = 10;
/** So many bars where values lie on no such steps. */
const BARS = 20;

/** Histograms one below the other, on the same axes. */
export async function histograms(
  words: Words,
  distributions: readonly Distribution[],
  { axis, domain }: { axis: string; domain: readonly [number, number] },
): Promise<Picture> {
  const names = shortNames(
    distributions.map(({ name }) => name),
    20,
  );
  const { from, step, bars, ticks } = barsOf(
    distributions.flatMap(({ values }) => values),
    domain,
  );
  const rows = distributions.map(({ name, values }) => {
    const counts = Array.from({ length: bars }, () => 0);
    for (const value of values) counts[Math.max(0, Math.min(bars - 1, Math.floor((value - from) / step)))]! += 1;
    return { name, counts, n: values.length };
  });
  const values = rows.flatMap(({ name, counts, n }) =>
    counts.map((count, i) => ({
      name: names.get(name),
      from: from + i * step,
      to: from + (i + 1) * step,
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
          axis: { ...axisOf(axis), grid: false, ...(ticks === undefined ? { tickCount: 5 } : { values: ticks }) },
          scale: { domain: [from, from + bars * step], nice: false },
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

/**
 * Where bars lie: around each value that can be given where values lie on steps, so that none falls between two bars;
 * else side by side from the one end of the scale to the other.
 */
function barsOf(values: readonly number[], [low, high]: readonly [number, number]) {
  const onSteps = (step: number) =>
    [high, ...values].every((value) => Math.abs((value - low) / step - Math.round((value - low) / step)) < 1e-6);
  const step = STEPS.find((each) => (high - low) / each < MOST_BARS && onSteps(each));
  if (step === undefined) return { from: low, step: (high - low) / BARS, bars: BARS };
  const steps = Math.round((high - low) / step);
  return { from: low - step / 2, step, bars: steps + 1, ticks: ticksOf(low, step, steps) };
}

/** Some of the values that can be given, both ends of the scale among them, and no value beside it. */
function ticksOf(low: number, step: number, steps: number): number[] {
  const every = Array.from({ length: steps }, (_, i) => i + 1).find((n) => steps % n === 0 && steps / n <= MOST_TICKS)!;
  return Array.from({ length: steps / every + 1 }, (_, i) => low + i * every * step);
}
