import { describe, expect, it } from 'vitest';
import { read, table } from './fixtures.ts';

describe('tables: the last column that names scores', () => {
  const table = (head: string, ...rows: string[]) => [head, '|---|---|---|', ...rows].join('\n');
  it.each([
    [
      'after ranks',
      table('| Sample | Rank | Score |', '| Sample1 | 2 | 2.4 |', '| Sample2 | 3 | 1.8 |', '| 3 | 1 | 3 |'),
    ],
    [
      'after another criterion',
      table(
        '| Sample | Depth | Overall Score |',
        '| Sample1 | 2 | 2.4 |',
        '| Sample2 | 3 | 1.8 |',
        '| Sample3 | 1 | 3 |',
      ),
    ],
    [
      'before remarks',
      table(
        '| Sample | Score | Why |',
        '| Sample1 | 2.4/3 | 2 ideas |',
        '| Sample2 | 1.8/3 | 1 |',
        '| Sample3 | **3** | all |',
      ),
    ],
    [
      'after preliminary scores',
      table(
        '| Sample | First draft score | Final score |',
        '| Sample1 | 1 | 2.4 |',
        '| Sample2 | 1 | 1.8 |',
        '| Sample3 | 1 | 3 |',
      ),
    ],
  ])('%s', (_name, reply) => {
    expect(read(reply)).toEqual([2.4, 1.8, 3]);
  });

  it.each([
    ['only ranks', 'Sample | Rank\n---|---\nSample1 | 2\nSample2 | 3\nSample3 | 1'],
    ['two columns of numbers that nobody names', '|1|2|3|\n|2|1|2|\n|3|3|1|'],
  ])('none of %s', (_name, reply) => {
    expect(read(reply)).toEqual(['unreadable', 'unreadable', 'unreadable']);
  });
});

describe('tables: where the labels are', () => {
  it.each([
    ['behind ranks', table('Rank | Sample | Score', '1 | Sample3 | 3', '2 | Sample1 | 2.4', '3 | Sample2 | 1.8')],
    ['behind numbers', table('# | Sample | Score', '1 | Sample3 | 3', '2 | Sample1 | 2.4', '3 | Sample2 | 1.8')],
    [
      'behind places in words',
      table('Place | Text | Score', 'Rank 1 | Text 3 | 3', 'Rank 2 | Text 1 | 2.4', 'Rank 3 | Text 2 | 1.8'),
    ],
    ['behind ranks, as numbers', table('Rank | Sample | Score', '1 | 3 | 3', '2 | 1 | 2.4', '3 | 2 | 1.8')],
    ['behind ranks, in Chinese', table('排名 | 样本 | 得分', '1 | 样本3 | 3', '2 | 样本1 | 2.4', '3 | 样本2 | 1.8')],
    ['numbers and nothing else', table('# | Score', '1 | 2.4', '2 | 1.8', '3 | 3')],
    [
      'beside other samples',
      table('Sample | Score | Closest', 'Sample1 | 2.4 | Sample3', 'Sample2 | 1.8 | Sample1', 'Sample3 | 3 | Sample1'),
    ],
    [
      'with a remark',
      table('Sample | Score', 'Sample1 (the joke) | 2.4', 'Sample2 (the ad) | 1.8', 'Sample3 (the poem) | 3'),
    ],
    ['in the head', table(' | Sample1 | Sample2 | Sample3', 'Score | 2.4 | 1.8 | 3')],
    [
      'in the head, of several rows',
      table('Criterion | Sample1 | Sample2 | Sample3', 'Depth | 1 | 1 | 1', 'Overall score | 2.4 | 1.8 | 3'),
    ],
    ['above a total', table('Sample | Score', 'Sample1 | 2.4', 'Sample2 | 1.8', 'Sample3 | 3', 'Total 3 | 2')],
  ])('%s', (_name, reply) => {
    expect(read(reply)).toEqual([2.4, 1.8, 3]);
  });

  it.each([
    ['ranks alone', table('Rank | Score', '1 | 3', '2 | 2.4', '3 | 1.8')],
    [
      'numbers beside texts, which may be ranks',
      table('# | Sample | Score', '1 | "Lovely" | 3', '2 | "Hm" | 2.4', '3 | "No" | 1.8'),
    ],
    [
      'two columns of samples',
      table('Winner | Loser | Margin', 'Sample2 | Sample1 | 1', 'Sample1 | Sample3 | 2', 'Sample2 | Sample3 | 3'),
    ],
    ['ranks in JSON', '[{"rank": 1, "score": 3}, {"rank": 2, "score": 2.4}, {"rank": 3, "score": 1.8}]'],
  ])('not told by %s', (_name, reply) => {
    expect(read(reply)).toEqual(['unreadable', 'unreadable', 'unreadable']);
  });
});
