import { describe, expect, it } from 'vitest';
import { bootstrapColumnEffects } from './bootstrap-column-effects.ts';
import { clusterBootstrap } from './cluster-bootstrap.ts';
import { columnEffects, type TableRow } from './column-effects.ts';
import { expandedLevel } from './expanded-level.ts';
import { random } from './random.ts';

function table(rows: number, columns: number): TableRow[] {
  const { int } = random('table');
  return Array.from({ length: rows }, () => {
    const held = Array.from({ length: 3 }, () => int(columns));
    return { columns: held, values: held.map((column) => column / 2 + int(10) / 3) };
  });
}

describe('bootstrapColumnEffects', () => {
  it('equals clusterBootstrap with columnEffects, at the level that the number of clusters needs', () => {
    const rows = table(24, 3);
    const all = rows.map((_, i) => i);
    for (const clusters of [all.map((i) => [i]), all.slice(0, 12).map((i) => [i, 12 + i])]) {
      const own = bootstrapColumnEffects(rows, 3, { seed: 1, resamples: 200 }, clusters);
      for (const column of [0, 1, 2]) {
        const statistic = (indices: Uint32Array) =>
          columnEffects(
            Array.from(indices, (i) => rows[i]!),
            3,
          )[column];
        const having = clusters.filter((cluster) => cluster.some((i) => rows[i]!.columns.includes(column))).length;
        const options = { seed: 1, resamples: 200, level: expandedLevel(having) };
        const expected = clusterBootstrap(clusters, statistic, options)!;
        expect(own[column]!.low).toBeCloseTo(expected.low, 9);
        expect(own[column]!.high).toBeCloseTo(expected.high, 9);
      }
    }
  });

  it('takes each row by itself where no clusters are given', () => {
    const rows = table(10, 2);
    const alone = rows.map((_, i) => [i]);
    const options = { seed: 1, resamples: 50 };
    expect(bootstrapColumnEffects(rows, 2, options)).toEqual(bootstrapColumnEffects(rows, 2, options, alone));
  });

  it('has no interval for a column that one cluster has, and none at all for one cluster', () => {
    const rows = [...table(10, 2), { columns: [1, 2], values: [1, 5] }, { columns: [2], values: [4] }];
    const [zero, one, two] = bootstrapColumnEffects(rows, 3, { seed: 1, resamples: 50 });
    expect(zero).toBeDefined();
    expect(one).toBeDefined();
    expect(two).toBeUndefined();
    const together = [rows.map((_, i) => i)];
    expect(bootstrapColumnEffects(rows, 3, { seed: 1, resamples: 50 }, together)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('refuses bad options', () => {
    expect(() => bootstrapColumnEffects(table(10, 2), 2, { seed: 1, resamples: 0 })).toThrow(RangeError);
    expect(() => bootstrapColumnEffects(table(10, 2), 2, { seed: 1, level: 1 })).toThrow(RangeError);
  });
});
