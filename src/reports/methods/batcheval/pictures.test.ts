import { expect, test } from 'vitest';
import type { Score } from '../../../evaluators/evaluator.ts';
import { MANIFEST } from '../../../results/fixtures.ts';
import type { LoadedRun } from '../../html/load.ts';
import { batchevalPictures } from './pictures.ts';

/** Scores on a scale from 1 to 3, beside people's. */
function runOf(human: readonly number[]): LoadedRun {
  const scores = human.map(
    (each, i): Score => ({
      model: '',
      sample: `s${i}`,
      criterion: 'quality',
      score: 1 + (i % 3),
      ratings: 1,
      human: each,
      status: 'ok',
    }),
  );
  const config = { evaluator: { type: 'batcheval', criteria: [{ name: 'quality', scale: [1, 3] }] } };
  const manifest = { ...MANIFEST, config };
  const evidence = { calls: new Map(), shown: new Map() };
  return {
    folder: '',
    name: 'r',
    evaluator: 'batcheval',
    manifest,
    scores,
    statistics: [],
    ratings: [],
    tables: {},
    evidence,
  };
}

const DIAGONAL = /stroke-dasharray/;

async function besidePeople(human: readonly number[]) {
  const [group] = await batchevalPictures(runOf(human));
  const picture = group!.pictures.find(({ title }) => title === 'Judge and people')!;
  return { text: picture.text, diagonal: DIAGONAL.test(picture.chart.marks.source) };
}

test('the line on which judge and people agree is drawn where their scales are the same', async () => {
  const { text, diagonal } = await besidePeople([1, 2, 3, 1.5]);
  expect(text).toContain('on the dashed line the judge scores as people did');
  expect(diagonal).toBe(true);
});

test.each([
  ['from 0 to 2', [0, 1, 2, 1]],
  ['of one value', [5, 5, 5, 5]],
  ['of many samples', Array.from({ length: 700 }, (_, i) => (i % 3) * 50)],
])('no such line is where people scored on another scale, %s', async (_, human) => {
  const { text, diagonal } = await besidePeople(human);
  expect(text).toContain('People scored on another scale than the judge');
  expect(text).not.toContain('dashed');
  expect(diagonal).toBe(false);
});
