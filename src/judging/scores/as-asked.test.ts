import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { asAsked } from './as-asked.ts';
import { readScores } from './read-scores.ts';

describe('the line that was asked for', () => {
  it.each([
    ['Float Scores: [Sample1:2.4, Sample2:1.8, Sample3:3]', [2.4, 1.8, 3]],
    ['Integer Scores: [Sample1:2,Sample2:1,Sample3:3]', [2, 1, 3]],
    [' Scores:[Sample1: 2, Sample2: 1, Sample3: 3]\n', [2, 1, 3]],
  ])('%j', (reply, scores) => {
    expect(asAsked(reply, 3)?.scores).toEqual(scores);
  });

  it.each([
    ['a word before it', 'Here: Scores: [Sample1:2, Sample2:1, Sample3:3]'],
    ['a word behind it', 'Scores: [Sample1:2, Sample2:1, Sample3:3] or so'],
    ['two of them', 'Scores: [Sample1:2, Sample2:1, Sample3:3]\nScores: [Sample1:2, Sample2:1, Sample3:3]'],
    ['another word for scores', 'Preliminary Scores: [Sample1:2, Sample2:1, Sample3:3]'],
    ['a label left out', 'Scores: [Sample1:2, Sample3:3]'],
    ['a label too many', 'Scores: [Sample1:2, Sample2:1, Sample3:3, Sample4:1]'],
    ['a label twice', 'Scores: [Sample1:2, Sample2:1, Sample2:3]'],
    ['another order', 'Scores: [Sample2:1, Sample1:2, Sample3:3]'],
    ['a score out of something', 'Scores: [Sample1:2/3, Sample2:1, Sample3:3]'],
    ['a negative score', 'Scores: [Sample1:-2, Sample2:1, Sample3:3]'],
    ['a decimal comma', 'Scores: [Sample1:2,5, Sample2:1,0, Sample3:3,0]'],
    ['no score', 'Scores: [Sample1:, Sample2:1, Sample3:3]'],
  ])('is not a reply with %s', (_, reply) => {
    expect(asAsked(reply, 3)).toBeUndefined();
  });
});

test('it is read as it is where it has to be searched for', () => {
  const score = fc.oneof(
    fc.integer({ min: 0, max: 12 }),
    fc.integer({ min: 0, max: 120 }).map((tenths) => tenths / 10),
  );
  fc.assert(
    fc.property(
      fc.array(score, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(', ', ','),
      fc.constantFrom('', 'Float ', 'Integer '),
      fc.boolean(),
      fc.nat(3),
      (scores, comma, kind, integer, quoting) => {
        const list = `[${scores.map((value, i) => `Sample${i + 1}:${value}`).join(comma)}]`;
        const reply = `${kind}Scores: ${list}`;
        expect(asAsked(reply, scores.length)?.scores).toEqual(scores);
        const form = { size: scores.length, scale: [1, 10], integer, revised: false } as const;
        const texts = [
          'a text',
          `Scores ${list.slice(0, quoting * 9)}`,
          ...(quoting === 3 ? [`he said: ${list}`] : []),
        ];
        const searched = readScores(`I have compared them.\n\n${reply}`, form, texts, false);
        expect(readScores(reply, form, texts, false)).toEqual(searched);
      },
    ),
    { numRuns: 300 },
  );
});
