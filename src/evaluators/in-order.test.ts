import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapInOrder, openLanes } from './in-order.ts';

/** A run of mapInOrder over the numbers up to `count`, in which the scheduler says which call ends when. */
interface Case {
  count: number;
  window: number;
  /** The items whose call fails. */
  failing?: readonly number[];
  /** The item that can't be taken. */
  untakeable?: number;
  /** The item that can't even be begun. */
  missing?: number;
}

interface Watched {
  taken: number[];
  error?: unknown;
  /** How many calls were under way at once at most, and when it was over. */
  most: number;
  left: number;
  /** How many began after the first failure. */
  late: number;
}

async function watched(scheduler: fc.Scheduler, { count, window, ...faults }: Case): Promise<Watched> {
  const seen: Watched = { taken: [], most: 0, left: 0, late: 0 };
  let failed = false;
  const fail = (what: string): never => {
    failed = true;
    throw new Error(what);
  };
  function* items() {
    for (let i = 0; i < count; i += 1) yield i === faults.missing ? fail(`no item ${i}`) : `item ${i}`;
  }
  const mapped = mapInOrder(
    items(),
    window,
    async (item, i) => {
      if (failed) seen.late += 1;
      seen.left += 1;
      seen.most = Math.max(seen.most, seen.left);
      await scheduler.schedule(Promise.resolve(), item);
      seen.left -= 1;
      return faults.failing?.includes(i) ? fail(`call ${i}`) : `result of ${item}`;
    },
    (result, item, i) => {
      expect([result, item]).toEqual([`result of item ${i}`, `item ${i}`]);
      if (i === faults.untakeable) fail(`take ${i}`);
      seen.taken.push(i);
    },
  );
  await scheduler.waitFor(mapped).catch((error: unknown) => {
    seen.error = error;
  });
  return seen;
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const size = { count: fc.integer({ min: 1, max: 20 }), window: fc.integer({ min: 1, max: 6 }) };

test('results come in the order of the items, whichever call ends first, and no more are under way than may be', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.record(size), async (scheduler, { count, window }) => {
      const seen = await watched(scheduler, { count, window });
      const most = Math.min(window, count);
      expect(seen).toEqual({ taken: upTo(count), most, left: 0, late: 0 });
    }),
  );
});

test('a result is handed over as soon as it and all before it are there', async () => {
  const ends: (() => void)[] = [];
  const taken: string[] = [];
  const mapped = mapInOrder(
    'abcd',
    3,
    (item, i) => new Promise<string>((resolve) => (ends[i] = () => resolve(item))),
    (result) => taken.push(result),
  );
  const settled = async (i: number) => {
    ends[i]!();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    return taken.join('');
  };
  expect(await settled(1)).toBe('');
  expect(await settled(0)).toBe('ab');
  expect(await settled(3)).toBe('ab');
  expect(await settled(2)).toBe('abcd');
  await mapped;
});

test('nothing is asked after a call that failed; what is under way ends, and what stands before it is handed over', async () => {
  const failing = fc.uniqueArray(fc.integer({ min: 0, max: 19 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.record({ ...size, failing }), async (scheduler, each) => {
      fc.pre(each.failing.some((i) => i < each.count));
      const seen = await watched(scheduler, each);
      expect(seen).toMatchObject({ left: 0, late: 0 });
      const first = Math.min(...each.failing);
      // The first to fail may be a later one; the first of all was then under way, or had not begun.
      expect(seen.taken).toEqual(upTo(seen.taken.length));
      expect(seen.taken.length).toBeLessThanOrEqual(first);
      if (each.failing.length === 1)
        expect(seen).toMatchObject({ taken: upTo(first), error: new Error(`call ${first}`) });
      expect(String(seen.error)).toMatch(/^Error: call \d+$/);
    }),
  );
});

test.each(['untakeable', 'missing'] as const)('nothing is asked after an item that is %s', async (fault) => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.record({ ...size, at: fc.nat(19) }), async (scheduler, { at, ...each }) => {
      fc.pre(at < each.count);
      const seen = await watched(scheduler, { ...each, [fault]: at });
      const error = new Error(fault === 'missing' ? `no item ${at}` : `take ${at}`);
      expect(seen).toMatchObject({ left: 0, late: 0, error, taken: upTo(at) });
    }),
  );
});

test('lanes come out one behind the other, whichever is faster, and the first that is open at once', async () => {
  const lengths = fc.array(fc.nat(5), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), lengths, async (scheduler, counts) => {
      const out: string[] = [];
      const closed = counts.map(() => false);
      const lanes = openLanes(counts.length, ([rating]) => out.push(rating!.sample));
      const collected = counts.map(async (count, lane) => {
        for (let i = 0; i < count; i += 1) {
          await scheduler.schedule(Promise.resolve());
          const before = out.length;
          lanes[lane]!.emit([{ sample: `${lane}/${i}` } as never], []);
          const first = closed.slice(0, lane).every(Boolean);
          expect(out.slice(before)).toEqual(first ? [`${lane}/${i}`] : []);
        }
        await scheduler.schedule(Promise.resolve());
        closed[lane] = true;
        lanes[lane]!.close();
      });
      await scheduler.waitFor(Promise.all(collected));
      expect(out).toEqual(counts.flatMap((count, lane) => upTo(count).map((i) => `${lane}/${i}`)));
    }),
  );
});
