import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ModelError } from './model-error.ts';
import { retrying } from './retrying.ts';

// Time is made by the test, so that pauses are exact and take none.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const policy = { tries: 4, minSeconds: 1, maxSeconds: 30, totalSeconds: 900 };
const never = new AbortController().signal;
const later = (retryAfterSeconds?: number) => new ModelError('server-error', 'retry', 'later', { retryAfterSeconds });

/** Runs to the end whatever it waits for. @returns when each try began, in seconds, and how it ended */
async function triesOf(
  call: (attempt: number) => Promise<string>,
  over: Partial<typeof policy> = {},
  inTurn?: (call: () => Promise<string>) => Promise<string>,
) {
  const began: number[] = [];
  const told: number[] = [];
  const start = performance.now();
  const ended = retrying(
    { ...policy, ...over },
    never,
    (_, attempt) => told.push(attempt),
    () => {
      began.push((performance.now() - start) / 1000);
      return call(began.length);
    },
    inTurn,
  ).then(
    (value) => ({ value }),
    (error: Error) => ({ error }),
  );
  await vi.runAllTimersAsync();
  return { began, told, ended: await ended };
}

test('a call that succeeds is made once', async () => {
  expect(await triesOf(async () => 'yes')).toMatchObject({ began: [0], told: [], ended: { value: 'yes' } });
});

test('pauses double and are stretched by the jitter, up to twice', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const { began, told, ended } = await triesOf(async () => {
    throw later();
  });
  // 1, 2 and 4 seconds, half as long again
  expect(began.map((at) => Math.round(at * 10) / 10)).toEqual([0, 1.5, 4.5, 10.5]);
  expect(told).toEqual([1, 2, 3]);
  expect(ended).toMatchObject({ error: { message: 'later' } });
});

test('no pause is longer than the longest', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const { began } = await triesOf(
    async () => {
      throw later();
    },
    { maxSeconds: 1.5 },
  );
  expect(began.map((at) => Math.round(at * 10) / 10)).toEqual([0, 1, 2.5, 4]);
});

test('what the server asks for is waited, and the pause comes on top', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const { began, ended } = await triesOf(async (attempt) => {
    if (attempt === 1) throw later(60);
    return 'yes';
  });
  expect(ended).toEqual({ value: 'yes' });
  expect(began).toHaveLength(2);
  expect(began[1]).toBeCloseTo(61.5, 6);
});

test('a server that asks for more time than there is is not waited for', async () => {
  const { began, told } = await triesOf(async () => {
    throw later(901);
  });
  expect({ began, told }).toEqual({ began: [0], told: [] });
});

test('tries end when their time is used up', async () => {
  const { began } = await triesOf(
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 100_000));
      throw later();
    },
    { tries: 100, totalSeconds: 250 },
  );
  // Three tries of 100 s and the pauses between them are more than 250 s; two are not.
  expect(began).toHaveLength(3);
});

test('waiting for its turn takes no time from a call', async () => {
  const { began, ended } = await triesOf(
    async (attempt) => {
      if (attempt < 3) throw later();
      return 'yes';
    },
    { totalSeconds: 60 },
    async (call) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000_000));
      return call();
    },
  );
  expect(began).toHaveLength(3);
  expect(ended).toEqual({ value: 'yes' });
});

test.each([
  new ModelError('bad-request', 'end-run', 'no'),
  new ModelError('too-long', 'give-up', 'no'),
  new TypeError('no'),
  new Error('no'),
])('%s is not tried again', async (error) => {
  const { began, told, ended } = await triesOf(async () => {
    throw error;
  });
  expect({ began, told, ended }).toEqual({ began: [0], told: [], ended: { error } });
});

test('the end of the run ends a pause', async () => {
  vi.useRealTimers();
  const stop = new AbortController();
  let tries = 0;
  const call = async () => {
    tries += 1;
    setImmediate(() => stop.abort());
    throw later(600);
  };
  await expect(retrying(policy, stop.signal, () => {}, call)).rejects.toThrow(/abort/i);
  expect(tries).toBe(1);
});
