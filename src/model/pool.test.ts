import { expect, onTestFinished, test, vi } from 'vitest';
import { Interrupted, UsageError } from '../errors.ts';
import type { Backend, ModelNeeds } from './chat.ts';
import { ModelError } from './model-error.ts';
import { Pool, type PoolOptions } from './pool.ts';

const refused = (kind: ModelError['kind'] = 'unreachable', remedy: ModelError['remedy'] = 'retry') =>
  new ModelError(kind, remedy, kind);

/** An address of which only the check is used; what a call does there is the test's matter. */
function address(name: string, check: (needs: readonly ModelNeeds[]) => Promise<unknown> = async () => {}): Backend {
  const no = () => Promise.reject(new Error('not used'));
  return { address: name, check: async (needs) => (await check(needs)) as string | undefined, chat: no, models: no };
}

function poolOf(backends: readonly (string | Backend)[], over: Partial<PoolOptions> = {}) {
  const clock = { now: 0 };
  const stop = new AbortController();
  const retried: string[] = [];
  const noticed: string[] = [];
  const pool = new Pool(
    backends.map((each) => (typeof each === 'string' ? address(each) : each)),
    {
      concurrency: 2,
      limits: {},
      retries: { tries: 3, minSeconds: 0.001, maxSeconds: 0.001, totalSeconds: 1 },
      stop: stop.signal,
      retried: ({ kind }) => retried.push(kind),
      noticed: (message) => noticed.push(message),
      now: () => clock.now,
      ...over,
    },
  );
  onTestFinished(() => pool.close());
  return { pool, clock, stop, retried, noticed };
}

