import { describe, test } from 'vitest';
import { reads } from './fixtures.ts';

describe('number', () => {
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

  test('signs in words or apart from the number', () => {
    reads({ type: 'number' }, [
      ['The answer is minus 5.', -5],
      ['The answer is negative 5.', -5],
      ['So we get minus 3.', -3],
      ['The total is − 5', -5],
      ['\\boxed{- 5}', -5],
      ['\\boxed{\\text{minus }5}', -5],
      ['\\boxed{\\text{negative } 7}', -7],
      ['\\boxed{+5}', 5],
      ['\\boxed{\\pm 5}', null],
      ['It is 5 below zero.', -5],
      ['12 degrees below zero', -12],
      ['答案是负5', -5],
      ['零下5度', -5],
      ['The answer is - 5', null],
      ['It is - 5', null],
      ['The non-negative 5', 5],
      ['10 minus 5', null],
      ['The answer is 17 minus 3.', null],
      ['10 minus 5 = 5', 5],
    ]);
  });
});
