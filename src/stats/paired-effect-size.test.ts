import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairedEffectSize } from './paired-effect-size.ts';

describe('pairedEffectSize', () => {
  it('is the mean over the standard deviation', () => {
    // Mean 3, deviations 4 + 0 + 4 over 2: 3/2.
    expect(pairedEffectSize([1, 3, 5])).toBe(1.5);
  });

  it("gives 0.5546 for Darwin's maize", () => {
    // Fisher (1935), The Design of Experiments, table 3: mean 314/15, s = 37.744 (statistics.stdev of Python 3.11).
    const eighths = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
    expect(pairedEffectSize(eighths)).toBeCloseTo(0.5546079777065185, 13);
  });

  it('is undefined for n < 2 and without variance', () => {
    expect(pairedEffectSize([])).toBeUndefined();
    expect(pairedEffectSize([1])).toBeUndefined();
    expect(pairedEffectSize([0, 0, 0])).toBeUndefined();
    // 0.3 - 0.2 and 0.2 - 0.1 differ by rounding only.
    expect(pairedEffectSize([0.3 - 0.2, 0.2 - 0.1])).toBeUndefined();
  });

  it('changes sign with the differences and ignores their unit', () => {
    const difference = fc.integer({ min: -100, max: 100 });
    fc.assert(
      fc.property(fc.array(difference, { minLength: 2 }), (differences) => {
        const d = pairedEffectSize(differences);
        const scaled = pairedEffectSize(differences.map((value) => -7 * value));
        if (d === undefined || scaled === undefined) expect(scaled).toBe(d);
        else expect(scaled).toBeCloseTo(-d, 9);
      }),
    );
  });
});
