import { describe, expect, it } from 'vitest';
import type { Sample } from '../../data/samples.ts';
import type { Outcome, Question } from '../../model/ask.ts';
import type { Rating } from '../evaluator.ts';
import { aggregate } from './aggregate.ts';
import { type BatchevalJob, collect } from './collect.ts';
import { settledConfig } from './fixtures.ts';
import { RatingsByUnit } from './ratings-by-unit.ts';
import { summarise } from './summarise.ts';
import { withBatchesOf } from './with-batches-of.ts';

const samples: Sample[] = Array.from({ length: 7 }, (_, i) => ({
  id: `s${i}`,
  output: `text number ${i}`,
  human: { quality: i },
  parts: {},
}));

function config(extra: object = {}) {
  return settledConfig({
    batchSize: 3,
    rounds: 2,
    criteria: [{ name: 'quality', scale: [0, 10], question: 'How good?' }],
    ...extra,
  });
}

/** The numbers of the texts in a prompt, in the order shown. */
const shown = (prompt: string) => [...prompt.matchAll(/text number (\d+)/g)].map(([, n]) => Number(n));

/** A judge whose score for a text is its number; `reply` may spoil it. */
function judge(reply: (question: Question, verdict: string) => string = (_, verdict) => verdict) {
  const asked: Question[] = [];
  const ask = async (question: Question): Promise<Outcome> => {
    asked.push(question);
    // Later questions are answered first: the order of replies must not matter.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, 5 - asked.length)));
    const verdict = `Scores: [${shown(question.messages[0]!.content)
      .map((n, i) => `Sample${i + 1}:${n}`)
      .join(', ')}]`;
    const text = reply(question, verdict);
    return {
      status: 'answered',
      key: `${question.task}/${question.ask}`,
      task: question.task,
      model: question.model,
      reply: { text, finish: 'stop', seconds: 0 },
    };
  };
  return { asked, ask };
}

async function run(ask: BatchevalJob['ask'], inputs: Partial<BatchevalJob> = {}) {
  const ratings: Rating[] = [];
  const outcomes: Outcome[] = [];
  const job: BatchevalJob = {
    config: config(),
    data: samples,
    models: [],
    seed: 1,
    files: new Map(),
    window: 4,
    ask,
    emit: (rows, from) => {
      ratings.push(...rows);
      outcomes.push(...from);
    },
    ...inputs,
  };
  await collect(job);
  return { job, ratings, outcomes };
}

