import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Question } from '../../../model/ask.ts';
import type { Rating } from '../../evaluator.ts';
import { isJudge, judge, model, play, sessions, settled } from '../fixtures.ts';
import { mtBench } from '../mt-bench.ts';

/** Who wins is told by the answers; the judge `judge first` prefers what is shown first. */
const script = (question: Question) => {
  if (!isJudge(question)) return question.model.name === 'strong' ? 'right, and longer' : 'right';
  if (question.model.name === 'judge first') return '[[A]]';
  return question.messages[0]!.content.indexOf('right, and longer') <
    question.messages[0]!.content.indexOf('conversation of assistant B')
    ? '[[A]]'
    : '[[B]]';
};

test('against a baseline: both orders, win rates with intervals', async () => {
  const { statistic, statistics, questions, rated } = await play({
    config: { ...judge, mode: 'pairwise', baseline: 'base' },
    rows: sessions(3),
    models: [model('base'), model('strong')],
    script,
  });
  expect(questions.filter(isJudge)).toHaveLength(3 * 8 * 2);
  expect(rated('preference:base').slice(0, 2)).toEqual([
    ['s0', 1, 1],
    ['s0', 1, 1],
  ]);
  expect(statistic('preference', 'win_rate[against=base]', 'strong')).toBe(1);
  expect(statistic('preference', 'adjusted_win_rate[turn=8]', 'strong')).toBe(1);
  expect(statistic('preference', 'adjusted_win_rate', 'base')).toBeUndefined();
  expect(statistic('preference', 'order_consistency')).toBe(1);
  expect(statistic('preference', 'longer_win_rate')).toBe(1);
  expect(statistics.find((each) => each.statistic === 'win_rate')).toMatchObject({
    // 3 / (3 + z²) of three sessions that are each of one kind; z is the quantile of t(2), by its expansion.
    low: expect.closeTo(0.147, 3),
    high: 1,
    n: 24,
  });
});

test('where the orders disagree it is a tie, and the bias is reported', async () => {
  const { statistic, scores, warnings } = await play({
    config: { judge: { model: 'judge first' }, mode: 'pairwise-all' },
    rows: sessions(2),
    models: [model('a'), model('b'), model('strong')],
    script,
  });
  expect(statistic('preference', 'tie_rate', 'a')).toBe(1);
  expect(statistic('preference', 'adjusted_win_rate[against=strong]', 'a')).toBe(0.5);
  expect(statistic('preference', 'first_position_bias')).toBe(1);
  expect(scores.filter(({ criterion }) => criterion.startsWith('preference:'))).toHaveLength(3 * 2 * 16);
  expect(warnings[0]).toContain('0% of comparisons');
});

test('every model is seen from its own side', async () => {
  const { statistic } = await play({
    config: { ...judge, mode: 'pairwise-all' },
    rows: sessions(2),
    models: [model('weak'), model('strong')],
    script,
  });
  expect(statistic('preference', 'win_rate', 'strong')).toBe(1);
  expect(statistic('preference', 'loss_rate[against=strong]', 'weak')).toBe(1);
  expect(statistic('preference', 'adjusted_win_rate[length=shorter]', 'weak')).toBe(0);
});

test('judges that disagree', async () => {
  const { statistic } = await play({
    config: { judges: [{ model: 'judge' }, { model: 'judge first' }], mode: 'pairwise-all' },
    rows: sessions(2),
    models: [model('weak'), model('strong')],
    script,
  });
  expect(statistic('preference', 'judge_agreement')).toBe(0);
  expect(statistic('preference', 'judge_agreement[without=ties]')).toBeUndefined();
  expect(statistic('preference', 'order_consistency[judge=judge first]')).toBe(0);
  expect(statistic('preference', 'adjusted_win_rate', 'strong')).toBe(0.75);
});

/** What a judge says of the answers of two models: who wins, or that it is a tie; undefined where it can't be read. */
type Told = string | undefined;

interface Case {
  /** How many turns each session has. */
  turns: readonly number[];
  judges: readonly string[];
  repeats?: number;
  words: (model: string, session: number, turn: number) => number;
  told: (pair: readonly [string, string], session: number, turn: number, judge: string, round: number) => Told;
}

/** The results of models that are all compared with each other, named in this order. */
function compared(models: readonly string[], { turns, judges, repeats = 1, words, told }: Case) {
  const rows = turns.map((count, s) => ({
    id: `s${s}`,
    category: '',
    turns: Array.from({ length: count }, (_, t) => ({ number: t + 1, user: 'x', checks: [] })),
  }));
  const places = rows.flatMap(({ id, turns: own }, s) =>
    own.map(({ number: turn }) => ({ s, at: { sample: id, turn } })),
  );
  const lengths = models.flatMap((name) =>
    places.map(({ s, at }): Rating => {
      const rating = words(name, s, at.turn);
      return { ...at, judge: '', model: name, criterion: 'answer-words', rating, status: 'ok', call: '' };
    }),
  );
  const verdicts = judges.flatMap((by) =>
    Array.from({ length: repeats }, (_, round) =>
      models.flatMap((a, i) =>
        models.slice(i + 1).flatMap((b) =>
          places.flatMap(({ s, at }) => {
            const winner = told([a, b].sort() as [string, string], s, at.turn, by, round);
            const rating = winner === undefined ? undefined : winner === a ? 1 : winner === b ? 0 : 0.5;
            return [0, 1].map(
              (position): Rating => ({
                ...at,
                judge: by,
                round,
                model: a,
                criterion: `preference:${b}`,
                position,
                status: rating === undefined ? 'unreadable' : 'ok',
                call: '',
                ...(rating !== undefined && { rating }),
              }),
            );
          }),
        ),
      ),
    ).flat(),
  );
  return mtBench.conclude([...lengths, ...verdicts], {
    config: settled({ mode: 'pairwise-all', judges: judges.map((name) => ({ model: name })), repeats }),
    data: { sessions: rows, answers: new Map() },
    models: models.map((name) => model(name)),
    seed: 1,
    files: new Map(),
  });
}

