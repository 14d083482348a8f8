import { describe, expect, it } from 'vitest';
import { UsageError } from '../errors.ts';
import { compare } from './compare.ts';
import { scoreOf, sourceOf } from './fixtures.ts';
import { baselineOf, groupsOf } from './groups.ts';
import { leaderboard } from './leaderboard.ts';
import { pair } from './pair.ts';
import type { Source } from './source.ts';

const samples = (n: number, score: (i: number) => number | undefined, more = {}) =>
  Array.from({ length: n }, (_, i) => scoreOf(`s${i}`, score(i), more));

function two(a: Source['scores'], b: Source['scores']) {
  return groupsOf([sourceOf('a', a), sourceOf('b', b)]).groups;
}

it.each([1e308, -1e308])('a score of %d is refused by its value', (value) => {
  const [a, b] = ['a', 'b'].map((label) =>
    sourceOf(
      label,
      Array.from({ length: 8 }, (_, i) => scoreOf(`s${i}`, label === 'a' ? value : i)),
    ),
  );
  const { groups } = groupsOf([a!, b!]);
  expect(() => compare(groups)).toThrow(UsageError);
  expect(() => compare(groups)).toThrow(`"s0" has the score ${value} on "quality", which is too large`);
});

it('the effect has the sign of the difference, however many turns each session has', () => {
  // Differences of three sessions: 0.2 in each of four turns, and two turns of -0.5 and -0.1. Their mean is 0.2 / 6; the
  // mean of the sessions' own means is -0.4 / 3.
  const turns = [1, 2, 3, 4].map((turn) => scoreOf('long', 0.2, { turn }));
  const b = [...turns, scoreOf('short', -0.5, { turn: 1 }), scoreOf('shorter', -0.1, { turn: 1 })];
  const a = b.map((score) => ({ ...score, score: 0 }));
  const [found] = compare(two(a, b));
  expect(found!.difference).toBeCloseTo(0.2 / 6, 12);
  // What each session adds, in the unit of the difference: its sum over 2 pairs a session.
  const parts = [0.8 - 4 * (0.2 / 6), -0.5 - 0.2 / 6, -0.1 - 0.2 / 6].map((sum) => sum / 2);
  const deviation = Math.sqrt(parts.reduce((sum, part) => sum + part ** 2, 0) / 2);
  expect(found!.effect).toBeCloseTo(0.2 / 6 / deviation, 12);
});

describe('pair', () => {
  it('pairs by sample, criterion and turn, whatever the order of the rows', () => {
    const a = [scoreOf('x', 1, { turn: 1 }), scoreOf('x', 2, { turn: 2 }), scoreOf('y', 3, { turn: 1 })];
    const b = [scoreOf('y', 6, { turn: 1 }), scoreOf('x', 5, { turn: 2 }), scoreOf('x', 4, { turn: 1 })];
    const { pairs, clusters } = pair(a, b, 'quality');
    expect(pairs.map((each) => [each.sample, each.a, each.b])).toEqual([
      ['x', 1, 4],
      ['x', 2, 5],
      ['y', 3, 6],
    ]);
    expect(clusters).toEqual([[0, 1], [2]]);
    expect(pair([...a].reverse(), b, 'quality')).toEqual(pair(a, b, 'quality'));
  });

  it('counts what has no counterpart, and what has no score', () => {
    const a = [scoreOf('x', 1), scoreOf('y', undefined), scoreOf('only-a', 1)];
    const b = [scoreOf('x', 2), scoreOf('y', 2), scoreOf('b1', 1), scoreOf('b2', 1)];
    expect(pair(a, b, 'quality')).toMatchObject({ onlyA: 1, onlyB: 2, unscoredA: 1, unscoredB: 0 });
    expect(pair(a, b, 'quality').pairs).toHaveLength(1);
  });

  it('takes single models of other names for counterparts, but keeps several apart', () => {
    const of = (model: string, score: number) => scoreOf('x', score, { model });
    expect(pair([of('m', 1)], [of('n', 2)], 'quality').pairs).toHaveLength(1);
    expect(pair([of('m', 1), of('n', 2)], [of('n', 3)], 'quality').pairs).toEqual([{ sample: 'x', a: 2, b: 3 }]);
  });
});