describe('collect', () => {
  it('rates every sample in every round, by label', async () => {
    const { ratings } = await run(judge().ask);
    expect(ratings).toHaveLength(14);
    for (const { sample, rating, status } of ratings) {
      expect(status).toBe('ok');
      expect(`s${rating}`).toBe(sample);
    }
    for (const round of [0, 1]) {
      const own = ratings.filter((rating) => rating.round === round);
      expect(new Set(own.map(({ sample }) => sample)).size).toBe(7);
    }
  });

  it('emits the same whatever the order of the replies', async () => {
    const first = await run(judge().ask);
    let n = 0;
    const { ask } = judge();
    const second = await run(async (question) => {
      await new Promise((resolve) => setTimeout(resolve, [7, 1, 4, 0, 9][n++ % 5]));
      return ask(question);
    });
    expect(second.ratings).toEqual(first.ratings);
  });

  it('composes the second round by the scores of the first', async () => {
    const { ratings } = await run(judge().ask, { config: config({ batchSize: 3 }) });
    const batches = [0, 1].map((batch) =>
      ratings.filter((r) => r.round === 1 && r.batch === batch).map((r) => Number(r.rating)),
    );
    // Two full batches of three from six ranked samples: each has one of the best, middle and worst two.
    for (const batch of batches) {
      const order = [...batches.flat()].sort((a, b) => b - a);
      const strata = batch.map((score) => Math.floor(order.indexOf(score) / 2)).sort();
      expect(strata).toEqual([0, 1, 2]);
    }
  });

  it('asks again for what it can not read, keeps what it can, and marks the rest', async () => {
    const { asked, ask } = judge(({ ask }, verdict) =>
      ask === 0 ? verdict.replace(/Sample2:\d+/, 'Sample2:?') : verdict.replace(/Sample1:\d+/, 'Sample1:?'),
    );
    const { ratings } = await run(ask, { config: config({ rounds: 1, asks: 2 }) });
    expect(asked.filter(({ ask }) => ask === 1)).toHaveLength(2); // the batch of one has no second sample to fail
    expect(ratings.every(({ status }) => status === 'ok')).toBe(true);
    for (const { position, call } of ratings) expect(call.endsWith(position === 1 ? '/1' : '/0')).toBe(true);

    const hopeless = await run(judge(() => 'I am unable to rate these.').ask, { config: config({ asks: 2 }) });
    expect(hopeless.ratings.map(({ status, rating }) => [status, rating])).toEqual(
      Array.from({ length: 14 }, () => ['unreadable', undefined]),
    );
  });

  it('marks what a failed call leaves unrated, and goes on', async () => {
    const { ask } = judge();
    const { ratings } = await run(async (question) =>
      question.task.includes('round 0, batch 1')
        ? { status: 'failed', key: 'k', task: question.task, model: question.model, reason: 'timed-out', message: '' }
        : ask(question),
    );
    const failed = ratings.filter(({ status }) => status === 'failed');
    expect(failed).toHaveLength(3);
    const scores = aggregate(new RatingsByUnit(ratings), samples, [], config());
    expect(scores.map(({ status }) => status)).toEqual(samples.map(() => 'ok')); // the other round has them
    expect(scores.filter(({ ratings }) => ratings === 1)).toHaveLength(3);
  });

  it('takes given batches as they are', async () => {
    const file = [
      { round: 0, samples: ['s6', 's0'] },
      { round: 0, samples: ['s1'] },
      { round: 1, criterion: 'Quality', samples: ['s2', 's3'] },
      { round: 0, criterion: 'other', samples: ['s5'] },
    ];
    const batches = file.map((line) => JSON.stringify(line)).join('\n');
    const { asked, ask } = judge();
    await run(ask, { config: config({ composition: 'fixed', batches: 'f' }), files: new Map([['f', batches]]) });
    expect(asked.map(({ messages }) => shown(messages[0]!.content))).toEqual([[6, 0], [1], [2, 3]]);
  });

  it('mixes the outputs of several models without naming them', async () => {
    const models = ['alpha', 'beta'].map((name) => ({ name, model: name, backend: 'b' }));
    const items = samples.map(({ id }, i) => ({ id, input: `item ${i}`, human: {}, parts: {} }));
    const { ask } = judge();
    const prompts: string[] = [];
    const { ratings } = await run(
      async (question) => {
        if (question.model.name === 'judge') {
          prompts.push(question.messages[0]!.content);
          return ask(question);
        }
        const item = /item (\d+)/.exec(question.messages[0]!.content)![1];
        const text = `text number ${Number(item) + (question.model.name === 'beta' ? 3 : 0)}`;
        return {
          status: 'answered',
          key: 'k',
          task: question.task,
          model: question.model,
          reply: { text, finish: 'stop', seconds: 0 },
        };
      },
      { models, data: items },
    );
    expect(ratings).toHaveLength(2 * 2 * 7);
    expect(prompts.join()).not.toMatch(/alpha|beta/);
    const scores = aggregate(new RatingsByUnit(ratings), items, models, config());
    const by = (model: string) => scores.filter((score) => score.model === model).map(({ score }) => score);
    expect(by('alpha')).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(by('beta')).toEqual([3, 4, 5, 6, 7, 8, 9]);
  });

  it('plans prompts as long as they will be with the outputs that are not there yet', async () => {
    const prompts: string[] = [];
    const models = [{ name: 'alpha', model: 'alpha', backend: 'b' }];
    const data = samples.slice(0, 3).map((sample) => ({ ...sample, input: 'a question', output: undefined }));
    await run(
      async ({ task, model, messages }) => {
        if (model.name === 'judge') prompts.push(messages[0]!.content);
        return { status: 'planned', key: '', task, model };
      },
      { models, data, config: config({ rounds: 1 }) },
    );
    expect(prompts).toHaveLength(1);
    expect(prompts[0]!.length).toBeGreaterThan(3 * 4 * 300); // three answers of 300 tokens, each of 4 characters
  });

  it('judges no output that the backend withheld', async () => {
    const models = [{ name: 'alpha', model: 'alpha', backend: 'b' }];
    const data = samples.slice(0, 3).map((sample) => ({ ...sample, input: 'a question', output: undefined }));
    const { ask, asked } = judge();
    const { ratings } = await run(
      async (question) => {
        const { task, model } = question;
        if (model.name === 'judge') return ask(question);
        const withheld = task.endsWith('s1');
        const reply = {
          text: withheld ? '' : 'text number 4',
          finish: withheld ? 'filtered' : 'stop',
          seconds: 0,
        } as const;
        return { status: 'answered', key: task, task, model, reply };
      },
      { models, data, config: config({ rounds: 1 }) },
    );
    expect(asked.map(({ messages }) => shown(messages[0]!.content))).toEqual([[4, 4]]);
    expect(ratings.map(({ sample, status, rating }) => [sample, status, rating]).sort()).toEqual([
      ['s0', 'ok', 4],
      ['s1', 'no-output', undefined],
      ['s2', 'ok', 4],
    ]);
  });

  it('judges no sample that has no output where others have one', async () => {
    const { ask, asked } = judge();
    const data = [...samples.slice(0, 2), { id: 'none', input: 'a question', human: {}, parts: {} }];
    const { ratings } = await run(ask, { data, config: config({ rounds: 1 }) });
    expect(asked.map(({ messages }) => shown(messages[0]!.content).sort())).toEqual([[0, 1]]);
    expect(ratings.map(({ sample, status, call }) => [sample, status, call !== '']).sort()).toEqual([
      ['none', 'no-output', false],
      ['s0', 'ok', true],
      ['s1', 'ok', true],
    ]);
  });

  it('leaves out of given batches what has no output', async () => {
    const lines = [
      ['s0', 'none', 's1'],
      ['none', 'neither'],
    ].map((ids) => JSON.stringify({ round: 0, samples: ids }));
    const files = new Map([['b.jsonl', lines.join('\n')]]);
    const { ask, asked } = judge();
    const empty = ['none', 'neither'].map((id) => ({ id, input: 'a question', human: {}, parts: {} }));
    const fixed = config({ composition: 'fixed', batches: 'b.jsonl', rounds: undefined });
    await run(ask, { data: [...empty, ...samples.slice(0, 2)], files, config: fixed });
    expect(asked.map(({ messages }) => shown(messages[0]!.content))).toEqual([[0, 1]]);
  });

  it('asks again exactly what it asked, however replies are read now', async () => {
    const first = judge();
    // Names that given batches would take for one another.
    const names = [{ name: 'quality' }, { name: 'Quality' }, { name: 'quality-2', human: 'quality' }];
    const criteria = names.map((name) => ({ ...name, scale: [0, 10], question: 'How good?' }));
    const { job, ratings } = await run(first.ask, { config: config({ rounds: 3, criteria }) });
    const second = judge(() => 'now nothing can be read');
    const inputs = withBatchesOf(ratings, job);
    await run(second.ask, { ...inputs, ask: second.ask });
    const prompts = (asked: readonly Question[]) =>
      new Set(asked.map(({ task, messages }) => `${task} ${messages[0]!.content}`));
    expect(prompts(second.asked)).toEqual(prompts(first.asked));
  });

  it('asks nothing again where nothing was asked', async () => {
    const { ask, asked } = judge();
    const { job, ratings } = await run(judge().ask, { config: config({ rounds: 1 }) });
    const criteria = ['quality', 'other'].map((name) => ({ name, scale: [0, 10], question: 'How good?' }));
    await run(ask, { ...withBatchesOf(ratings, { ...job, config: config({ rounds: 1, criteria }) }), ask });
    expect(asked.map(({ task }) => task)).toEqual(
      [0, 1, 2].map((batch) => `judge on quality, round 0, batch ${batch}`),
    );
  });

  it('reads no batch anew of which an output has gone', async () => {
    const { ask } = judge();
    const { job, ratings } = await run(ask);
    const inputs = withBatchesOf(ratings, job);
    await expect(run(ask, { ...inputs, data: samples.slice(1), ask })).rejects.toThrow(/for sample "s0" was judged/);
  });
});

