import { describe, expect, it } from 'vitest';
import { random } from '../../stats/random.ts';
import type { Rating, Score } from '../evaluator.ts';
import { RatingsByUnit } from './ratings-by-unit.ts';
import { summarise } from './summarise.ts';

const summarised = (scores: Score[], ratings: Rating[] = []) => summarise(scores, new RatingsByUnit(ratings), 1);

it('the mean of a few scores has an interval as wide as Student’s', () => {
  const scores = [1, 2, 3, 4, 5, 6, 7, 8].map(
    (score): Score => ({ model: 'm', sample: `s${score}`, criterion: 'c', score, ratings: 1, status: 'ok' }),
  );
  const { value, low, high } = summarised(scores).find(({ statistic }) => statistic === 'mean')!;
  expect(value).toBe(4.5);
  // 4.5 ± t(7, 0.975) × √6 / √8 = 4.5 ± 2.3646 × 0.8660; a plain percentile interval is narrower by 0.46
  expect(Math.abs(low! - 2.452)).toBeLessThan(0.25);
  expect(Math.abs(high! - 6.548)).toBeLessThan(0.25);
});

it('a single score has a mean without an interval', () => {
  const score: Score = { model: 'm', sample: 's', criterion: 'c', score: 3, ratings: 1, status: 'ok' };
  const mean = summarised([score]).find(({ statistic }) => statistic === 'mean')!;
  expect(mean).toEqual({ model: '', criterion: 'c', statistic: 'mean', value: 3, n: 1 });
});

/** Scores that all are 3, of samples s0, s1, … */
const scoresOf = (count: number) =>
  Array.from(
    { length: count },
    (_, i): Score => ({ model: 'm', sample: `s${i}`, criterion: 'c', score: 3, ratings: 1, status: 'ok' }),
  );

describe('position statistics', () => {
  const rating = (i: number, round: number, position: number, value: number | undefined, judge = 'j'): Rating => ({
    judge,
    model: 'm',
    sample: `s${i}`,
    criterion: 'c',
    round,
    batch: 0,
    position,
    rating: value,
    status: value === undefined ? 'missing' : 'ok',
    call: '',
  });

  /** Ratings at random places: a level of its own for each sample, and a tenth more from place to place. */
  function biased(rounds: number, lost = 0): Rating[] {
    const { int, next } = random('positions');
    return Array.from({ length: 40 }, (_, i) =>
      Array.from({ length: rounds }, (_, round) => {
        const position = int(10);
        return rating(i, round, position, next() < lost ? undefined : i / 10 + position / 10);
      }),
    ).flat();
  }

  it.each([
    [2, 0],
    [5, 0],
    [5, 0.5],
  ])('are not smaller for few rounds: %i rounds, a share of %d unread', (rounds, lost) => {
    const statistics = summarised(scoresOf(40), biased(rounds, lost));
    const value = (name: string) => statistics.find(({ statistic }) => statistic === name)!.value;
    expect(value('position_slope')).toBeCloseTo(0.1, 9);
    expect(value('position_effect[position=9]') - value('position_effect[position=0]')).toBeCloseTo(0.9, 9);
  });

  it('rest on ratings of samples that a judge rated more than once', () => {
    const ratings = [
      ...[rating(0, 0, 0, 1), rating(0, 1, 1, 2), rating(0, 2, 1, undefined)],
      ...[rating(1, 0, 1, 5), rating(1, 1, 0, undefined)],
      ...[rating(2, 0, 1, 2), rating(2, 0, 0, 4, 'harsh')],
    ];
    const found = summarised(scoresOf(3), ratings).filter(({ statistic }) => statistic.startsWith('position'));
    const common = { model: '', criterion: 'c' };
    expect(found).toEqual([
      { ...common, statistic: 'position_slope', value: 1, n: 2 },
      { ...common, statistic: 'position_effect[position=0]', value: -0.5, n: 1 },
      { ...common, statistic: 'position_effect[position=1]', value: 0.5, n: 1 },
    ]);
  });

  it('do not take the level of a judge for that of the places it leaves out', () => {
    const ratings = Array.from({ length: 6 }, (_, i) => [
      ...[0, 1].map((position) => rating(i, position, position, 4, 'lenient')),
      ...[0, 1].map((position) => rating(i, position, position, position === 0 ? 2 : undefined, 'harsh')),
    ]).flat();
    const slope = summarised(scoresOf(6), ratings).find(({ statistic }) => statistic === 'position_slope');
    expect(slope?.value).toBe(0);
  });

  it('have intervals that hold the effects where there is noise', () => {
    const { next } = random('noise');
    const ratings = biased(3).map((each) => ({ ...each, rating: Number(each.rating) + (next() - 0.5) / 2 }));
    const found = summarised(scoresOf(40), ratings).find(({ statistic }) => statistic === 'position_slope')!;
    expect(found.low).toBeLessThan(0.1);
    expect(found.high).toBeGreaterThan(0.1);
    expect(found.high! - found.low!).toBeLessThan(0.05);
  });
});