/** Calls whose end the test decides, in the order in which they began. */
function script(pool: Pool) {
  const began: { at: string; done: () => void; fail: (error: Error) => void }[] = [];
  const ask = (tokens = 0) =>
    pool
      .run(
        tokens,
        ({ address: at }) =>
          new Promise<string>((resolve, reject) => began.push({ at, done: () => resolve(at), fail: reject })),
      )
      .catch((error: unknown) => error);
  return { began, ask, where: () => began.map(({ at }) => at) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Calls that end at once. @returns where each was answered, or the error */
async function each(pool: Pool, times: number, behave: (at: string) => void): Promise<unknown[]> {
  const ended = [];
  for (let i = 0; i < times; i += 1) {
    const call = pool.run(0, async ({ address: at }) => {
      behave(at);
      return at;
    });
    ended.push(await call.catch((error: unknown) => error));
    await turn(); // a probe may be under way
  }
  return ended;
}

test('a call goes where the fewest are in flight', async () => {
  const { pool } = poolOf(['a', 'b', 'c']);
  const { began, ask, where } = script(pool);
  for (let i = 0; i < 5; i += 1) ask();
  expect(where()).toEqual(['a', 'b', 'c', 'a', 'b']);
  began[1]!.done();
  began[4]!.done();
  await turn();
  ask();
  ask();
  expect(where().slice(5)).toEqual(['b', 'c']);
});

test('what looks wrong at an address and may be right is told, and it is asked', async () => {
  const { pool, noticed } = poolOf([address('a', async () => 'a does not list the model "m"'), address('b')]);
  const { ask, where } = script(pool);
  await pool.check([], new AbortController().signal);
  ask();
  expect([noticed, where()]).toEqual([['a does not list the model "m"'], ['a']]);
});

test('every address has a limit of its own', async () => {
  const { pool, noticed } = poolOf(['a', 'b']);
  const { began, ask, where } = script(pool);
  for (let i = 0; i < 8; i += 1) ask();
  expect(where()).toEqual(['a', 'b', 'a', 'b']); // four wait
  for (const n of [0, 2, 4, 5, 6]) {
    expect(where()[n]).toBe('a');
    began[n]!.fail(refused('rate-limited'));
    await turn();
  }
  expect(pool.states().map(({ limit }) => limit)).toEqual([1, 2]);
  expect(noticed).toEqual([expect.stringContaining('a does not take 2 calls at once')]);
});

test('an address is taken out after failures in a row, and calls that failed there go elsewhere at once', async () => {
  const { pool, retried, noticed } = poolOf(['dead', 'fine']);
  const behave = (at: string) => {
    if (at === 'dead') throw refused();
  };
  expect(await each(pool, 10, behave)).toEqual(Array(10).fill('fine'));
  expect(retried).toEqual(['unreachable', 'unreachable', 'unreachable']);
  expect(noticed).toEqual([expect.stringMatching(/^dead is taken out, .*1 of 2 addresses left: unreachable$/)]);
  expect(pool.states()).toMatchObject([{ outs: 1 }, { outs: 0 }]);
});

test('a failure now and then takes nobody out', async () => {
  const { pool, noticed } = poolOf(['a', 'b']);
  let calls = 0;
  const answered = await each(pool, 100, () => {
    calls += 1;
    if (calls % 4 === 0) throw refused('server-error');
  });
  expect(answered.every((at) => at === 'a' || at === 'b')).toBe(true);
  expect(noticed).toEqual([]);
});

test('one that is out is looked at after a pause that grows, and comes back', async () => {
  let alive = false;
  let looked = 0;
  const a = address('a', async () => {
    looked += 1;
    if (!alive) throw refused();
  });
  const { pool, clock, noticed } = poolOf([a, 'b']);
  const behave = (at: string) => {
    if (at === 'a' && !alive) throw refused();
  };
  await each(pool, 6, behave); // out at 0, for one second
  const seen: number[] = [];
  for (let second = 0; second <= 8; second += 0.5) {
    clock.now = second * 1000;
    const before = looked;
    await each(pool, 1, behave);
    if (looked > before) seen.push(second);
  }
  expect(seen).toEqual([1, 3, 7]);
  alive = true;
  clock.now = 15_000;
  await each(pool, 1, behave);
  expect(noticed.at(-1)).toBe('a answers again');
  expect(noticed).toHaveLength(2);
  expect(await each(pool, 4, behave)).toContain('a');
});

test('a reply to a call from before it went out does not bring it back', async () => {
  const { pool, noticed } = poolOf(['a', 'b'], { concurrency: 8 });
  const { began, ask } = script(pool);
  for (let i = 0; i < 8; i += 1) ask();
  const atA = began.filter(({ at }) => at === 'a');
  for (const call of atA.slice(0, 3)) call.fail(refused('timed-out'));
  await turn();
  atA[3]!.done();
  await turn();
  expect(noticed).toHaveLength(1);
  const before = began.length;
  ask();
  expect(began.slice(before).map(({ at }) => at)).toEqual(['b']);
});

test('where all are out, they are asked all the same, and a reply brings one back', async () => {
  const { pool, noticed } = poolOf(['a', 'b']);
  let alive = false;
  const behave = () => {
    if (!alive) throw refused();
  };
  const dead = await each(pool, 10, behave);
  expect(dead).toEqual(Array(10).fill(expect.any(ModelError)));
  alive = true;
  expect(await each(pool, 3, behave)).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  expect(noticed.at(-1)).toMatch(/answers again/);
});

test('an address without the model is left out for good; where none has it, the call fails', async () => {
  const { pool, noticed, clock } = poolOf(['a', 'b']);
  const behave = (at: string) => {
    if (at === 'a') throw refused('not-found', 'end-run');
  };
  expect(await each(pool, 5, behave)).toEqual(Array(5).fill('b'));
  clock.now = 1e9;
  expect(await each(pool, 5, behave)).toEqual(Array(5).fill('b'));
  expect(noticed).toEqual([expect.stringContaining('a is left out of this run')]);
  const none = await each(pool, 1, () => {
    throw refused('not-found', 'end-run');
  });
  expect(none).toEqual([expect.objectContaining({ kind: 'not-found', remedy: 'end-run' })]);
});

test('what is wrong with the call itself is not tried elsewhere', async () => {
  const { pool, retried } = poolOf(['a', 'b']);
  const behave = () => {
    throw refused('too-long', 'give-up');
  };
  expect(await each(pool, 1, behave)).toEqual([expect.objectContaining({ kind: 'too-long' })]);
  expect(retried).toEqual([]);
});

test('a single address is never out', async () => {
  const { pool, noticed } = poolOf(['a']);
  const behave = () => {
    throw refused();
  };
  expect(await each(pool, 20, behave)).toHaveLength(20);
  expect(noticed).toEqual([]);
});

test('a call waits for the limits per minute without taking up room', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { pool, clock } = poolOf(['a'], { limits: { tokensPerMinute: 100 }, concurrency: 4 });
  const { began, ask } = script(pool);
  for (const tokens of [60, 40, 30]) ask(tokens);
  expect(began).toHaveLength(2);
  clock.now = 60_000;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(began).toHaveLength(3);
});

test('what a call took makes room for the next', async () => {
  const { pool } = poolOf(['a'], { limits: { tokensPerMinute: 100 } });
  const began: number[] = [];
  const run = (n: number) =>
    pool.run(90, async (_, used) => {
      began.push(n);
      used(10);
    });
  await Promise.all([run(1), run(2)]);
  expect(began).toEqual([1, 2]);
});

test('a stop ends every wait at once', async () => {
  const { pool, stop } = poolOf(['a'], { limits: { requestsPerMinute: 1 } });
  const { began, ask } = script(pool);
  const [first, second, third] = [ask(), ask(), ask()];
  stop.abort();
  expect(await Promise.all([second, third, ask()])).toEqual(Array(3).fill(expect.any(Interrupted)));
  began[0]!.done();
  expect(await first).toBe('a');
});

test('the check passes while one address can answer, and leaves out the others', async () => {
  const { pool, noticed } = poolOf([
    address('dead', () => Promise.reject(refused())),
    'fine',
    address('bare', () => Promise.reject(refused('not-found', 'end-run'))),
  ]);
  await pool.check([], new AbortController().signal);
  expect(noticed).toHaveLength(2);
  expect(await each(pool, 4, () => {})).toEqual(Array(4).fill('fine'));
});

test('the check fails where no address can answer, and where the config is wrong', async () => {
  const dead = ['a', 'b'].map((name) => address(name, () => Promise.reject(refused())));
  const signal = new AbortController().signal;
  await expect(poolOf(dead).pool.check([], signal)).rejects.toThrow('none of the 2 addresses can be asked');
  const wrong = address('c', () => Promise.reject(new UsageError('the context is too small')));
  await expect(poolOf(['a', wrong]).pool.check([], signal)).rejects.toThrow('the context is too small');
});

test('a server that is busy at the check is asked again', async () => {
  let looked = 0;
  const busy = address('a', async () => {
    looked += 1;
    if (looked < 3) throw refused('server-error');
  });
  await poolOf([busy]).pool.check([], new AbortController().signal);
  expect(looked).toBe(3);
});

test('an address that was not looked at before the run is looked at before it is asked', async () => {
  let alive = false;
  const needs = [{ model: 'm', prompt: ['a long text'], replyTokens: 100 }];
  const seen: unknown[] = [];
  const late = address('late', async (given) => {
    seen.push(given);
    if (!alive) throw refused('unreachable', 'give-up');
  });
  const { pool, clock } = poolOf([late, 'fine']);
  await pool.check(needs, new AbortController().signal);
  // Even while the other one fails: a prompt could be cut there without a word.
  const failing = await each(pool, 5, () => {
    throw refused();
  });
  expect(failing).toEqual(Array(5).fill(expect.any(ModelError)));
  alive = true;
  clock.now = 60_000;
  expect(await each(pool, 6, () => {})).toContain('late');
  expect(seen).toEqual([needs, needs]);
});
