import { expect, test } from 'vitest';
import { numbersInWords } from './number-words.ts';

test.each<[string, number[]]>([
  ['Seven.', [7]],
  ['zero, nineteen and twenty', [0, 19, 20]],
  ['twenty-one or Forty Two', [21, 42]],
  ['two three', [2, 3]],
  ['a hundred and five', [105]],
  ['one hundred twenty', [120]],
  ['fifteen hundred', [1500]],
  ['two thousand and sixteen', [2016]],
  ['a thousand', [1000]],
  ['sixty-five thousand nine hundred and fifty', [65_950]],
  ['one million two hundred thousand', [1_200_000]],
  ['two and three', [2, 3]],
  ['five thousand six thousand', [5000, 6000]],
  ['eight point four', [8, 8.4]],
  ['two thirds, three-quarters and a half', [2, 2 / 3, 3, 0.75, 0.5]],
  ['three and a half', [3, 3.5]],
  ['a quarter of it, half of that', [0.25, 0.5]],
  ['a dozen, two dozen', [12, 2, 24]],
  ['a boat and an hour', []],
  ['a point of order', []],
  ['attention, often, tension', []],
  ['one\n\ntwo', [1, 2]],
  ['the twenty first', [20]],
  ['', []],
])('the numbers of %j', (text, numbers) => {
  const found = numbersInWords(text);
  expect(found).toHaveLength(numbers.length);
  for (const [i, each] of numbers.entries()) expect(found[i]).toBeCloseTo(each, 12);
});