describe('the agreement between rounds', () => {
  const rating = (judge: string, i: number, round: number, value: number | undefined): Rating => ({
    ...{ judge, model: 'm', sample: `s${i}`, criterion: 'c', round, batch: 0, position: 0, call: '' },
    rating: value,
    status: value === undefined ? 'missing' : 'ok',
  });
  const scores = scoresOf(40).map((score, i) => ({ ...score, human: i % 5 }));
  const find = (ratings: Rating[], name: string) =>
    summarised(scores, ratings).find(({ statistic }) => statistic === name);
  const rounds = [0, 1, 2];
  const ofAll = (of: (i: number, round: number) => Rating) => scores.flatMap((_, i) => rounds.map((r) => of(i, r)));

  it('is that of judges with themselves, whichever of them could be read, and whatever their levels are', () => {
    const { next } = random('lost');
    const kind = ofAll((i, round) => rating('kind', i, round, next() < 0.4 ? undefined : (i % 5) + 5));
    const harsh = ofAll((i, round) => rating('harsh', i, round, i % 5));
    const found = find([...kind, ...harsh], 'round_agreement')!;
    expect(found.value).toBe(1);
    expect(found.n).toBe(
      40 +
        scores.filter((_, i) => kind.filter((each) => each.sample === `s${i}` && each.status === 'ok').length > 1)
          .length,
    );
  });

  it('does not take what judges differ by for agreement', () => {
    const { next } = random('noise');
    const noise = (judge: string, level: number) => ofAll((i, round) => rating(judge, i, round, level + next()));
    const [kind, harsh] = [noise('kind', 9), noise('harsh', 1)];
    for (const own of [kind, harsh]) expect(Math.abs(find(own, 'round_agreement')!.value)).toBeLessThan(0.2);
    expect(Math.abs(find([...kind, ...harsh], 'round_agreement')!.value)).toBeLessThan(0.2);
  });

  it('and correlations of a round rest on samples that all judges rated in it', () => {
    const kind = ofAll((i, round) => rating('kind', i, round, i % 2 === 0 ? undefined : (i % 5) + 5));
    const harsh = ofAll((i, round) => rating('harsh', i, round, i % 5));
    const found = find([...kind, ...harsh], 'pearson[round=1]')!;
    expect([found.value, found.n]).toEqual([expect.closeTo(1, 12), 20]);
  });

  it('counts samples with two ratings at least', () => {
    const ratings = ofAll((i, round) => rating('j', i, round, round > 0 && i < 30 ? undefined : i % 5));
    expect(find(ratings, 'round_agreement')).toMatchObject({ value: 1, n: 10 });
  });
});

describe('over several models', () => {
  const easiness = [1, 4, 2, 5, 3, 3, 2, 4];
  /** Every model's output for a sample has the same score: as many models say no more than one. */
  const repeated = (models: number) =>
    Array.from({ length: models }, (_, m) =>
      easiness.map(
        (score, i): Score => ({
          model: `m${m}`,
          sample: `s${i}`,
          criterion: 'c',
          score,
          ratings: 1,
          human: (score * 3 + i) % 7,
          status: 'ok',
        }),
      ),
    ).flat();
  const ratingsOf = (scores: readonly Score[]) =>
    scores.flatMap(({ model, sample, score }, i) =>
      ['a', 'b'].flatMap((judge) =>
        [0, 1].map(
          (round): Rating => ({
            ...{ judge, model, sample, criterion: 'c', round, position: (i + round) % 2, status: 'ok', call: '' },
            rating: score! + (judge === 'a' ? round : (Number(sample.slice(1)) % 3) / 2),
          }),
        ),
      ),
    );

  it('samples are the unit of all intervals and of the standard error', () => {
    const statisticsOf = (models: number) => {
      const scores = repeated(models);
      return new Map(
        summarised(scores, ratingsOf(scores))
          .filter(({ model }) => model === '')
          .map((each) => [each.statistic, each]),
      );
    };
    const [one, five] = [statisticsOf(1), statisticsOf(5)];
    expect(five.get('stderr')!.value).toBeCloseTo(one.get('stderr')!.value, 12);
    for (const name of [
      'mean',
      'mean[judge=b]',
      'pearson',
      'spearman',
      'kendall',
      'pearson[round=1]',
      'kendall[judge=a]',
      'position_slope',
      'position_effect[position=1]',
    ]) {
      const [alone, together] = [one.get(name)!, five.get(name)!];
      expect(together.n).toBe(5 * alone.n);
      expect(together.high! - together.low!).toBeGreaterThan(0.9 * (alone.high! - alone.low!));
    }
    const widthOf = ({ low, high }: { low?: number; high?: number }) => high! - low!;
    for (const name of ['round_agreement', 'judge_agreement']) {
      expect(widthOf(five.get(name)!)).toBeGreaterThan(0.9 * widthOf(one.get(name)!));
    }
  });

  it('there is no interval for one sample, however many models', () => {
    const scores = repeated(5).filter(({ sample }) => sample === 's0');
    const mean = summarised(scores).find(({ model, statistic }) => model === '' && statistic === 'mean')!;
    expect(mean).toEqual({ model: '', criterion: 'c', statistic: 'mean', value: 1, n: 5 });
  });
});

it('equal scores of two models have equal intervals', () => {
  const scores = ['a', 'b'].flatMap((model) =>
    [1, 2, 2, 5, 7, 7, 8, 9].map(
      (score, i): Score => ({ model, sample: `s${i}`, criterion: 'c', score, ratings: 1, status: 'ok' }),
    ),
  );
  const [a, b] = summarised(scores).filter(({ statistic, model }) => statistic === 'mean' && model !== '');
  expect([a!.low, a!.high]).toEqual([b!.low, b!.high]);
});