describe('summarise', () => {
  it('finds a judge that scores as humans do, and without a position effect', async () => {
    const { ratings } = await run(judge().ask);
    const scores = aggregate(new RatingsByUnit(ratings), samples, [], config());
    const statistics = summarise(scores, new RatingsByUnit(ratings), 1);
    const value = (name: string) => statistics.find(({ statistic }) => statistic === name)?.value;
    expect(value('n')).toBe(7);
    expect(value('coverage')).toBe(1);
    expect(value('mean')).toBe(3); // (0 + … + 6) / 7
    expect(value('pearson')).toBeCloseTo(1, 12);
    expect(value('kendall[round=1]')).toBeCloseTo(1, 12);
    expect(value('round_agreement')).toBeCloseTo(1, 12);
    expect(value('position_slope')).toBeCloseTo(0, 12);
  });

  it('finds a judge that favours what comes first', async () => {
    const biased = judge((_, verdict) =>
      verdict.replace(
        /Sample(\d+):(\d+)/g,
        (_all, label, score) => `Sample${label}:${Number(score) + (3 - Number(label)) / 2}`,
      ),
    );
    const { ratings } = await run(biased.ask, { config: config({ rounds: 20 }) });
    const scores = aggregate(new RatingsByUnit(ratings), samples, [], config());
    const slope = summarise(scores, new RatingsByUnit(ratings), 1).find(
      ({ statistic }) => statistic === 'position_slope',
    )!;
    expect(slope.value).toBeLessThan(-0.35); // half a point a place, less what the batch of one takes from it
    expect(slope.high).toBeLessThan(0);
  });
});
