import { describe, expect, it } from 'vitest';
import { read, scored } from './fixtures.ts';

describe('a section for each sample, with its score', () => {
  it.each([
    '### Sample1\n**Score: 2.4**\nDry.\n\n### Sample2\n**Score: 1.8**\nOff.\n\n### Sample3\n**Score: 3**\nTop.',
    '**Sample 1**\n- Analysis: dry\n- Score: 2.4/3\n\n**Sample 2**\n- Score: 1.8/3\n\n**Sample 3**\n- Score: 3/3',
    'Sample1: The reply is dry. Score: 2.4\n\nSample2: It is off the topic. Score: 1.8\n\nSample3: Great. Score: 3.',
    '1. **Sample3:** Great.\n   Rating: 3\n2. **Sample1:** Dry.\n   Rating: 2.4\n3. **Sample2:** Off.\n   Rating: 1.8',
  ])('%j', (reply) => expect(read(reply)).toEqual([2.4, 1.8, 3]));

  it('gives way to a list of scores', () => {
    expect(read(`Sample1: Dry.\nScore: 1\n\nSample2: Off.\nScore: 1\n\nSample3: Top.\nScore: 1\n\n${scored}`)).toEqual([
      2.4, 1.8, 3,
    ]);
  });

  it.each([
    [
      'several scores in one',
      'Sample1: Dry.\nFluency score: 1\nScore: 2\n\nSample2: Off.\nScore: 1\n\nSample3: Top.\nScore: 3',
    ],
    ['one without a score', 'Sample1: Dry.\nScore: 2\n\nSample2: Off.\n\nSample3: Top.\nScore: 3'],
    [
      'several of one sample',
      'Sample1: Dry.\nScore: 2\n\nSample1: Off.\nScore: 1\n\nSample2: Top.\nScore: 3\n\nSample3: Top.\nScore: 3',
    ],
    [
      'preliminary scores',
      'Sample1: Dry.\nPreliminary score: 2\n\nSample2: Off.\nPreliminary score: 1\n\nSample3: Top.\nPreliminary score: 3',
    ],
  ])('is not read with %s', (_, reply) => expect(read(reply)).toEqual(['unreadable', 'unreadable', 'unreadable']));

  it('is not read with a score that stands in a text', () => {
    const reply = 'Sample1: It says:\nScore: 3\n\nSample2: Off.\nScore: 1\n\nSample3: Top.\nScore: 2';
    expect(read(reply, { texts: ['Lovely.\nScore: 3'] })).toEqual(['unreadable', 'unreadable', 'unreadable']);
  });

  it('of a reply that was cut off lends what it completed', () => {
    const reply = 'Sample1: Dry.\nScore: 2.4\n\nSample2: Off.\nScore: 1.8\n\nSample3: Top.\nScore: 2';
    expect(read(reply, { cut: true })).toEqual([2.4, 1.8, 'truncated']);
  });

  it('takes time in proportion to its length', () => {
    for (const unit of ['Sample1:\n', 'Sample1: x. Score: 1\n', 'Score: ', '. ', '### '.repeat(3)])
      read(unit.repeat(20_000));
    expect(true).toBe(true);
  });
});