describe('compare', () => {
  it('has the figures of a case worked by hand', () => {
    // Differences 1, 1, 1, 1, 1, -1: mean 2/3, sd √(2/3), d_z 0.8165; of the 64 signs 14 reach |sum| ≥ 4.
    const [found] = compare(
      two(
        samples(6, () => 2),
        samples(6, (i) => (i === 5 ? 1 : 3)),
      ),
    );
    expect(found).toMatchObject({ pairs: 6, samples: 6, wins: 5, ties: 0, losses: 1, meanA: 2, verdict: 'undecided' });
    expect(found!.difference).toBeCloseTo(2 / 3, 12);
    expect(found!.p).toBeCloseTo(14 / 64, 12);
    expect(found!.pHolm).toBeCloseTo(14 / 64, 12);
    expect(found!.effect).toBeCloseTo(2 / 3 / Math.sqrt(2 / 3), 12);
    // ((1.96 + 0.8416) · 0.8165 / 0.6667)² = 11.8
    expect(found!.needed).toBe(12);
  });

  it('says better, and worse from the other side, with mirrored intervals', () => {
    const a = samples(20, (i) => i % 3);
    const b = samples(20, (i) => (i % 3) + 1 + (i % 2) / 10);
    const [there] = compare(two(a, b));
    const [back] = compare(two(b, a));
    expect([there!.verdict, back!.verdict]).toEqual(['better', 'worse']);
    expect(back!.difference).toBeCloseTo(-there!.difference, 12);
    expect(back!.low).toBeCloseTo(-there!.high!, 12);
    expect(back!.p).toBe(there!.p);
  });

  it('counts less as better where it is', () => {
    const failure = (score: (i: number) => number) => samples(20, score, { criterion: 'failure' });
    const groups = groupsOf([
      sourceOf(
        'a',
        failure((i) => (i < 15 ? 1 : 0)),
        { evaluator: 'mt-bench' },
      ),
      sourceOf(
        'b',
        failure((i) => (i < 2 ? 1 : 0)),
        { evaluator: 'mt-bench' },
      ),
    ]).groups;
    expect(compare(groups)[0]).toMatchObject({ verdict: 'better', wins: 13, losses: 0 });
    const toxic = two(
      samples(20, () => 3),
      samples(20, () => 2),
    );
    expect(compare(toxic, { lower: ['quality'] })[0]!.verdict).toBe('better');
    expect(compare(toxic)[0]!.verdict).toBe('worse');
  });

  it.each([
    ['answer-words', 'higher'],
    ['ablated:grade', 'better'],
    ['ablated:failure', 'worse'],
  ])('leaves %s out of what is tested and corrected for, unless it is asked for', (criterion, verdict) => {
    const scores = (score: number) =>
      [criterion, 'grade'].flatMap((name) => samples(10, () => score, { criterion: name }));
    const sources = ['a', 'b'].map((label, i) => sourceOf(label, scores(10 * (i + 1)), { evaluator: 'mt-bench' }));
    const { groups } = groupsOf(sources);
    const [found, ...others] = compare(groups);
    expect([found!.criterion, others]).toEqual(['grade', []]);
    expect(found!.pHolm).toBe(found!.p);
    expect(compare(groups, { criteria: [criterion] })).toMatchObject([{ criterion, verdict }]);
  });

  it('takes a criterion of another method for an outcome, whatever it is called', () => {
    const scores = (score: number) => samples(10, () => score, { criterion: 'ablated:clarity' });
    expect(compare(two(scores(1), scores(2)))).toHaveLength(1);
  });

  it('does not take the turns of a session for so many samples', () => {
    const turns = (score: number) =>
      ['x', 'y', 'z'].flatMap((sample) => Array.from({ length: 10 }, (_, turn) => scoreOf(sample, score, { turn })));
    const [found] = compare(two(turns(1), turns(2)));
    // 30 turns agree, but three sessions can't give a p-value below 2/2³.
    expect(found).toMatchObject({ pairs: 30, samples: 3, p: 0.25, verdict: 'undecided', needed: 6 });
  });

  it('can not tell from one sample, nor where there is no difference, and says no number', () => {
    const [one] = compare(
      two(
        samples(1, () => 1),
        samples(1, () => 2),
      ),
    );
    expect(one).toMatchObject({ verdict: 'undecided', samples: 1 });
    expect([one!.p, one!.needed, one!.low]).toEqual([undefined, undefined, undefined]);
    const [same] = compare(
      two(
        samples(9, (i) => i),
        samples(9, (i) => i),
      ),
    );
    expect(same).toMatchObject({ verdict: 'undecided', p: 1, difference: 0, ties: 9, needed: undefined });
  });

  it('has no interval where a bootstrap sees no uncertainty', () => {
    const [shifted] = compare(
      two(
        samples(20, (i) => i / 10),
        samples(20, (i) => i / 10 + 0.3),
      ),
    );
    expect(shifted).toMatchObject({ verdict: 'better', difference: expect.closeTo(0.3, 12) });
    expect(shifted).not.toHaveProperty('low');
    // In each session one turn is better by as much as the other is worse.
    const turns = (score: (turn: number) => number) =>
      ['x', 'y', 'z'].flatMap((sample) => [1, 2].map((turn) => scoreOf(sample, score(turn), { turn })));
    const [cancelled] = compare(
      two(
        turns((turn) => turn),
        turns((turn) => 3 - turn),
      ),
    );
    expect(cancelled).toMatchObject({ difference: 0, wins: 3, losses: 3 });
    expect(cancelled).not.toHaveProperty('low');
  });

  it('corrects for every comparison made', () => {
    const scores = (base: number) => ['c1', 'c2', 'c3'].flatMap((criterion) => samples(6, () => base, { criterion }));
    const found = compare(two(scores(1), scores(2)));
    for (const { p, pHolm, verdict } of found) {
      expect([p, verdict]).toEqual([2 / 64, 'undecided']);
      expect(pHolm).toBeCloseTo(6 / 64, 12);
    }
  });
});

