import type { Outcome } from '../model/ask.ts';
import { settleAll } from '../settle-all.ts';
import type { Rating } from './evaluator.ts';

type Emit = (ratings: readonly Rating[], outcomes: readonly Outcome[]) => void;

/** One of several streams of ratings that are collected side by side. */
export interface Lane {
  emit: Emit;
  close(): void;
}

/**
 * Lets streams of ratings that are collected side by side come out one behind the other, in the order in which they
 * were opened, so that the order of the results does not depend on which reply came first. What a later lane emits
 * waits until all lanes before it are closed.
 */
export function openLanes(count: number, emit: Emit): Lane[] {
  const waiting: [readonly Rating[], readonly Outcome[]][][] = Array.from({ length: count }, () => []);
  const closed = new Set<number>();
  let current = 0;
  return waiting.map((held, i) => ({
    emit: (ratings, outcomes) => {
      if (i === current) emit(ratings, outcomes);
      else held.push([ratings, outcomes]);
    },
    close: () => {
      closed.add(i);
      while (closed.has(current)) {
        current += 1;
        for (const [ratings, outcomes] of waiting[current]?.splice(0) ?? []) emit(ratings, outcomes);
      }
    },
  }));
}

/**
 * Maps over items with up to `window` under way at once, and hands over the results in the order of the items, each as
 * soon as it and all before it are there. Where one fails, or can't be taken, starts no other, waits for those under way,
 * hands over nothing behind it, and passes the failure on.
 *
 * @param items each is taken only when its turn comes, so that a long sequence need not be held in memory
 */
export async function mapInOrder<T, R>(
  items: Iterable<T>,
  window: number,
  map: (item: T, index: number) => Promise<R>,
  take: (result: R, item: T, index: number) => void,
): Promise<void> {
  const upcoming = items[Symbol.iterator]();
  const done = new Map<number, { item: T; result: R }>();
  let started = 0;
  let taken = 0;
  let failure: { error: unknown } | undefined;
  const worker = async () => {
    while (failure === undefined) {
      try {
        const next = upcoming.next();
        if (next.done === true) return;
        const item = next.value;
        const i = started++;
        done.set(i, { item, result: await map(item, i) });
        for (let ready = done.get(taken); ready !== undefined; ready = done.get(taken)) {
          done.delete(taken);
          take(ready.result, ready.item, taken);
          taken += 1;
        }
      } catch (error) {
        failure ??= { error };
        return;
      }
    }
  };
  await settleAll(Array.from({ length: window }, worker));
  if (failure !== undefined) throw failure.error;
}
