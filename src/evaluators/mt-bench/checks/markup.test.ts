import { expect, test } from 'vitest';
import { withoutMarkup } from './markup.ts';

test.each([
  ['**Ada**, *Ben* and ***Cy***', 'Ada, Ben and Cy'],
  ['**Ada *and* Ben**', 'Ada and Ben'],
  ['__Ada__ or _Ben_', 'Ada or Ben'],
  ['`key` and ``a b``', 'key and a b'],
  ['```js\na\n```', '```js\na\n```'],
  ['2 * 3 * 4, 2*3*4, snake_case_name, f(*args)', '2 * 3 * 4, 2*3*4, snake_case_name, f(*args)'],
  ['* one\n* two', '* one\n* two'],
  ['⅜ of 3½, 1⁄8', '3/8 of 3 1/2, 1/8'],
  ['$\\frac{3}{8}$, $\\dfrac{188}{295}$, \\frac38', '3/8, 188/295, 3/8'],
  ['2\\frac{1}{2} and \\frac{a+b}{2}', '2 1/2 and (a+b)/2'],
  ['\\(\\boxed{\\frac{1}{2}}\\)', '1/2'],
  ['$65{,}950\\text{ kg}$ and \\$400', '65,950 kg and $400'],
  ['$5.6\\,\\mathrm{W}$', '5.6 W'],
  ['$6 \\times 10^{23}$', '6 ×10^{23}'],
  ['$76^\\circ$ or $76^{\\circ}$', '76° or 76°'],
  ['$5 and $6, $400-$450', '$5 and $6, $400-$450'],
  ['St Colm’s', "St Colm's"],
  ['C:\\new and \\alpha', 'C:\\new and \\alpha'],
])('%j is %j', (text, bare) => expect(withoutMarkup(text)).toBe(bare));

// A rule that is quadratic in its input would not be done within the time that a test may take.
test.each(['*', '**', '`', '_', '$', '\\frac{', '{', '* a', '_a ', '$a ', '`a', '\\text{', '½', '\\(', '$a  ', '\\'])(
  '100 kB of %j are read at once',
  { timeout: 5000 },
  (piece) => {
    expect(withoutMarkup(piece.repeat(Math.ceil(100_000 / piece.length)))).toBeTypeOf('string');
  },
);
