import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import type { Rating } from '../evaluators/evaluator.ts';
import { csvText } from '../results/csv.ts';
import { readRatings } from '../results/read-run.ts';
import { RATING_COLUMNS, ratingRow } from '../results/tables.ts';
import { changedRatings } from './changed-ratings.ts';

const rating = (sample: string, more: Partial<Rating> = {}): Rating => ({
  judge: 'j',
  model: 'm',
  sample,
  criterion: 'c',
  rating: 3,
  status: 'ok',
  call: 'k',
  ...more,
});

test('a row more does not change those after it', () => {
  const before = ['a', 'b', 'c'].map((sample) => rating(sample));
  expect(changedRatings(before, before)).toBe(0);
  expect(changedRatings([rating('new'), ...before], before)).toBe(1);
  expect(changedRatings(before.slice(1), before)).toBe(0);
});

test.each<Partial<Rating>>([
  { rating: 4 },
  { rating: undefined, status: 'unreadable' },
  { status: 'out-of-scale' },
  { round: 1 },
  { turn: 1 },
  { position: 1 },
  { judge: 'k' },
  { model: 'n' },
  { criterion: 'd' },
])('one of several that is another: %j', (more) => {
  expect(changedRatings([rating('a', more), rating('b')], [rating('a'), rating('b')])).toBe(1);
});

test('ratings that were written and read back have not changed, whatever was rated', () => {
  const value = fc.oneof(fc.integer().map(String), fc.double({ noNaN: true }), fc.string(), fc.constant(undefined));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 5 }), (values) => {
      const ratings = values.map((each, i) => rating(`s${i}`, { rating: each, turn: i + 1, call: '' }));
      const folder = tempFolder();
      writeFileSync(
        join(folder, 'ratings.csv'),
        csvText(
          RATING_COLUMNS,
          ratings.map((each) => ratingRow('peem', each)),
        ),
      );
      expect(changedRatings(ratings, readRatings(folder))).toBe(0);
    }),
    { numRuns: 50 },
  );
});
