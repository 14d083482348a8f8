import { describe, expect, it } from 'vitest';
import { first, read, scored, table } from './fixtures.ts';

describe('scores beside what else is called score', () => {
  const columns = (head: string) =>
    table(`Sample | ${head}`, 'Sample1 | 2.4 | 1', 'Sample2 | 1.8 | 1', 'Sample3 | 3 | 1');
  it.each([
    ['a column of old scores', columns('Final score | Old score')],
    ['a column of changes', columns('Score | Score change')],
    ['a column of confidence', columns('Score | Confidence score')],
    ['a column of another criterion', columns('Score | Grammar score')],
    ['a column of first scores', columns('Revised | Initial')],
    [
      'a column of maxima',
      table('Sample | Score | Max score', 'Sample1 | 2.4 | 3', 'Sample2 | 1.8 | 3', 'Sample3 | 3 | 3'),
    ],
    ['a list of maxima', `${scored}\nMaximum scores: [Sample1:3, Sample2:3, Sample3:3]`],
    ['a list of another criterion', `${scored}\nScores for grammar: [Sample1:1, Sample2:1, Sample3:1]`],
    ['a list that they come from', `Revised ${scored}, up from scores [Sample1:1, Sample2:1, Sample3:1]`],
    [
      'a list of scores before',
      'Scores (revised): [Sample1:2.4, Sample2:1.8, Sample3:3]\nScores (before): [Sample1:1, Sample2:1, Sample3:1]',
    ],
    [
      'a table of maxima',
      `${scored}\n\n**Maximum scores**\n\n${table('Sample | Score', 'Sample1 | 3', 'Sample2 | 3', 'Sample3 | 3')}`,
    ],
    [
      'a table under a title',
      `${scored}\n\n**Confidence**\n\n${table('Sample | Value', 'Sample1 | 3', 'Sample2 | 3', 'Sample3 | 3')}`,
    ],
    ['a list that is not final', `These are not the final scores: [Sample1:1, Sample2:1, Sample3:1]\n\n${scored}`],
    ['a list of normalised scores', `${scored}\nNormalized scores: [Sample1:1, Sample2:1, Sample3:1]`],
    ['Chinese maxima', '评分：［样本1：2.4，样本2：1.8，样本3：3］\n最高分：［样本1：3，样本2：3，样本3：3］'],
    [
      'JSON maxima',
      '{"scores": {"Sample1":2.4,"Sample2":1.8,"Sample3":3}, "max_scores": {"Sample1":3,"Sample2":3,"Sample3":3}}',
    ],
    [
      'other counts in JSON',
      '{"scores": {"Sample1":2.4,"Sample2":1.8,"Sample3":3}, "typos": {"Sample1":1,"Sample2":2,"Sample3":1}}',
    ],
    [
      'first scores in JSON',
      '{"final_scores": {"Sample1":2.4,"Sample2":1.8,"Sample3":3}, "scores": {"Sample1":1,"Sample2":1,"Sample3":1}}',
    ],
    [
      'first scores within JSON',
      '{"final": {"scores": {"Sample1":2.4,"Sample2":1.8,"Sample3":3}}, "initial": {"scores": {"Sample1":1,"Sample2":1,"Sample3":1}}}',
    ],
    [
      'first scores of each sample in JSON',
      '[{"sample":1,"score":1,"final_score":2.4},{"sample":2,"score":1,"final_score":1.8},{"sample":3,"score":1,"final_score":3}]',
    ],
  ])('%s', (_name, reply) => {
    expect(read(reply)).toEqual([2.4, 1.8, 3]);
  });

  it.each([
    ['two criteria in columns', columns('Clarity score | Depth score')],
    [
      'a total of criteria',
      table(
        'Sample | Clarity | Depth | Total score',
        'Sample1 | 1 | 1 | 2',
        'Sample2 | 1 | 2 | 3',
        'Sample3 | 1 | 1 | 2',
      ),
    ],
    ['two criteria in rows', table(' | Sample1 | Sample2 | Sample3', 'Depth | 1 | 1 | 1', 'Clarity | 2.4 | 1.8 | 3')],
    [
      'first scores alone in JSON',
      '{"preliminary": {"scores": {"Sample1":1,"Sample2":1,"Sample3":1}}, "note": "to be revised"}',
    ],
    ['two numbers for each', 'Sample1: 1, 2\nSample2: 2, 2\nSample3: 3, 1'],
    ['a range of labels', 'Samples 1-3: 2.5 - all alike'],
    ['numbered steps', 'Step 1: 2\nStep 2: 1\nStep 3: 3'],
  ])('none of %s', (_name, reply) => {
    expect(read(reply)).toEqual(['unreadable', 'unreadable', 'unreadable']);
  });

  it.each([
    ['lists', 'Clarity scores: [Sample1:1, Sample2:1, Sample3:1]\nDepth scores: [Sample1:1, Sample2:2, Sample3:1]'],
    ['lists without the word', 'Clarity: [Sample1:1, Sample2:1, Sample3:1]\nDepth: [Sample1:1, Sample2:2, Sample3:1]'],
    [
      'JSON',
      '{"scores": {"clarity": {"Sample1":1,"Sample2":1,"Sample3":1}, "depth": {"Sample1":1,"Sample2":2,"Sample3":1}}}',
    ],
  ])('none of two criteria that differ: %s', (_name, reply) => {
    expect(read(reply)).toEqual([1, 'ambiguous', 1]);
  });

  it('none of numbered steps in a batch of one', () => {
    expect(read('Task 1: 3\nThe text is good.', { size: 1 })).toEqual(['unreadable']);
  });
});

