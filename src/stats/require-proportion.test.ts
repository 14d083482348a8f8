import { describe, expect, it } from 'vitest';
import { requireProportion } from './require-proportion.ts';

describe('requireProportion', () => {
  it('accepts what lies between 0 and 1', () => {
    expect(() => requireProportion('level', 0.95)).not.toThrow();
  });

  it.each([0, 1, 95, -0.5, Number.NaN])('refuses %s', (value) => {
    expect(() => requireProportion('level', value)).toThrow(RangeError);
  });
});
