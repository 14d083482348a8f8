import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choice } from './choice.ts';
import { type Extraction, extract, extractor } from './extract.ts';
import { normaliseLatex } from './normalise-latex.ts';
import { goldNumber, number } from './number.ts';
import { optionLetters } from './options.ts';
import { rating } from './rating.ts';
import { set } from './set.ts';

/** Tells what is read from replies; `null` for no prediction. */
function reads(extraction: Extraction, cases: Record<string, unknown> | [string, unknown][], options?: number): void {
  for (const [reply, expected] of Array.isArray(cases) ? cases : Object.entries(cases)) {
    const extracted = extract(extraction, reply, options);
    expect('prediction' in extracted ? extracted.prediction : null, reply).toEqual(expected);
  }
}

describe('set', () => {
  test('the last marker, in its looser ways of writing too', () => {
    reads(
      { type: 'set' },
      {
        'So, The answer is:##[BD]##': 'BD',
        'The answer is:##[AF]## (and potentially ##[E]## as well)': 'E',
        '##[A]## … then again ##[D, C]##': 'CD',
        '##[B][C]##': 'BC',
        '##[B] The harbour##': 'B',
        '##B, D##': 'BD',
        '##[C: Anna and Ben]##': 'C',
        '##[ac]##': 'AC',
        '### [A]\n### So ##[B]##\n### [Options:]\n##': 'B',
      },
    );
  });

  test('the letters of a list, not those of the options’ texts', () => {
    reads(
      { type: 'set' },
      {
        '##[B: A dog]##': 'B',
        '##[C. A red car]##': 'C',
        '##[B) A dog, D) A cat]##': 'BD',
        '##[(A) and (C)]##': 'AC',
        '##[A or C]##': 'AC',
        '##[D, B]##': 'BD',
        '##[DB]##': 'BD',
        '##[AAD]##': 'AD',
        '##[D: Plan B]##': 'D',
        '##[D, missing nieces]##': 'D',
        '##[A or C, but A is more precise]##': 'AC',
        '##[B, A dog]##': null,
        '##[KDG]##': 'D', // capitals of a marker are options, in whatever order; K is none of four, nor is G
        '##[I am not sure]##': null,
        'The answer is USA.': null,
        'The answer is DNA.': null,
        'The answer is BD.': 'BD',
        'The answer is B: Rome (all the others, A, C, and F) do not fit).': 'B',
      },
      4,
    );
    reads({ type: 'set' }, { '##[I am not sure]##': null, 'Neither A nor B is the correct answer.': null });
  });

  test('a marker without options', () => {
    reads(
      { type: 'set' },
      {
        '##[]##': '',
        '##[None of the above]##': '',
        '##None of the options##': '',
        '##[Anna]##': null,
        'The answer is A. ##[42]##': null,
      },
    );
  });

  test('without a marker, where it plainly says an answer', () => {
    reads(
      { type: 'set' },
      {
        'The answer is: A, C': 'AC',
        'So the correct answers are A and D.': 'AD',
        'Therefore, the correct options are B (red), C (blue), and E (green).': 'BCE',
        'The correct answers are A: red, C: blue.': 'AC',
        'Answer: B)': 'B',
        '**Answer:** B': 'B',
        'the correct answer, based on the text, is F: Nobody.': 'F',
        'The answer is: [C]': 'C',
        'The answer is A because it says so.': 'A',
        'At first the answer is A. No, the answer is B.': 'B',
        'Option D is the correct answer.': 'D',
        'A, C': 'AC',
        '(B)': 'B',
        'It follows from the text.\n\nB': 'B',
      },
    );
  });

  test('no prediction where it does not', () => {
    reads(
      { type: 'set' },
      {
        "Of course! I'd be happy to help. Please provide the final answer options.": null,
        'None of the options A (red), B (blue) or C (green) is correct.': null,
        'The answer is A planet that has rings.': null,
        'I wonder if the answer is A, B or C.': null,
        'The answer is 42.': null,
        'The answer is:': null,
        'Options:\nA: red\nB: blue\nC': null,
        '': null,
      },
    );
  });

  test('letters beyond the options of the item are none', () => {
    reads({ type: 'set' }, { '##[ADF]##': 'AD', '##[F]##': null }, 4);
    reads({ type: 'set', options: 'A-K' }, { '##[JKL]##': 'JK' });
    reads({ type: 'set' }, { '##[JK]##': 'J' });
  });

  test('a marker of one’s own', () => {
    reads({ type: 'set', marker: '<a>([^<]*)</a>' }, { '<a>B</a> <a>A and C</a> ##[D]##': 'AC', 'Answer: A': 'A' });
  });
});

