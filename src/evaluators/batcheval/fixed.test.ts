import { expect, test } from 'vitest';
import { fixedBatches } from './fixed.ts';
import { settledConfig } from './fixtures.ts';

const units = ['a', 'b', 'c'].map((id) => ({ id }));
const criterion = (name: string, human?: string) => ({ name, human, scale: [1, 5] as [number, number], question: '?' });

/** The batches of the judge `j` that a file of these lines gives. */
function batches(lines: object[], name: string, human?: string) {
  const config = settledConfig({ composition: 'fixed', batches: 'f.jsonl', criteria: [criterion(name, human)] });
  const files = new Map([['f.jsonl', lines.map((line) => JSON.stringify(line)).join('\n')]]);
  return fixedBatches(config, files, units)('j', criterion(name, human)).map((round) => [...round]);
}

test('a criterion takes the batches of its very name, and only without them those of a like one', () => {
  const lines = [
    { round: 0, criterion: 'clarity', samples: ['a'] },
    { round: 0, criterion: 'Clarity', samples: ['b'] },
    { round: 0, criterion: 'clarity-2', samples: ['c'] },
  ];
  expect(batches(lines, 'clarity')).toEqual([[[0]]]);
  expect(batches(lines, 'Clarity')).toEqual([[[1]]]);
  expect(batches(lines, 'clarity-2', 'clarity')).toEqual([[[2]]]);
  expect(batches(lines, 'other', 'clarity')).toEqual([[[0], [1]]]);
  expect(batches(lines, 'CLARITY')).toEqual([[[0], [1]]]);
});

test.each([
  [{ round: 0, samples: [null] }, 'f.jsonl:1: a fixed batch needs "samples", a list of ids'],
  [{ round: 0, samples: [{ id: 'a' }] }, 'a list of ids, each a text or {"id": …, "model": …}'],
  [{ round: 0, samples: [] }, 'needs "samples"'],
  [{ round: -1, samples: ['a'] }, 'needs a "round"'],
  [{ round: 0, samples: ['a', 'a'] }, 'stands in this batch twice'],
  [{ round: 0, samples: ['A'] }, 'no sample "A"; did you mean "a"?'],
  [{ round: 0, samples: [{ id: 'a', model: 'm' }] }, 'no sample "a" of model "m"'],
  [{ round: 0, samples: ['a'], criterion: 'depth' }, 'none for the criterion "clarity"; they are for: depth'],
  [{ round: 0, samples: ['a'], judge: 'k' }, 'none for the judge "j" on "clarity"; they are for: k'],
])('%j is told with what is wrong', (line, message) => {
  expect(() => batches([line], 'clarity')).toThrow(message);
});
