import { expect, test } from 'vitest';
import { placedIn, UsageError, UsageErrors } from '../errors.ts';
import { BrokenRow, type Row, RowError } from './row.ts';
import { RowProblems } from './row-problems.ts';

const row = (number: number): Row => ({ value: { number }, place: `d.jsonl:${number}` });

async function* batches(...rows: Row[][]) {
  yield* rows;
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => row(i + 1));

async function problemsOf(rows: AsyncIterable<readonly Row[]>, take: (row: Row) => void): Promise<UsageError> {
  const problems = new RowProblems();
  await problems.each(rows, take);
  try {
    problems.raise();
  } catch (error) {
    return error as UsageError;
  }
  throw new Error('there was no problem');
}

function refusing(...wrong: number[]) {
  return ({ value, place }: Row) => {
    const number = value.number as number;
    if (wrong.includes(number)) throw new RowError(place, `${number} is wrong`);
  };
}

test('good rows raise nothing', async () => {
  const problems = new RowProblems();
  const seen: unknown[] = [];
  await problems.each(batches(numbers(2), [row(3)]), ({ value }) => seen.push(value.number));
  expect(seen).toEqual([1, 2, 3]);
  problems.raise();
});

test('one mistake is told as it is', async () => {
  const error = await problemsOf(batches(numbers(3)), refusing(2));
  expect(error).toBeInstanceOf(UsageError);
  expect(error.message).toBe('d.jsonl:2: 2 is wrong');
});

test('several are told together, and what they stand in at the end', async () => {
  const error = await problemsOf(batches(numbers(6), numbers(12).slice(6)), refusing(3, 7, 12));
  expect(placedIn('my.yaml', error).message).toBe(
    'd.jsonl:3: 3 is wrong\n\nd.jsonl:7: 7 is wrong\n\nd.jsonl:12: 12 is wrong\n\nmy.yaml: 3 problems in the data; nothing was asked',
  );
  expect(placedIn('my.yaml', error)).toBeInstanceOf(UsageErrors);
});

test('the same mistake in many rows is told once', async () => {
  const error = await problemsOf(batches(numbers(20_000)), ({ place }) => {
    throw new RowError(place, 'there is no "x"');
  });
  expect(error.message).toBe(
    'd.jsonl:1: there is no "x"\n  the same at d.jsonl:2; d.jsonl:3; d.jsonl:4; and 19996 more\n\n20000 problems in the data; nothing was asked',
  );
});

test('of many mistakes the first ten are told', async () => {
  const error = await problemsOf(
    batches(numbers(25)),
    refusing(...numbers(25).map(({ value }) => value.number as number)),
  );
  expect(error.message.split('\n\n').slice(9)).toEqual([
    'd.jsonl:10: 10 is wrong',
    '… and 15 more',
    '25 problems in the data; nothing was asked',
  ]);
});

test('a row that can not be read is refused by whoever looks into it', async () => {
  const rows = [row(1), new BrokenRow('d.jsonl:2', 'this line is not JSON'), row(3)];
  expect((await problemsOf(batches(rows), refusing(3))).message).toMatch(
    /^d.jsonl:2: this line is not JSON\n\nd.jsonl:3: 3 is wrong\n\n2 problems/,
  );
});

test('what was wrong before the file could not be read on is told, too', async () => {
  async function* broken() {
    yield numbers(3);
    throw new UsageError('d.csv:4: a quotation mark is never closed');
  }
  expect((await problemsOf(broken(), refusing(2))).message).toMatch(/^d.jsonl:2: .*\n\nd.csv:4: .*\n\n2 problems/);
});

test('a fault of the program is no mistake in the data', async () => {
  const fault = new TypeError('x is undefined');
  const failing = new RowProblems().each(batches([row(1)]), () => {
    throw fault;
  });
  await expect(failing).rejects.toBe(fault);
});