test('choice', () => {
  reads(
    { type: 'choice' },
    {
      '##[B]##': 'B',
      'First [[A]], no: [[C]].': 'C',
      'so \\boxed{D}': 'D',
      'The answer is (B).': 'B',
      'The answer is **C**.': 'C',
      'The correct answer is (C) Rome': 'C',
      'The correct choice is option A.': 'A',
      B: 'B',
      'B) Rome': 'B',
      'C. The text says so: he left.': 'C',
      '(A) Rome': 'A',
      '[[b]]': 'B',
      'A) Rome\nB) Milan\nWhich one?': null,
      'The answer is A and B.': null,
      'I am not sure.': null,
      'The answer is: Z': null,
      '[[B: A dog]]': 'B',
      'A: B': null,
      'A: C. The text says so.': null,
      'A) is wrong since he left. B) is right.': 'B',
      'A.M. is before noon, so C': null,
      'The answer is A.\n\nWait: A is wrong. B is the correct answer.': 'B',
      'The answer is A. Hmm, no. The correct one is B.': 'B',
      'Answer: b': 'B',
      '答案：B': 'B',
      '正确答案是 B。': 'B',
      '\\boxed{B. Rome}': 'B',
      '\\boxed{\\text{(B)}}': 'B',
      'The answer is \\(B\\).': 'B',
      'I choose B.': 'B',
      'Option B is correct.': 'B',
      'A is correct. B is correct.': null,
      'Neither A nor B is correct.': null,
    },
  );
  reads({ type: 'choice' }, { 'The answer is D.': null }, 3);
  reads({ type: 'choice', options: 'ABC', marker: 'final: (\\w)' }, { 'final: B': 'B', 'final: x': null });
});

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

  test('a minus is a sign only where it touches a number that follows no operand', () => {
    reads({ type: 'number' }, [
      ['So in all:\n- 12 apples', 12],
      ['**Total** – 12', 12],
      ['10 - 3', 3],
      ['5 – 6', 6],
      ['50%-60%', 60],
      ['x = - 5', -5],
      ['(-5)', -5],
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
});

test('boxed', () => {
  reads({ type: 'boxed' }, [
    ['\\boxed{7}', '7'],
    ['\\boxed{1} and then \\boxed{\\frac{1}{2}}', '\\frac{1}{2}'],
    ['\\boxed{\\dfrac{\\sqrt{3}}{2}}.', '\\frac{\\sqrt{3}}{2}'],
    ['\\boxed{ x = \\left( 1, 2 \\right) }', 'x=(1,2)'],
    ['\\boxed{12\\text{ cm}}', '12cm'],
    ['\\boxed{\\{1,2\\}}', '\\{1,2\\}'],
    ['\\boxed{10,000}', '10000'],
    ['\\boxed{1{,}000\\text{ km}}', '1000km'],
    ['\\boxed{(100,200)}', '(100,200)'],
    ['\\boxed{(100, 200)}', '(100,200)'],
    ['\\boxed{\\{1,200,300\\}}', '\\{1,200,300\\}'],
    ['\\boxed{[1,100)}', '[1,100)'],
    ['\\boxed{\\begin{pmatrix}1\\\\ 2\\end{pmatrix}}', '\\begin{pmatrix}1\\\\2\\end{pmatrix}'],
    ['\\boxed{\\begin{pmatrix}1\\\\2\\end{pmatrix}}', '\\begin{pmatrix}1\\\\2\\end{pmatrix}'],
    ['\\boxed{\\frac12}', '\\frac{1}{2}'],
    ['\\boxed{\\sqrt3}', '\\sqrt{3}'],
    ['\\boxed{30^{\\circ}}', '30^\\circ'],
    ['\\boxed{30^\\circ}', '30^\\circ'],
    ['\\boxed{−5}', '-5'],
    ['\\boxed{\\text{ m}^{2}}', 'm^2'],
    ['\\boxed{1} and \\boxed{2', '1'],
    ['\\boxed 5', '5'],
    ['\\boxed{a \\boxed{b}}', 'a\\boxed{b}'],
    ['\\boxed{}', null],
    ['7', null],
  ]);
});

test('regex', () => {
  reads({ type: 'regex', pattern: 'x=(\\d+)' }, { 'x=1 x=22': '22', y: null });
  reads({ type: 'regex', pattern: '\\d+' }, { 'a 1 b 2': '2' });
  reads({ type: 'regex', pattern: '(?<a>\\w)-(?<b>\\w)', group: 'b' }, { 'p-q': 'q' });
  reads({ type: 'regex', pattern: '(\\w)-(\\w)', group: 2, flags: 'i' }, { 'P-Q': 'Q' });
  expect(() => extractor({ type: 'regex', pattern: '(' })).toThrow(SyntaxError);
});

test('json', () => {
  reads({ type: 'json', path: 'answer' }, [
    ['```json\n{"answer": "B"}\n```', 'B'],
    ['{"answer": 1} then {"answer": 2}', 2],
    ['{"answer": 1} then {"other": 2}', 1],
    ['A set {a, b} and {"answer": "x } y"} there.', 'x } y'],
    ['{"answer": ["A", "C"]}', ['A', 'C']],
    ['{"answer": true}', 'true'],
    ['{"answer": null}', null],
    ['{"answer": "B"', null],
    ['He said "{" and {"answer": "B"}', 'B'],
    ['none', null],
  ]);
  reads({ type: 'json', path: 'result.options[1]' }, { '{"result": {"options": ["A", "B"]}}': 'B' });
  reads({ type: 'json', path: '' }, { 'so: ["A", "B"]': ['A', 'B'] });
  reads({ type: 'json', path: 'toString' }, { '{}': null });
});

test('text', () => {
  reads({ type: 'text' }, { 'The  Eiffel Tower!': 'eiffel tower', '…': null });
  reads({ type: 'text', marker: 'Answer: (.*)' }, { 'Answer: Rome.\nAnswer: Milan.': 'milan', Rome: null });
});

test('rating', () => {
  reads({ type: 'rating', scale: [1, 10] }, [
    ['Rating: [[7]]', 7],
    ['I give it 7/10.', 7],
    ['I would rate this 8 out of 10.', 8],
    ['Score: 6.5\nIt has 3 faults and 4 strengths.', 6.5],
    ['A score of 9', 9],
    ['Score (1-10): 4', 4],
    ['The rating on a scale from 1 to 10 is 2', 2],
    ['4', 4],
    ['Rating: 3, no, rating: 5', 5],
    ['Rating: 12', null],
    ['Rating: -3', null],
    ['Rating: none', null],
    ['Rating: 7,5/10', 7.5],
    ['Rating: 7½', 7.5],
    ['Rating: 3/5', null],
    ['Rating: 70/100', null],
    ['Rating: 70%', null],
    ['I give it 7 out of 10 for 2 reasons', 7],
  ]);
  reads({ type: 'rating', scale: [1, 5] }, [
    ['4\n\nIt has 2 flaws.', 4],
    ['4. It has 2 flaws.', 4],
    ['Rating: 4. I rated it lower since 2 facts are wrong', 4],
    ['Rating (1 = worst, 5 = best): 4', 4],
    ['评分：4分（满分5分）', 4],
    ['Rating: 4,5', 4.5],
    ['Rating - 4', 4],
    ['Rating: 3-4', null],
    ['I give 3 or 4', null],
    ['It has 2 flaws and 4 strengths.', null],
  ]);
  reads({ type: 'rating', scale: [0, 1] }, { 'Score: .7': 0.7, 'Score: 0,7': 0.7 });
  reads({ type: 'rating', scale: [1, 5], marker: '<r>(.*?)</r>' }, { '<r>4</r> of 9': 4, '4': null });
});

test('option letters', () => {
  expect(optionLetters(4)).toBe('ABCD');
  expect(optionLetters('a-c')).toBe('ABC');
  expect(optionLetters('DBA')).toBe('ABD');
  for (const wrong of [0, 27, 1.5, 'J-A', '', '1-3']) expect(() => optionLetters(wrong)).toThrow(RangeError);
});

const EXTRACTIONS: Extraction[] = [
  { type: 'choice' },
  { type: 'set' },
  { type: 'number' },
  { type: 'boxed' },
  { type: 'regex', pattern: '(\\w+)$' },
  { type: 'json', path: 'a' },
  { type: 'text' },
  { type: 'rating', scale: [1, 5] },
];

test.each(EXTRACTIONS)('$type: any reply is read or is no prediction, and says why', (extraction) => {
  const read = extractor(extraction);
  const pieces = fc.constantFrom(
    '##[',
    ']##',
    'A',
    'B, ',
    'answer is ',
    '\\boxed{',
    '}',
    '{"a":',
    '1,000',
    '/',
    '-',
    '%',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
      const extracted = read(parts.join(''));
      if ('prediction' in extracted) expect(extracted.prediction).toEqual(expect.anything());
      else expect(extracted.reason).not.toBe('');
    }),
  );
});

