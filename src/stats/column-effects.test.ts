import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnEffects, type TableRow } from './column-effects.ts';

const row = (...cells: [column: number, value: number][]): TableRow => ({
  columns: cells.map(([column]) => column),
  values: cells.map(([, value]) => value),
});

const tables = fc.array(
  fc.array(fc.tuple(fc.nat(4), fc.integer({ min: -9, max: 9 })), { maxLength: 6 }).map((cells) => row(...cells)),
  { maxLength: 25 },
);

describe('columnEffects', () => {
  it('finds effects that add to the levels of the rows, whichever columns a row has', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const effect = [3, -1, 0, 0.5, 7];
        const additive = rows.map(({ columns }, level) => ({
          columns,
          values: columns.map((column) => level + effect[column]!),
        }));
        const found = columnEffects(additive, 5);
        const first = found.findIndex((value) => value !== undefined);
        for (const [column, value] of found.entries()) {
          if (value === undefined) continue;
          expect(value - found[first]!).toBeCloseTo(effect[column]! - effect[first]!, 9);
        }
      }),
    );
  });

  it('fits by least squares: what it leaves adds up to 0 in each row and column', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const found = columnEffects(rows, 5);
        const left = [0, 0, 0, 0, 0];
        let sum = 0;
        for (const { columns, values } of rows) {
          if (columns.length < 2 || columns.some((column) => found[column] === undefined)) continue;
          const level = values.reduce((total, value, i) => total + value - found[columns[i]!]!, 0) / values.length;
          for (const [i, column] of columns.entries()) {
            left[column]! += values[i]! - level - found[column]!;
            sum += found[column]!;
          }
        }
        for (const rest of left) expect(rest).toBeCloseTo(0, 9);
        expect(sum).toBeCloseTo(0, 9);
      }),
    );
  });

  it('comes to what it does by hand', () => {
    // Differences 1 → 0: 2 and 4, their mean is 3; both columns have two values, so they lie 1.5 on either side.
    expect(columnEffects([row([0, 1], [1, 3]), row([0, 0], [1, 4])], 2)).toEqual([-1.5, 1.5]);
    // Rows that have a value of one column twice: 0 0 1 and 0 1, where 1 adds 6 to the level.
    const [zero, one] = columnEffects([row([0, 1], [0, 1], [1, 7]), row([0, 2], [1, 8])], 2);
    expect(one! - zero!).toBeCloseTo(6, 12);
    expect(3 * zero! + 2 * one!).toBeCloseTo(0, 12);
  });

  it('says nothing of a column that no row has beside another', () => {
    expect(columnEffects([row([0, 1], [1, 3]), row([2, 9]), row([3, 1], [3, 2], [3, 4])], 5)).toEqual([
      -1,
      1,
      undefined,
      undefined,
      undefined,
    ]);
    expect(columnEffects([], 2)).toEqual([undefined, undefined]);
  });

  it('says nothing at all where two sets of columns are never in one row', () => {
    const apart = [row([0, 1], [1, 3]), row([2, 1], [3, 3])];
    expect(columnEffects(apart, 4)).toEqual([undefined, undefined, undefined, undefined]);
    expect(columnEffects([...apart, row([1, 0], [2, 0])], 4)).not.toContain(undefined);
  });
});