describe('the last verdict counts', () => {
  it('as in three stages', () => {
    expect(
      read(
        'Preliminary Scores: [Sample1:1,Sample2:1,Sample3:1]\nSample1: better than I thought.\nFloat Scores: [Sample1:2.4,Sample2:1.8,Sample3:3]',
      ),
    ).toEqual([2.4, 1.8, 3]);
  });

  it.each([
    'Revised: [Sample1:2.4, Sample2:1.8, Sample3:3]',
    'My final answer: Sample1: 2.4, Sample2: 1.8, Sample3: 3',
    'Scores after comparing: [Sample1:2.4, Sample2:1.8, Sample3:3]',
    'Final scores:\nSample1: 2.4 - better\nSample2: 1.8 - dull\nSample3: 3 - best',
    'Revised scores: [Sample2:1.8]\n\nFloat Scores: [Sample1:2.4, Sample2:1.8, Sample3:3]',
    `Correction: ${scored}`,
  ])('as one that is revised: %j', (revised) => {
    expect(read(`${first}\n\n${revised}`)).toEqual([2.4, 1.8, 3]);
  });

  it.each([
    'On reflection: [Sample1:1, Sample2:1.8, Sample3:1]',
    'Hmm, wait.\n\n[Sample1:1, Sample2:1.8, Sample3:1]',
    'Grammar scores: [Sample1:1, Sample2:1.8, Sample3:1]',
    'Actually, Sample2 should be 1.8.',
    'Revised scores: Sample2 goes to 1.8; the others stay.',
    'Revised scores\nSample1 1\nSample2 1.8\nSample3 1',
    'I would raise Sample2 to 1.8.',
    'Sample2 was underrated, so its score is raised to 1.8.',
  ])('unless it can not be told whether it is one: %j', (behind) => {
    expect(read(`${first}\n\n${behind}`)).toEqual([1, 'ambiguous', 1]);
  });

  it.each([
    ['Wait, I made an error. Sample2 should have been 2.8.', [2.4, 'ambiguous', 3]],
    ['Upon further consideration, Sample3 deserves only a 2.', [2.4, 1.8, 'ambiguous']],
    ['On reflection I would give Sample3 a 2 instead.', [2.4, 1.8, 'ambiguous']],
    ['Actually, Sample3: 2 would be fairer.', [2.4, 1.8, 'ambiguous']],
    ['Edit: Sample3 → 2', [2.4, 1.8, 'ambiguous']],
    ['Sample3 is downgraded to 2.', [2.4, 1.8, 'ambiguous']],
    ['Correction: I swapped Sample1 and Sample2.', ['ambiguous', 'ambiguous', 3]],
    ['Actually, please disregard these scores.', ['ambiguous', 'ambiguous', 'ambiguous']],
    ['I apologize, I misread the scale.', ['ambiguous', 'ambiguous', 'ambiguous']],
    ['Wait, is Sample1: 2.4 fair? It is.', [2.4, 1.8, 3]],
    ['I hope that helps. Let me know if I should go on.', [2.4, 1.8, 3]],
    ['Sample1: Clear. Rather short, though.\nSample2: Off topic. Actually, it greets nobody.', [2.4, 1.8, 3]],
    ['On reflection of the criteria, Sample3 is the best.', [2.4, 1.8, 3]],
    ['On review, all samples are fluent. Actually, Sample1 has 2 typos.', [2.4, 1.8, 3]],
    ['Actually, Sample1 and 2 are alike. I would revise Sample2 to be shorter.', [2.4, 1.8, 3]],
    ['Wait, Sample2 is on topic after all.', [2.4, 'ambiguous', 3]],
    ['On reflection, I rated Sample2 too low.', [2.4, 'ambiguous', 3]],
  ])('unless the judge takes it back: %j', (behind, scores) => {
    expect(read(`${scored}\n\n${behind}`)).toEqual(scores);
  });

  it.each([
    '3 - actually helpful',
    '3 (actually helpful)',
    '3 - Good. Rather long.',
    '3 - On closer inspection it is fine.',
  ])('and a reason behind the last score takes nothing back: %j', (last) => {
    expect(read(`Sample1: 2.4 - Clear.\nSample2: 1.8 - Dull.\nSample3: ${last}`)).toEqual([2.4, 1.8, 3]);
  });

  it('unless it is a text that takes something back, which the judge quotes', () => {
    const texts = ['Wait, I mixed up the names of my dogs.'];
    expect(read(`${scored}\n\nSample2 begins: "Wait, I mixed up the names of my dogs."`, { texts })).toEqual([
      2.4, 1.8, 3,
    ]);
  });

  it('and what differs from scores announced as final is none', () => {
    expect(read(`Final scores: [Sample1:2.4, Sample2:1.8, Sample3:2]\n\n${scored}`)).toEqual([2.4, 1.8, 'ambiguous']);
  });

  it('but none that is said to be replaced', () => {
    expect(read('Scores: [Sample1: 2 (revised to 2.4), Sample2: 1.8 (preliminary), Sample3: 3]')).toEqual([
      'not-a-number',
      'not-a-number',
      3,
    ]);
  });

  it.each([
    'Scores in order of rank: [Sample3:3, Sample1:2.4, Sample2:1.8]',
    'Based on the ranking above, here are the final scores:\n[Sample1:2.4, Sample2:1.8, Sample3:3]',
    'After my initial analysis, the scores are as follows:\nSample1: 2.4\nSample2: 1.8\nSample3: 3',
    'As for the scores: [Sample1:2.4, Sample2:1.8, Sample3:3]',
  ])('whatever else its heading speaks of: %j', (reply) => {
    expect(read(reply)).toEqual([2.4, 1.8, 3]);
  });

  it('even if it has less than an earlier one', () => {
    expect(read('Scores: [Sample1:1,Sample2:1,Sample3:1]\nRevised scores: [Sample1:2,Sample2:3]')).toEqual([
      2,
      3,
      'missing',
    ]);
  });

  it.each([
    'Ranks: [Sample1:2, Sample2:3, Sample3:1]',
    'Confidence: [Sample1:3, Sample2:2, Sample3:3]',
    '| Sample | Rank |\n|---|---|\n| Sample1 | 2 |\n| Sample2 | 3 |\n| Sample3 | 1 |',
    'Word counts: Sample1: 3, Sample2: 2, Sample3: 1',
    'Turn1: 1, Turn2: 2, Turn3: 3',
    'In order: Sample3: 1, Sample1: 2, Sample2: 3',
    'The lowest score: Sample2: 1.8',
    'Note that the score I gave Sample2: 1',
    'Reasons for the scores:\n- Sample1: Good, on topic.\n- Sample2: Bad.\n- Sample3: Best.',
    'Sample1: Good\nSample2: Poor\nSample3: Great',
    'Reasons for the scores:\nSample1: 2 - two errors\nSample2: 1 - dull\nSample3: 3 - fine',
    'Explanation:\nSample1: It has 2 errors.\nSample2: 1 error.\nSample3: 3 jokes.',
    'Expected human scores: [Sample1:1, Sample2:1, Sample3:1]',
    'Sample1 was raised to 2.4 after the comparison.',
  ])('but not what is something else: %j', (behind) => {
    expect(read(`Float Scores: [Sample1:2.4,Sample2:1.8,Sample3:3]\n\n${behind}`)).toEqual([2.4, 1.8, 3]);
  });

  it('nor a label of another kind behind a batch of one', () => {
    expect(read('Float Scores: [Sample1:2.4]\nNote 1: 3', { size: 1 })).toEqual([2.4]);
  });

  it('but a stray mention behind it is none', () => {
    expect(read('Float Scores: [Sample1:2.4,Sample2:1.8,Sample3:3]\nNote that I gave Sample2: 1.8')).toEqual([
      2.4, 1.8, 3,
    ]);
  });
});
