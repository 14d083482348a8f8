import { describe, test } from 'vitest';
import { reads } from './fixtures.ts';

describe('number', () => {
  test('magnitudes', () => {
    reads({ type: 'number' }, [
      ['The answer is 2.5 million.', 2_500_000],
      ['The answer is 2,500,000.', 2_500_000],
      ['The answer is 250万', 2_500_000],
      ['The answer is 2.3 million', 2_300_000],
      ['The population is approximately 1.4 billion people.', 1_400_000_000],
      ['5 thousand', 5000],
      ['5 hundred thousand', 500_000],
      ['So it is **5** million', 5_000_000],
      ['5bn', 5e9],
      ['5K', 5000],
      ['5k', 5000],
      ['5M', 5e6],
      ['They need 3 dozen eggs.', 36],
      ['The answer is 5 lakh.', 500_000],
      ['The answer is Rs. 5 crore.', 5e7],
      ['答案是3亿', 3e8],
      ['约5千人', 5000],
      ['Die Antwort ist 3,5 Millionen.', 3.5e6],
      ['La respuesta es 2,5 millones.', 2.5e6],
      ['Ответ: 5 тысяч', 5000],
      ['उत्तर 5 लाख है।', 500_000],
      ['\\boxed{5\\text{ million}}', 5e6],
      ['So the answer is $\\frac{1}{2}$ million.', 500_000],
      ['The loss was -$2 million.', -2e6],
    ]);
  });

  test('letters of magnitude at their number or beside a currency; apart, or in a formula, they are units or unknowns', () => {
    reads({ type: 'number' }, [
      ['The answer is 5 km', 5],
      ['The answer is 5 m', 5],
      ['It needs 300 K.', 300],
      ['The answer is 5 M', null],
      ['The concentration is 0.5 M.', null],
      ['The profit is $2.5M.', 2.5e6],
      ['The answer is €5 m.', 5e6],
      ['The answer is 5 M€', 5e6],
      ['\\boxed{\\$5k}', 5000],
      ['\\boxed{5k}', null],
      ['The answer is $3k$, where k is whole', null],
      ['The length is $5m$', 5],
      ['\\boxed{3x^2}', null],
      ['so 3x', null],
      ['5千克', 5],
      ['5 hundredths', null],
      ['5 billions', null],
      ['The answer is 5 bilhões.', null],
      ['The answer is €5mn.', 5e6],
      ['The force is 5 MN', null],
    ]);
  });
});
