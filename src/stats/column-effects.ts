/** A row of an incomplete table: its values, and the column that each stands in. A column may occur more than once. */
export interface TableRow {
  columns: readonly number[];
  values: readonly number[];
}

/** A pivot below this share of the number of values of its column is rounding. */
const ROUNDING = 1e-9;

/**
 * The effects of the columns of a table in which most cells are empty: value = level of the row + effect of the column,
 * by least squares. Unlike the mean difference from the row's own mean, they are not biased by which columns a row
 * happens to have.
 *
 * @param rows those with fewer than two values say nothing
 * @param columns how many columns there are
 * @returns the effect of each column, in the unit of the values; their mean over all values is 0. `undefined` for a
 * column that no row holds beside another one, and for all where rows don't connect the columns, whose effects can't be
 * compared then
 * @see Searle (1987), Linear Models for Unbalanced Data, chapter 4, for the two-way classification without interaction,
 * in which the effects of the rows are eliminated first
 */
export function columnEffects(rows: readonly TableRow[], columns: number): (number | undefined)[] {
  return new AdditiveFit(rows, columns).effects(new Float64Array(rows.length).fill(1));
}

/** The least squares fit of `columnEffects`, to be computed again and again with other weights of the rows. */
export class AdditiveFit {
  readonly #size: number;
  /** Where the values of each row begin, and where the last one's end. */
  readonly #starts: Uint32Array;
  /** In ascending order within a row. */
  readonly #columns: Uint32Array;
  /** Differences from the row's mean. */
  readonly #differences: Float64Array;

  constructor(rows: readonly TableRow[], columns: number) {
    this.#size = columns;
    this.#starts = new Uint32Array(rows.length + 1);
    for (const [i, row] of rows.entries()) this.#starts[i + 1] = this.#starts[i]! + row.values.length;
    const count = this.#starts[rows.length]!;
    this.#columns = new Uint32Array(count);
    this.#differences = new Float64Array(count);
    for (const [i, row] of rows.entries()) {
      const mean = row.values.reduce((sum, value) => sum + value, 0) / row.values.length;
      const inOrder = Array.from(row.columns, (_, cell) => cell).sort((a, b) => row.columns[a]! - row.columns[b]!);
      for (const [k, cell] of inOrder.entries()) {
        this.#columns[this.#starts[i]! + k] = row.columns[cell]!;
        this.#differences[this.#starts[i]! + k] = row.values[cell]! - mean;
      }
    }
  }

  /** @param weights how often each row counts */
  effects(weights: Float64Array): (number | undefined)[] {
    const { matrix, right, counts } = this.#normalEquations(weights);
    const size = this.#size;
    const informed = Array.from(counts, (count, k) => matrix[k * size + k]! > ROUNDING * count);
    const effects = solve(matrix, right, counts, informed);
    if (effects === undefined) return informed.map(() => undefined);
    let total = 0;
    let sum = 0;
    for (let k = 0; k < size; k += 1) {
      if (!informed[k]) continue;
      total += counts[k]!;
      sum += counts[k]! * effects[k]!;
    }
    return informed.map((is, k) => (is ? effects[k]! - sum / total : undefined));
  }

  /**
   * The equations of the columns' effects f once the rows' levels are eliminated, matrix · f = right: of a row of m
   * values each adds 1 to its column's place on the diagonal, each pair of them takes off 1/m. The matrix is symmetric:
   * what is under the diagonal is left out.
   */
  #normalEquations(weights: Float64Array): { matrix: Float64Array; right: Float64Array; counts: Float64Array } {
    const size = this.#size;
    const matrix = new Float64Array(size * size);
    const right = new Float64Array(size);
    const counts = new Float64Array(size);
    for (let row = 0; row < weights.length; row += 1) {
      const start = this.#starts[row]!;
      const end = this.#starts[row + 1]!;
      const weight = weights[row]!;
      if (weight === 0 || end - start < 2) continue;
      const share = weight / (end - start);
      for (let i = start; i < end; i += 1) {
        const column = this.#columns[i]!;
        counts[column]! += weight;
        right[column]! += weight * this.#differences[i]!;
        matrix[column * size + column]! += weight - share;
        for (let j = i + 1; j < end; j += 1) {
          const other = this.#columns[j]!;
          matrix[column * size + other]! -= other === column ? 2 * share : share;
        }
      }
    }
    return { matrix, right, counts };
  }
}

/**
 * Gaussian elimination of a symmetric system whose rows add up to 0, in place; what is under the diagonal is not needed.
 * It leaves one effect free for each set of columns that are connected; that is set to 0.
 *
 * @returns `undefined` where there is more than one such set
 */
function solve(
  matrix: Float64Array,
  right: Float64Array,
  counts: Float64Array,
  informed: readonly boolean[],
): Float64Array | undefined {
  const size = right.length;
  const solution = new Float64Array(size);
  const isFree = Array.from(counts, () => false);
  let sets = 0;
  for (let k = 0; k < size; k += 1) {
    const pivot = matrix[k * size + k]!;
    if (!informed[k] || pivot <= ROUNDING * counts[k]!) {
      isFree[k] = true;
      if (informed[k]) sets += 1;
      continue;
    }
    for (let i = k + 1; i < size; i += 1) {
      const factor = matrix[k * size + i]! / pivot;
      if (factor === 0) continue;
      for (let j = i; j < size; j += 1) matrix[i * size + j]! -= factor * matrix[k * size + j]!;
      right[i]! -= factor * right[k]!;
    }
  }
  if (sets > 1) return undefined;
  for (let k = size - 1; k >= 0; k -= 1) {
    if (isFree[k]) continue;
    let rest = right[k]!;
    for (let j = k + 1; j < size; j += 1) rest -= matrix[k * size + j]! * solution[j]!;
    solution[k] = rest / matrix[k * size + k]!;
  }
  return solution;
}
