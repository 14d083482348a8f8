import type { Material } from './material.ts';
import type { Sheet } from './sheet.ts';

/** `n` things were to be scored, and the share `coverage` of them was. */
export function coverage(sheet: Sheet, { scores }: Material, criterion: string, named = criterion): void {
  const own = scores.filter((score) => score.criterion === criterion);
  if (own.length === 0) return;
  sheet.add(named, 'n', own.length, own.length);
  sheet.add(named, 'coverage', own.filter(({ status }) => status === 'ok').length / own.length, own.length);
}
