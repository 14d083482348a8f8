import { CHECKS, checkTypeIn } from '../criteria.ts';
import { contextGain } from './context-gain.ts';
import { coverage } from './coverage.ts';
import { type Material, observations, observe } from './material.ts';
import { distinct, type Sheet } from './sheet.ts';

/**
 * Criterion `checks`: `n` turns with checks, `coverage`, `pass_rate` of single checks (also by turn, category,
 * phenomenon, and by kind as `pass_rate[type=regex]`), `turn_pass_rate` of turns that pass all of theirs,
 * `slope_over_turns` (of the share that passes), `context_gain`.
 */
export function checkStatistics(sheet: Sheet, material: Material): void {
  coverage(sheet, material, CHECKS);
  const single = material.ratings.flatMap((rating) => {
    const type = rating.criterion.startsWith('check:') ? checkTypeIn(rating.criterion) : undefined;
    return type === undefined || typeof rating.rating !== 'number'
      ? []
      : [{ ...observe(material, rating, rating.rating), type }];
  });
  sheet.breakdown('rate', CHECKS, 'pass_rate', single);
  for (const type of distinct(single.map((each) => each.type)).sort()) {
    sheet.rate(
      CHECKS,
      `pass_rate[type=${type}]`,
      single.filter((each) => each.type === type),
    );
  }
  const turns = observations(material, CHECKS).map((each) => ({ ...each, value: each.value === 1 ? 1 : 0 }));
  sheet.rate(CHECKS, 'turn_pass_rate', turns);
  sheet.slope(CHECKS, single);
  contextGain(sheet, material, CHECKS);
}
