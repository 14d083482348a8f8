import { problemCount, UsageError, UsageErrors } from '../errors.ts';
import { type Row, RowError } from './row.ts';

/** More mistakes than these nobody reads. */
const TOLD = 10;
/** Further places of a mistake that are named. */
const PLACES = 3;

/** What is wrong with the rows of data files. All of it is counted, and what is told of it takes little memory. */
export class RowProblems {
  /** The mistakes that are told. */
  readonly #told = new Map<string, { message: string; further: string[]; count: number }>();
  #count = 0;

  /**
   * Hands rows over one by one. A row that is refused does not keep those after it from being looked at; a file that
   * can't be read on does.
   */
  async each(rows: AsyncIterable<readonly Row[]>, take: (row: Row) => void): Promise<void> {
    try {
      for await (const batch of rows) this.among(batch, take);
    } catch (error) {
      this.add(error);
    }
  }

  /** The same for rows that are in memory. */
  among(rows: readonly Row[], take: (row: Row) => void): void {
    for (const row of rows) {
      try {
        take(row);
      } catch (error) {
        this.add(placedAt(row, error));
      }
    }
  }

  /** Keeps a mistake in the data; throws any other error. */
  add(error: unknown): void {
    if (!(error instanceof UsageError)) throw error;
    this.#count += 1;
    const { message } = error;
    const wrong = error instanceof RowError ? error.wrong : message;
    const same = this.#told.get(wrong);
    if (same !== undefined) {
      same.count += 1;
      if (same.further.length < PLACES && error instanceof RowError) same.further.push(error.place);
    } else if (this.#told.size < TOLD) this.#told.set(wrong, { message, further: [], count: 1 });
  }

  /** @throws UsageError where there was a mistake, with the first few of them */
  raise(): void {
    if (this.#count === 0) return;
    const told = [...this.#told.values()];
    if (this.#count === 1) throw new UsageError(told[0]!.message);
    const more = told.reduce((rest, { count }) => rest - count, this.#count);
    throw new UsageErrors(
      [...told.map(withPlaces), ...(more > 0 ? [`… and ${more} more`] : [])],
      problemCount(this.#count, ' in the data'),
    );
  }
}

/** What was thrown over a row. Only what walks through a value that is nested too deep takes all of the stack. */
function placedAt(row: Row, error: unknown): unknown {
  const tooDeep = error instanceof RangeError && error.message.includes('call stack');
  return tooDeep ? new RowError(row.place, 'a value of this row is nested too deep') : error;
}

function withPlaces({ message, further, count }: { message: string; further: readonly string[]; count: number }) {
  if (count === 1) return message;
  const more = count - 1 - further.length;
  return `${message}\n  the same at ${further.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
