import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText } from './csv.ts';
import { plainRow } from './plain-row.ts';

const cell = fc.oneof(
  fc.constant(undefined),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
  fc.stringMatching(/^[\w.][\w .:/()[\]-]*$/),
);

test('a plain row is what the CSV library writes', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 12 }), (row) => {
      const plain = plainRow(row);
      if (plain !== undefined)
        expect(plain).toBe(
          csvText(
            row.map(() => 'x'),
            [row],
          )
            .split('\n')
            .slice(1)
            .join('\n'),
        );
    }),
    { numRuns: 2000 },
  );
});

test('what has a meaning in CSV, or for a spreadsheet, is not plain', () => {
  for (const text of ['a,b', 'a"b', 'a\nb', 'a\rb', '=1', '-1', '+1', '@x', "'a", ' a', 'ä']) {
    expect(plainRow(['x', text])).toBeUndefined();
  }
  expect(plainRow(['peem', '', undefined, 3, 'a b'])).toBe('peem,,,3,a b\n');
  expect(parse(plainRow(['peem', undefined, 'model-1', 0.5])!)).toEqual([['peem', '', 'model-1', '0.5']]);
});