describe('which of two models a comparison is stored under does not matter', () => {
  test('each counts from both sides', () => {
    const words = [
      [20, 5],
      [20, 10],
      [5, 10],
      [30, 4],
      [8, 8],
      [6, 12],
    ];
    const results = { x: 'aatbab', y: 'atttaa' };
    const { statistics } = compared(['a', 'b'], {
      turns: [2, 2, 2],
      judges: ['x'],
      words: (name, s, t) => words[2 * s + t - 1]![name === 'a' ? 0 : 1]!,
      told: (_, s, t) => results.x[2 * s + t - 1],
    });
    // scipy.stats.spearmanr of the 12 pairs ±(log of the ratio of words plus 1, points of a less one half)
    expect(statistics.find(({ statistic }) => statistic === 'length_spearman')).toMatchObject({
      value: expect.closeTo(0.2649064714130088, 12),
      n: 6,
    });
    const two = compared(['a', 'b'], {
      turns: [2, 2, 2],
      judges: ['x', 'y'],
      words: () => 5,
      told: (_, s, t, by) => results[by as 'x' | 'y'][2 * s + t - 1],
    });
    // By hand, of the 12 pairs of labels: 6 are equal, and by chance (5·3 + 2·6 + 5·3) / 12² are. Thus 5/17.
    expect(two.statistics.find(({ statistic }) => statistic === 'judge_kappa')).toMatchObject({
      value: expect.closeTo(5 / 17, 12),
      n: 6,
    });
  });

  test('any order of the models gives the same statistics', () => {
    const names = ['a', 'b', 'c'];
    const order = fc.shuffledSubarray(names, { minLength: 3, maxLength: 3 });
    const cases = fc.record({
      turns: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
      words: fc.func(fc.integer({ min: 0, max: 9 })),
      told: fc.func(fc.constantFrom(0, 1, 2, 3)),
      repeats: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(order, cases, (models, { turns, words, told, repeats }) => {
        const found = [names, models].map((each) => {
          const { statistics } = compared(each, {
            turns,
            repeats,
            judges: ['x', 'y'],
            words: (name, s, t) => words(name, s, t) as number,
            told: (pair, ...rest) => [...pair, 'tie', undefined][told(pair, ...rest) as number],
          });
          return new Map(statistics.map((each) => [`${each.model} ${each.criterion} ${each.statistic}`, each]));
        });
        expect([...found[1]!.keys()].sort()).toEqual([...found[0]!.keys()].sort());
        for (const [key, { value, low, high, n }] of found[0]!) {
          const other = found[1]!.get(key)!;
          expect([other.value, other.low, other.high, other.n], key).toEqual([
            expect.closeTo(value, 9),
            low === undefined ? undefined : expect.closeTo(low, 9),
            high === undefined ? undefined : expect.closeTo(high, 9),
            n,
          ]);
        }
      }),
      { numRuns: 10 },
    );
  });
});

test('judges weigh alike in a comparison, and the win rate is the mean of the scores', () => {
  // One judge always sees the first of the models ahead, the other, which is unread in session 0, the second.
  const { scores, statistics } = compared(['a', 'b'], {
    turns: [2, 2],
    judges: ['x', 'y'],
    repeats: 2,
    words: (name) => (name === 'a' ? 9 : 5),
    told: (_, s, t, by, round) => {
      if (by === 'x') return 'a';
      if (s === 0) return undefined;
      return t === 1 ? 'b' : ['tie', undefined][round];
    },
  });
  const statistic = (name: string, of: string) =>
    statistics.find((each) => each.statistic === name && each.model === of);
  // Of a: won, won, (1 + 0) / 2, (1 + 1/2) / 2.
  const own = scores.filter((each) => each.model === 'a' && each.criterion === 'preference:b');
  expect(own.map(({ score }) => score)).toEqual([1, 1, 0.5, 0.75]);
  expect(statistic('adjusted_win_rate', 'a')).toMatchObject({ value: 3.25 / 4, n: 4 });
  expect(statistic('win_rate', 'a')).toMatchObject({ value: (1 + 1 + 0.5 + 0.5) / 4, n: 4 });
  expect(statistic('tie_rate', 'a')).toMatchObject({ value: 0.5 / 4 });
  expect(statistic('loss_rate', 'a')).toMatchObject({ value: 0.5 / 4 });
  expect(statistic('adjusted_win_rate[against=a]', 'b')).toMatchObject({ value: 0.75 / 4 });
  expect(statistic('longer_win_rate', '')).toMatchObject({ value: 3.25 / 4, n: 4 });
});