test.each(EXTRACTIONS)('$type: a long reply made to be slow takes no time', (extraction) => {
  const read = extractor(extraction);
  const pieces = [
    '##[',
    '[',
    '{',
    '{"a":',
    '\\boxed{',
    'A, ',
    'the answer is ',
    '1',
    '1,',
    ' ',
    '\n',
    '(',
    '##[A] ',
    'x',
    '####',
    'score ',
    '-',
    '"{',
  ];
  const start = performance.now();
  for (const piece of pieces) read(piece.repeat(10_000));
  expect(performance.now() - start).toBeLessThan(3000);
});

test.each([
  ['number', (text: string) => number(text)],
  ['gold number', (text: string) => goldNumber(text)],
  ['LaTeX', normaliseLatex],
  ['rating', (text: string) => rating(text, [1, 5])],
  ['choice', (text: string) => choice(text, 'ABCDEFGHIJ')],
  ['set', (text: string) => set(`<${text}>`, 'ABCDEFGHIJ', /<([^>]*)>/)],
] as const)('%s: 100 kB made to be slow take time in proportion', (_, read) => {
  const pieces = [
    '1 ',
    '1,',
    '1=',
    '000 ',
    ' ',
    '\n',
    '{1}',
    '^{',
    '\\frac{',
    '\\text{',
    'm^2',
    'm/',
    '- ',
    'Answer:\n',
    'A, ',
    'B is ',
    'A) ',
    'Rating ',
    '*',
  ];
  const start = performance.now();
  for (const piece of pieces) read(piece.repeat(Math.ceil(100_000 / piece.length)));
  expect(performance.now() - start).toBeLessThan(6000);
});
