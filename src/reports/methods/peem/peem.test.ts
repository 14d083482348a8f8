import { expect, test } from 'vitest';
import { headlineText } from '../../headline-text.ts';
import { heatMap } from '../../heat-map.ts';

test('a matrix is plain numbers without colours', () => {
  expect(
    heatMap(
      ['one', 'two'],
      [
        [1, 0.25],
        [0.25, -0.5],
      ],
      undefined,
      false,
    ),
  ).toEqual(['          1     2', '1 one  1.00   .25', '2 two   .25  -.50']);
});

test('names make room for the matrix, and wide characters line up with others', () => {
  const matrix = [
    [1, 0.25],
    [0.25, 0.5],
  ];
  expect(heatMap(['通义千问-72B-instruct', 'mistral-7B-instruct'], matrix, 28, false)).toEqual([
    '                     1     2',
    '1 通义千…nstruct  1.00   .25',
    '2 mistra…nstruct   .25   .50',
  ]);
});

test('with colours every cell has a background, and equal values have the same', () => {
  const lines = heatMap(
    ['one', 'two'],
    [
      [1, 0.25],
      [0.25, 1],
    ],
    undefined,
    true,
  );
  const backgrounds = lines.slice(1).map((line) => [...line.matchAll(/48;5;(\d+)/g)].map(([, colour]) => colour));
  expect(backgrounds[0]).toHaveLength(2);
  expect(backgrounds[0]![0]).toBe(backgrounds[1]![1]);
  expect(backgrounds[0]![0]).not.toBe(backgrounds[0]![1]);
});

const row = (model: string, statistic: string, value: number, low?: number, high?: number) => ({
  model,
  criterion: 'capability',
  statistic,
  value,
  low,
  high,
  n: 1000,
});

test('the ranking, the pairs that can not be told apart, and the matrix in the order of the ranking', () => {
  const statistics = [
    row('', 'pearson[algorithm=peem]', 0.97, 0.9, 0.99),
    ...[
      ['low', 0.4, 2, 0],
      ['high', 0.7, 1, 1],
    ].flatMap(([model, capability, rank, best]) => [
      row(model as string, 'capability[algorithm=peem]', capability as number, 0.3, 0.8),
      row(model as string, 'rank[algorithm=peem]', rank as number, 1, 2),
      row(model as string, 'best[algorithm=peem]', best as number),
      row(model as string, 'extraction_rate', 0.995),
    ]),
    row('mute', 'extraction_rate', 0),
  ];
  const tables = {
    'pairs.csv': { columns: ['a', 'b', 'told_apart[peem]'], rows: [['low', 'high', 0]] },
    'consistency.csv': {
      columns: ['model', 'low', 'high'],
      rows: [
        ['low', 0.5, 0.3],
        ['high', 0.3, 0.9],
      ],
    },
  };
  const lines = headlineText('peem', { statistics, tables }).split('\n');
  expect(lines[0]).toMatch(/rank +model +capability \(peem\) \[95%\] +rank \[95%\] +P\(best\) +read/);
  expect(lines[2]).toMatch(/1 +high .*1–2 +> 0.999 +99.5%/);
  expect(lines[3]).toMatch(/2 +low .*1–2 +< 0.001 +99.5%/);
  expect(lines[4]).toMatch(/mute +0.0%/);
  expect(lines).toContain("Can't be told apart (1 of 1 pair):");
  expect(lines).toContain('  high and low');
  expect(lines.at(-2)).toContain('1 high');
});

test('nothing where nothing could be ranked', () => {
  expect(headlineText('peem', { statistics: [], tables: {} })).toBe('');
});