describe('groupsOf', () => {
  const of = (...models: string[]) => models.map((model) => scoreOf('x', 1, { model }));

  it('compares the models of one run', () => {
    const { groups } = groupsOf([sourceOf('run', of('m', 'n'))]);
    expect(groups.map(({ subjects }) => subjects.map(({ label }) => label))).toEqual([['m', 'n']]);
    expect(() => groupsOf([sourceOf('run', of('m'))])).toThrow('one model alone');
  });

  it('compares runs of several models model by model, and says which are in one alone', () => {
    const { groups, alone } = groupsOf([sourceOf('a', of('m', 'n')), sourceOf('b', of('n', 'm', 'o'))]);
    expect(groups.map(({ name, subjects }) => [name, ...subjects.map(({ label }) => label)])).toEqual([
      ['m', 'a', 'b'],
      ['n', 'a', 'b'],
    ]);
    expect(alone).toEqual(['o']);
  });

  it('compares all with all where runs have no model in common', () => {
    const { groups } = groupsOf([sourceOf('a', of('m', 'n')), sourceOf('b', of('o'))]);
    expect(groups[0]!.subjects.map(({ label }) => label)).toEqual(['a/m', 'a/n', 'b/o']);
  });

  it('finds the baseline by its exact name, and names the nearest', () => {
    const { groups } = groupsOf([sourceOf('before', of('m'), { path: 'r/before' }), sourceOf('after', of('m'))]);
    expect(baselineOf(groups, 'r/before')).toBe('before');
    expect(() => baselineOf(groups, 'befor')).toThrow('did you mean "before"?');
    expect(compare(groups, { baseline: 'after' })[0]).toMatchObject({ a: 'after', b: 'before' });
  });
});

describe('leaderboard', () => {
  it('shares ranks where models can not be told apart', () => {
    const model = (name: string, score: (i: number) => number) => samples(16, score, { model: name });
    const run = sourceOf('run', [
      ...model('low', (i) => i % 2),
      ...model('top', (i) => 5 + (i % 2)),
      ...model('top-too', (i) => 5 + ((i + 1) % 2)),
    ]);
    const { groups } = groupsOf([run]);
    const places = leaderboard(groups, compare(groups));
    expect(places.map(({ rank, subject }) => [rank, subject])).toEqual([
      [1, 'top'],
      [1, 'top-too'],
      [3, 'low'],
    ]);
    expect(places.reduce((sum, { best }) => sum + best!, 0)).toBeCloseTo(1, 9);
    expect(places[2]!.best).toBe(0);
  });

  it('has no interval of scores that are all the same', () => {
    const run = sourceOf('run', [
      ...samples(8, () => 0, { model: 'never' }),
      ...samples(8, (i) => i % 2, { model: 'at times' }),
    ]);
    const { groups } = groupsOf([run]);
    const places = leaderboard(groups, compare(groups));
    expect(places.map(({ subject, low }) => [subject, low])).toEqual([
      ['at times', expect.any(Number)],
      ['never', undefined],
    ]);
  });

  it('is led by the lowest where lower is better', () => {
    const { groups } = groupsOf([
      sourceOf(
        'run',
        ['x', 'y'].flatMap((model, m) => samples(10, () => m, { model })),
      ),
    ]);
    const options = { lower: ['quality'] };
    expect(leaderboard(groups, compare(groups, options), options.lower)[0]).toMatchObject({ subject: 'x', best: 1 });
  });
});
