import { expect, test } from 'vitest';
import { numbersIn } from './numbers-in.ts';

test.each<[string, number[]]>([
  ['It costs $1,200.50 or 3/4 of it', [1200.5, 3, 4, 0.75]],
  ['1.200,50 €', [1200.5]],
  ['1,5 km', [1.5]],
  ['1 200 and 1{,}300', [1200, 1300]],
  ['3-5', [3, 5]],
  ['from -3 to +4', [-3, 4]],
  ['- 8\n- 9, 7 - 5', [8, -8, 9, -9, 7, 5, -5]],
  ['6.02 × 10^23', [6.02e23, 6.02, 10, 23]],
  ['1.5e3', [1500, 1.5]],
  ['5 × 10⁻³', [0.005, 5, 10]],
  ['\\frac{1}{4}', [1, 4, 0.25]],
  ['25%', [25]],
  ['v2 is at 7pm', [7, 2]],
  // Letters and signs of currency.
  ['N65,950', [65_950, 65.95]],
  ['₦65,950 or −₦500', [65_950, 65.95, -500]],
  ['US$1,200.50', [1200.5]],
  ['KSh11827', [11_827]],
  ['Rs1,65,000', [165_000]],
  ["CHF1'200", [1200]],
  ['R$ 12.000', [12_000, 12]],
  // Fractions.
  ['2 1/2', [2, 1, 0.5, 2.5]],
  ['3⅜', [3, 8, 0.375, 3.375]],
  ['$2\\frac{1}{2}$', [2, 1, 0.5, 2.5]],
  // Marks and units.
  ['**65,950**', [65_950, 65.95]],
  ['$30.16\\,\\text{m}^2$', [30.16, 2]],
  ['7.2k and 3 million', [7200, 7.2, 3e6, 3]],
  // Words.
  ['seven or twenty-one', [7, 21]],
  ['two thousand and five', [2005]],
  ['no figure at all', []],
])('the numbers of %j', (text, numbers) => {
  const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);
  expect(ascending(numbersIn(text))).toEqual(ascending(numbers));
});

// A rule that is quadratic in its input would not be done within the time that a test may take.
test.each(['1', '1,', '11,', '111,', '1 ', '1.', '1/', 'a1', '1e', '$', '- ', 'one ', 'one hundred and ', 'a-'])(
  '100 kB of %j are read at once',
  { timeout: 5000 },
  (piece) => {
    expect(numbersIn(piece.repeat(Math.ceil(100_000 / piece.length)))).toBeInstanceOf(Array);
  },
);
