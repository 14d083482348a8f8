import { describe, expect, it } from 'vitest';
import type { Rating } from '../evaluator.ts';
import { model, settled } from './fixtures.ts';
import { mtBench } from './mt-bench.ts';
import type { Turn } from './sessions.ts';

/** The results of one model's session of as many turns. */
function concluded(ratings: readonly Rating[], config: object = {}, turn: Partial<Turn> = {}) {
  const count = Math.max(...ratings.map((rating) => rating.turn!));
  const turns = Array.from({ length: count }, (_, t) => ({ number: t + 1, user: 'x', checks: [], ...turn }));
  const { scores, statistics } = mtBench.conclude(ratings, {
    config: settled(config),
    data: { sessions: [{ id: 's', category: '', turns }], answers: new Map() },
    models: [model('m')],
    seed: 1,
    files: new Map(),
  });
  return {
    scoresOf: (criterion: string) => scores.filter((score) => score.criterion === criterion),
    statistic: (criterion: string, name: string) =>
      statistics.find((each) => each.criterion === criterion && each.statistic === name),
  };
}

describe('a check that is undecided', () => {
  const results = (turn: number, ...passed: (0 | 1 | undefined)[]) =>
    passed.map(
      (rating, i): Rating => ({
        judge: '',
        model: 'm',
        sample: 's',
        criterion: `check:regex#${i + 1}`,
        turn,
        status: rating === undefined ? 'undecided' : 'ok',
        call: '',
        ...(rating !== undefined && { rating }),
      }),
    );
  const ratings = [
    ...results(1, 1, 1),
    ...results(2, 1, undefined),
    ...results(3, undefined, 1),
    ...results(4, undefined, undefined),
    ...results(5, 1, undefined, 0),
  ];
  const { scoresOf, statistic } = concluded(ratings, {}, { checks: [{ type: 'regex', pattern: 'a', flags: '' }] });

  it('leaves the turn undecided where no other fails', () => {
    const undecided = { status: 'undecided', ratings: 0 };
    expect(scoresOf('checks')).toEqual(
      [
        { score: 1, stderr: 0, ratings: 2, status: 'ok' },
        undecided,
        undecided,
        undecided,
        { score: 0.5, stderr: 0.5, ratings: 2, status: 'ok' },
      ].map((expected, t) => ({ model: 'm', sample: 's', criterion: 'checks', turn: t + 1, ...expected })),
    );
    expect(scoresOf('failure').map(({ score, status }) => score ?? status)).toEqual([
      0,
      'undecided',
      'undecided',
      'undecided',
      1,
    ]);
  });

  it('is in no statistic of turns, and told by their coverage', () => {
    expect(statistic('checks', 'coverage')).toMatchObject({ value: 2 / 5 });
    expect(statistic('checks', 'turn_pass_rate')).toMatchObject({ value: 1 / 2, n: 2 });
    expect(statistic('checks', 'pass_rate')).toMatchObject({ value: 5 / 6, n: 6 });
    expect(statistic('failure', 'rate')).toMatchObject({ value: 1 / 2, n: 2 });
  });
});

it('the standard error of several judges is that of their means, however many repeats there are', () => {
  const judges = { judges: [{ model: 'lenient' }, { model: 'harsh' }], repeats: 5 };
  const repeated = (criterion: string, of: (judge: string) => number | string, position?: number) =>
    ['lenient', 'harsh'].flatMap((judge) =>
      [0, 1, 2, 3, 4].map((round): Rating => {
        const rating = of(judge);
        return { judge, model: 'm', sample: 's', criterion, turn: 1, round, rating, position, status: 'ok', call: '' };
      }),
    );
  const [grade] = concluded(
    repeated('grade', (judge) => (judge === 'lenient' ? 8 : 4)),
    judges,
  ).scoresOf('grade');
  // 8 and 4: s = √8, divided by √2.
  expect(grade).toMatchObject({ score: 6, stderr: 2, ratings: 10 });
  const [error] = concluded(
    repeated('context-error', (judge) => (judge === 'lenient' ? 'none' : 'neglect')),
    judges,
    { dependsOn: [1] },
  ).scoresOf('context-error');
  expect(error).toMatchObject({ score: 0.5, stderr: 0.5, ratings: 10 });
  const half = (judge: string) => repeated('grade', () => 5).filter((rating) => rating.judge === judge);
  expect(concluded(half('harsh'), judges).scoresOf('grade')[0]!.stderr).toBeUndefined();
  expect(concluded(half('harsh'), { judge: { model: 'harsh' } }).scoresOf('grade')[0]!.stderr).toBe(0);
});
