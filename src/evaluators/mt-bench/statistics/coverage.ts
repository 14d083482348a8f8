import type { Material } from './material.ts';
import type { SummaryCriterion } from './names.ts';
import type { Sheet } from './sheet.ts';

/** `n` things were to be scored, and the share `coverage` of them was. */
export function coverage(sheet: Sheet, { scores }: Material, criterion: SummaryCriterion): void {
  const own = scores.filter((score) => score.criterion === criterion);
  if (own.length === 0) return;
  sheet.add(criterion, 'n', own.length, own.length);
  sheet.add(criterion, 'coverage', own.filter(({ status }) => status === 'ok').length / own.length, own.length);
}
