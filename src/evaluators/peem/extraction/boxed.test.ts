import { describe, test } from 'vitest';
import { reads } from './fixtures.ts';

describe('boxed', () => {
  test('in one way of writing', () => {
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

  test('a box that is taken back', () => {
    reads({ type: 'boxed' }, [
      ['\\boxed{x^2+1}. Wait, I made a mistake.', null],
      ['\\boxed{1}. Wait, I made a mistake: \\boxed{2}', '2'],
    ]);
  });
});
