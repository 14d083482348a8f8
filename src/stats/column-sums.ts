/**
 * The sums of the columns of a table.
 *
 * @param rows rows × k
 * @returns k sums; none for no rows
 */
export function columnSums(rows: readonly (readonly number[])[]): number[] {
  const sums = rows.length === 0 ? [] : rows[0]!.map(() => 0);
  for (const row of rows) for (let k = 0; k < sums.length; k += 1) sums[k]! += row[k]!;
  return sums;
}
