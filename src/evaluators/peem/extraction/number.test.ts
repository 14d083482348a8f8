import { describe, expect, test } from 'vitest';
import { reads } from './fixtures.ts';
import { goldNumber } from './number.ts';

describe('number', () => {
  test('in every way of writing', () => {
    reads({ type: 'number' }, [
      ['42', 42],
      ['It costs $1,234.50 in all.', 1234.5],
      ['1,234,567 people', 1234567],
      ['about -5 degrees', -5],
      ['minus: −3.5', -3.5],
      ['-$20', -20],
      ['$-20', -20],
      ['€ 15', 15],
      ['45%', 45],
      ['12.5 percent', 12.5],
      ['3/4', 0.75],
      ['-3/4', -0.75],
      ['1 1/2 cups', 1.5],
      ['½', 0.5],
      ['2½', 2.5],
      ['\\frac{3}{4}', 0.75],
      ['2\\frac{1}{2}', 2.5],
      ['-\\dfrac{1}{8}', -0.125],
      ['1.5e-3', 0.0015],
      ['6.02 × 10^23', 6.02e23],
      ['3 \\times 10^{-4}', 0.0003],
      ['.5', 0.5],
      ['10^6', 1e6],
      ['2^{-3}', 0.125],
      ['45^\\circ', 45],
      ['from 3-5', 5],
      ['It is 7.', 7],
      ['20 km/h', 20],
      ['1, 2, 3', 3],
    ]);
  });

  test('the last one, but first that of a stated answer', () => {
    reads({ type: 'number' }, [
      ['3 apples and 4 pears make 7', 7],
      ['The answer is 5 apples, which is 20% of 25.', 5],
      ['The answer is 3 + 4 = 7.', 7],
      ['It was 12.\n#### 18\nThat took 3 steps.', 18],
      ['so \\boxed{1{,}000} of 2000', 1000],
      ['**Answer:** 12', 12],
      ['no idea', null],
      ['1/0', null],
    ]);
  });

  test('of a decimal comma and of other joined digits never a part', () => {
    reads({ type: 'number' }, [
      ['The answer is 0,75', 0.75],
      ['12,5', 12.5],
      ['1.234,56', 1234.56],
      ['\\boxed{3,5}', 3.5],
      ['1.000.000', 1_000_000],
      ['1 000 000', 1_000_000],
      ['1_000', 1000],
      ['The answer is $1\\,000$', 1000],
      ['The answer is 1\u202f000\u00a0000.', 1_000_000],
      ['[1,2,3]', null],
      ['1,234,56', null],
      ['version 1.2.3', null],
      ['at 12:30', null],
      ['12/25/2024', null],
    ]);
  });

  test('one quantity in a box, with its unit or at the end of an equation', () => {
    reads({ type: 'number' }, [
      ['\\boxed{20\\text{ m}^2}', 20],
      ['\\boxed{5 \\text{ cm}^2}', 5],
      ['\\boxed{12\\text{ m/s}^2}', 12],
      ['\\boxed{-\\frac12}', -0.5],
      ['\\boxed{x = -3}', -3],
      ['\\boxed{30^{\\circ}}', 30],
      ['\\boxed{2\\sqrt{3}}', null],
      ['\\boxed{\\frac{3\\pi}{4}}', null],
      ['\\boxed{\\frac{\\sqrt{3}}{2}}', null],
      ['\\boxed{\\binom{5}{2}}', null],
      ['\\boxed{101_2}', null],
      ['\\boxed{12_{8}}', null],
      ['\\boxed{(3, 4)}', null],
      ['\\boxed{12 \\text{ or } 15}', null],
      ['\\boxed{x^2+3}', null],
      ['\\boxed{3x}', null],
      ['\\boxed{C}, that is 5', null],
    ]);
  });

  test('units, powers and words hold no number', () => {
    reads({ type: 'number' }, [
      ['20 m^2', 20],
      ['The area is 20 cm²', 20],
      ['5 kg CO2', 5],
      ['\\frac34', 0.75],
      ['2\\sqrt{3}', null],
      ['0.\\overline{3}', null],
    ]);
  });

  test('a stated answer ends before what is said about it', () => {
    reads({ type: 'number' }, [
      ['Answer:\n\n**12**\n\nThat took 3 steps', 12],
      ['**Final Answer**\n12\n\nNote: 5 more', 12],
      ['The answer is\n\n$$12$$\n\nas 3 · 4 = 12 with 5 left', 12],
      ['The answer is 15 (x=3)', 15],
      ['The answer is 15, where n = 3.', 15],
      ['The answer is 15 since 3*5=15 and 4*5 = 20.', 15],
      ['The answer is 7 (>= 5)', 7],
      ['The answer is 1.5 hours (= 90 minutes)', 1.5],
      ['The answer is approximately 5.2 × 10^3 m in 3 s', 5200],
      ['The answer is x = 5 when y = 3', 5],
      ['Answer: 10-3 = 7 apples, so 7', 7],
      ['The answer is 3x4=12', 12],
      ['The answer is that there are 15 apples. 3 are red.', 15],
      ['The answer is that 3 boys have 15 apples', null],
      ['Answer: 3 + 4', null],
      ['The answer is 60 miles/2 hours', null],
      ['The answer is 5 or 6.', null],
      ['答案：7 个，共 3 步', 7],
    ]);
  });

  test('powers of ten', () => {
    reads({ type: 'number' }, [
      ['The answer is 5·10^3', 5000],
      ['The answer is 6.02·10^23', 6.02e23],
      ['The answer is 3.0 × 10⁸ m/s', 3e8],
      ['The answer is 2**10', 1024],
      ['2^3^2', null],
    ]);
  });

  test('as declared', () => {
    reads({ type: 'number', percent: 'fraction' }, { '45%': 0.45, '45': 45 });
    reads({ type: 'number', marker: '<n>(.*?)</n>' }, { '<n>3</n> or 4': 3, '4': null, '<n>x</n>': null });
  });

  test('what is no single number', () => {
    reads({ type: 'number' }, [
      ['\\boxed{5!}', null],
      ['The number of ways is 4!.', null],
      ['The number of ways is 4! = 24.', 24],
      ['The final answer is: 42!', 42],
      ['3π', null],
      ['The answer is 3π', null],
      ['The answer is 3 pi.', null],
      ['sqrt(2)', null],
      ['The answer is 2 times the square root of 3', null],
      ['The answer is 5 hours 30 minutes', null],
      ['The train takes 2 hours and 15 minutes.', null],
      ['It takes him 1h20.', null],
      ['He is 5 feet 11 inches tall.', null],
      ['He is 6\'2" tall.', null],
      ['3亿5千万', null],
      ['5 thousand 3 hundred dollars', null],
      ['angles of 45° and 90°', 90],
      ['The answer is 5 and a half hours.', 5.5],
      ['5 and two thirds', null],
      ['\\boxed{(5,6)}', null],
      ['The vertex is (2,3).', null],
      ['It is the total (5,855).', 5855],
      ['The answer is 5 apples and 3 oranges.', null],
      ['The answer is x = 5 or x = -5', null],
      ['\\boxed{x=2, y=3}', null],
      ['The answer is x = 2, y = 3', null],
      ['The answer is 1 in 4', null],
      ['\\boxed{4i}', null],
      ['x = ±5', null],
      ['She has 5 left at 12:30.', null], // the last number is none
      ['The answer is 2 1/2.', 2.5],
      ['The answer is 2 hours 30 minutes = 150 minutes', 150],
      ['There is 1 in 10.', null],
      ['The area is 12π ≈ 37.7', 37.7],
    ]);
  });

  test('an answer that is denied, conditional, in words or taken back', () => {
    reads({ type: 'number' }, [
      ['The answer is not 5.', null],
      ["The answer isn't 5.", null],
      ['x ≠ 5', null],
      ['She had 7 cats. The answer is five.', null],
      ['First 3 + 4 = 7. The answer is half a million.', null],
      ['3个人。答案是五。', null],
      ['The answer is 5. Wait, I made a mistake: 3*4 = 12.', null],
      ['\\boxed{5}\n\nOops, I made a mistake.', null],
      ['The answer is 12. Let me double check: 4 × 3 = 12. This confirms the answer.', 12],
      ['If the answer is 12, then x = 3. x = 4, so the answer is 16.', 16],
    ]);
  });

  test('as models of many kinds write', () => {
    reads({ type: 'number' }, [
      ['Natalia sold 48/2 = 24 clips in May.\nNatalia sold 48+24 = 72 clips altogether.\n#### 72', 72],
      ['Step 1: 12 × 3 = 36.\nStep 2: 36 − 4 = 32.\n\n**Therefore, she has $32 left.**', 32],
      ['The total is:\n\n\\[ 3 \\times 4 + 5 = 17 \\]\n\nTherefore, the answer is \\( 17 \\).', 17],
      ['The answer is 1 million, i.e. 1,000,000.', 1e6],
      ['The answer is 60 km per hour.', 60],
      ['The answer is 42. However, if the price were 3, it would be 50.', 42],
      ['Wait, no. The answer is 12.', 12],
      ['It costs 5 dollars and 20 cents, i.e. $5.20.', 5.2],
      ['The answer is 12, not 15.', 12],
      ['The answer is 5 times.', 5],
      ['The answer is 9.8 m/s^2 downward.', 9.8],
      ['Final answer: \\(-\\frac{2}{3}\\)', -2 / 3],
      ['Answer: 15 minutes (0.25 hours)', 15],
      ['The answer is 8 (eight).', 8],
      ['\\boxed{25\\text{ square units}}', 25],
      ['\\boxed{\\text{undefined}}', null],
      ["I'm unable to calculate this without more information.", null],
      ['The answer is 20% of 50, which is 10.', null],
    ]);
  });
});

test.each([
  ['minus 5', -5],
  ['- 5', -5],
  ['5 million', 5_000_000],
  ['#### 5 million', 5_000_000],
  ['$5k', 5000],
  ['5万', 50_000],
  ['5!', undefined],
  ['5 hours 30 minutes', undefined],
  ['(5,6)', undefined],
])('a gold answer %j is %j', (answer, expected) => {
  expect(goldNumber(answer)).toBe(expected);
});

test('neither the number of an entry of a list nor a calculation that is not done is an answer', () => {
  reads(
    { type: 'number' },
    {
      '1. First\n2. Second\n3. Third': null,
      'So it is 12.\n\n1. **Check** it': null,
      '1) 14': 14,
      '18. So she has that many.': 18,
      '1. Add them': null,
      'The sum is 5 + 7.': null,
      'It is 3 × 4': null,
      'It is 3 × 4 = 12': 12,
    },
  );
});
