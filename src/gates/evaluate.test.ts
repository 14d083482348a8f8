import { describe, expect, it } from 'vitest';
import { scoreOf, sourceOf } from '../compare/fixtures.ts';
import type { Score, Statistic } from '../evaluators/evaluator.ts';
import { mean } from '../stats/mean.ts';
import { parseGates } from './check.ts';
import { evaluateGates, type Gated } from './evaluate.ts';

const statistic = (name: string, value: number, more: Partial<Statistic> = {}): Statistic => ({
  model: '',
  criterion: 'quality',
  statistic: name,
  value,
  n: 10,
  ...more,
});

function run(label: string, scores: readonly Score[], more: readonly Statistic[] = [], evaluator = 'batcheval'): Gated {
  const [first] = scores;
  const values = scores.flatMap(({ score }) => score ?? []);
  const own = statistic('mean', mean(values) ?? 0, { criterion: first?.criterion ?? 'quality' });
  return { ...sourceOf(label, scores, { evaluator }), statistics: [own, ...more], coverage: 0.98 };
}

const samples = (n: number, score: (i: number) => number, more: Partial<Score> = {}) =>
  Array.from({ length: n }, (_, i) => scoreOf(`s${i}`, score(i), { human: i, ...more }));

function decide(gate: string, of: Gated, baseline?: Gated) {
  return evaluateGates(parseGates([gate]), of, baseline)[0]!;
}

describe('a gate on a number', () => {
  const own = run(
    'run',
    samples(10, () => 3.5),
    [
      statistic('pearson', 0.812),
      statistic('mean', 3, { model: 'm' }),
      statistic('mean', 4, { model: 'n' }),
      statistic('calls', 30, { criterion: '' }),
      statistic('kendall', 0.6789),
      statistic('spearman', 0.69998),
      statistic('prompt_tokens', 123457, { criterion: '' }),
      statistic('win_rate', 0.5, { criterion: 'preference', model: 'm' }),
      statistic('win_rate', 0.4, { criterion: 'preference', model: 'n' }),
    ],
  );

  it.each([
    ['quality pearson >= 0.7', 'held', '0.812 >= 0.7: with 0.112 to spare'],
    ['quality pearson >= 0.9', 'failed', '0.812 >= 0.9: it misses by 0.088'],
    ['quality pearson >= 0.812', 'held', '0.812 >= 0.812: just at it'],
    ['quality pearson > 0.812', 'failed', '0.812 > 0.812: just at it'],
    ['quality pearson < 0.9', 'held', '0.812 < 0.9: with 0.088 to spare'],
    ['quality mean of model m <= 2.5', 'failed', '3 <= 2.5: it misses by 0.5'],
    ['calls == 30', 'held', '30 == 30: equal'],
    ['calls == 31', 'failed', '30 == 31: it misses by 1'],
    ['coverage >= 0.99', 'failed', '0.98 >= 0.99: it misses by 0.01'],
    ['quality kendall >= 0.9', 'failed', '0.679 >= 0.9: it misses by 0.221'],
    ['quality spearman >= 0.7', 'failed', '0.69998 >= 0.7: it misses by 0.00002'],
    ['prompt_tokens <= 100000', 'failed', '123457 <= 100000: it misses by 23457'],
  ])('%s: %s', (gate, status, message) => {
    expect(decide(gate, own)).toMatchObject({ gate, status, message });
  });

  it.each([
    ['context-error error_rate <= 0.1', 'error'],
    ['context-error error_rate >= 0.1', 'failed'],
    ['context-error error_rate of model m <= 0.1', 'held'],
    ['context-error coverage >= 0.3', 'held'],
    ['context-error n >= 5', 'held'],
    ['quality mean >= 3', 'held'],
    ['coverage >= 0.9', 'held'],
  ])('%s is %s where too little of its criterion was scored', (gate, status) => {
    const of = { criterion: 'context-error' };
    const scored = [
      statistic('n', 20, of),
      statistic('coverage', 0.4, of),
      statistic('error_rate', 0.05, of),
      statistic('coverage', 0.96, { ...of, model: 'm' }),
      statistic('error_rate', 0.05, { ...of, model: 'm' }),
    ];
    const half = {
      ...run(
        'run',
        samples(10, () => 3.5),
        scored,
      ),
      facts: { config: { minCoverage: 0.95 } },
    };
    const decision = decide(gate, half);
    expect(decision.status).toBe(status);
    if (status === 'error')
      expect(decision.message).toBe(
        'only 0.4 of "context-error" could be scored, less than minCoverage (0.95), and what is missing may be what this gate is there to find; scores.csv has the reasons, a lower minCoverage accepts them',
      );
  });

  it('tells a coverage that is just too low from the one that is asked for', () => {
    const scored = [statistic('error_rate', 0.05), statistic('coverage', 0.98975)];
    const own = { ...run('run', [], scored), facts: { config: { minCoverage: 0.99 } } };
    expect(decide('quality error_rate <= 0.1', own).message).toMatch(
      /^only 0\.9898 of "quality" could be scored, less than minCoverage \(0\.99\)/,
    );
  });

  it('counts what differs by rounding alone as equal', () => {
    const sum = run('run', [], [statistic('x', 0.1 + 0.2, { criterion: '' })]);
    expect(decide('x <= 0.3', sum).status).toBe('held');
    expect(decide('x == 0.3', sum).status).toBe('held');
    expect(decide('x > 0.3', sum).status).toBe('failed');
  });

  it.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])('%d holds no gate', (value) => {
    const broken = run('run', [], [statistic('x', value, { criterion: '' })]);
    for (const operator of ['>=', '>', '<=', '<', '==']) {
      expect(decide(`x ${operator} 0`, broken)).toMatchObject({
        status: 'error',
        message: `its value is ${value}, which no gate can judge`,
      });
      const sound = run('run', [], [statistic('x', 1, { criterion: '' })]);
      expect(decide(`x ${operator} baseline`, sound, broken).message).toContain('in the baseline');
    }
    expect(decide('x not worse than baseline', broken, broken).status).toBe('error');
  });

  it('of another model than the only one is told which that is', () => {
    const one = run(
      'run',
      samples(3, () => 3, { model: 'gen-4' }),
    );
    expect(decide('quality mean of model gen-4 >= 3', one).status).toBe('held');
    expect(decide('quality mean of model gen-9 >= 3', one)).toMatchObject({
      status: 'error',
      message: 'there is no model "gen-9" in this run; its only model is "gen-4"',
    });
  });

  it('is not held by a bound that is more than a number can be', () => {
    const huge = run('run', [], [statistic('x', 1.5e308, { criterion: '' })]);
    for (const operator of ['>=', '<=', '==']) {
      expect(decide(`x ${operator} baseline + 1e308`, huge, huge)).toMatchObject({
        status: 'error',
        message: expect.stringContaining("can't be compared"),
      });
    }
  });

  it.each([
    ['qualty mean >= 3', 'there is no criterion "qualty"; did you mean "quality"?'],
    ['quality pearsno >= 3', 'there is no statistic "pearsno" of "quality"; did you mean "pearson"?'],
    ['quality zzzzzzzz >= 3', 'there are: mean, pearson'],
    ['quality mean of model o >= 3', 'there is no such statistic of model "o"'],
    ['preference win_rate >= 0.5', 'say of which model, with "of model …"; there are: m, n'],
    ['quality pearson of model m >= 3', 'is over all models'],
    ['pearson >= 3', '"pearson" is of a criterion; say of which: quality pearson'],
    ['Quality mean >= 3', 'there is no criterion "Quality"'],
    ['cost <= 2', 'no model has a `price`'],
    ['calls >= baseline', 'there is no baseline'],
  ])('that matches nothing is an error: %s', (gate, message) => {
    const found = decide(gate, own);
    expect(found.status).toBe('error');
    expect(found.message).toContain(message);
  });

  it('may name the only model of a run, or not', () => {
    const one = run(
      'run',
      samples(3, () => 2, { model: 'm' }),
      [statistic('win_rate', 1, { model: 'm' })],
    );
    expect(decide('quality mean of model m >= 2', one).status).toBe('held');
    expect(decide('quality win_rate >= 1', one).status).toBe('held');
  });
});

describe('a gate against a baseline', () => {
  const base = run(
    'base',
    samples(20, (i) => 3 + (i % 2)),
    [statistic('calls', 30, { criterion: '' })],
  );

  it('may have a margin', () => {
    const own = run(
      'run',
      samples(20, (i) => 2.95 + (i % 2)),
    );
    expect(decide('quality mean >= baseline - 0.1', own, base)).toMatchObject({
      status: 'held',
      message: "3.45 >= the baseline's 3.5 - 0.1: with 0.05 to spare",
    });
    expect(decide('quality mean >= baseline - 0.01', own, base).status).toBe('failed');
    const almost = { ...own, statistics: [statistic('mean', 3.49998)] };
    expect(decide('quality mean >= baseline', almost, base).message).toBe(
      "3.49998 >= the baseline's 3.5: it misses by 0.00002",
    );
    expect(decide('quality mean >= baseline', own, base).status).toBe('failed');
  });

  it('of a model holds the scores of that model against each other, whatever others one of the runs has', () => {
    const x = (by: number) => samples(20, (i) => 3 + (i % 2) + by, { model: 'x' });
    const y = samples(20, () => 1, { model: 'y' });
    const means = [statistic('mean', 3.5, { model: 'x' }), statistic('mean', 1, { model: 'y' })];
    const alone = run('alone', x(0));
    const both = run('both', [...x(0), ...y], means);
    const gate = 'quality mean of model x not worse than baseline';
    const held = { status: 'held', message: 'difference 0 [0, 0] over 20 samples: no difference can be told' };
    expect(decide(gate, alone, both)).toMatchObject(held);
    expect(decide(gate, both, alone)).toMatchObject(held);
    expect(decide(gate, alone, alone)).toMatchObject(held);
    const lower = { status: 'failed', message: 'difference -1 [-1, -1] over 20 samples: worse, and beyond doubt' };
    expect(decide(gate, run('lower', x(-1)), both)).toMatchObject(lower);
  });

  it('tells what of the scores it does not rest on, and where the numbers of samples differ', () => {
    const own = run('run', [...samples(12, (i) => 3 + (i % 2)), scoreOf('s12', undefined), scoreOf('new', 3)]);
    expect(decide('quality mean not worse than baseline', own, base).message).toBe(
      'difference 0 [0, 0] over 12 samples (12 pairs; left out: 1 not scored in this run, 0 not in the baseline, 7 only in the baseline, 1 only in this run): no difference can be told',
    );
    const fewer = run(
      'run',
      samples(12, () => 3.5),
    );
    const { statistics } = fewer;
    const counted = { ...fewer, statistics: statistics.map((each) => ({ ...each, n: 12 })) };
    expect(decide('quality mean >= baseline', counted, base).message).toBe(
      "3.5 >= the baseline's 3.5 (n 12 here, 10 there): just at it",
    );
  });

  it('is worse only where the whole interval is', () => {
    const shifted = (by: (i: number) => number) =>
      run(
        'run',
        samples(20, (i) => 3 + (i % 2) + by(i)),
      );
    const gate = 'quality mean not worse than baseline';
    const noisy = decide(
      gate,
      shifted((i) => (i % 3 === 0 ? -1 : 0.4)),
      base,
    );
    expect(noisy).toMatchObject({ status: 'held' });
    expect(noisy.message).toContain('no difference can be told');
    const worse = decide(
      gate,
      shifted((i) => -0.3 - (i % 4) / 10),
      base,
    );
    expect(worse.status).toBe('failed');
    expect(worse.message).toMatch(/^difference -0\.45 \[.*\] over 20 samples: worse, and beyond doubt$/);
    expect(
      decide(
        gate,
        shifted(() => 1),
        base,
      ),
    ).toMatchObject({ status: 'held', margin: 1 });
  });

  it('knows where less is better', () => {
    const failures = (label: string, score: (i: number) => number) =>
      run(label, samples(20, score, { criterion: 'failure' }), [], 'mt-bench');
    const gate = 'failure mean not worse than baseline';
    const [few, many] = [failures('few', (i) => (i < 2 ? 1 : 0)), failures('many', (i) => (i < 15 ? 1 : 0))];
    expect(decide(gate, few, many).status).toBe('held');
    expect(decide(gate, many, few).status).toBe('failed');
  });

  it('takes a mean by whatever name the summary calls it', () => {
    const failures = (label: string, score: (i: number) => number, rate: number) =>
      run(
        label,
        samples(20, score, { criterion: 'failure' }),
        [statistic('rate', rate, { criterion: 'failure' })],
        'mt-bench',
      );
    const few = failures('few', (i) => (i < 2 ? 1 : 0), 0.1);
    const many = failures('many', (i) => (i < 15 ? 1 : 0), 0.75);
    expect(decide('failure rate not worse than baseline', few, many).status).toBe('held');
    expect(decide('failure rate not worse than baseline', many, few).status).toBe('failed');
  });

  it('has no worse where neither more nor less is better', () => {
    const words = run(
      'run',
      samples(20, () => 100, { criterion: 'answer-words' }),
      [],
      'mt-bench',
    );
    const decided = decide('answer-words mean not worse than baseline', words, words);
    expect(decided.status).toBe('error');
    expect(decided.message).toContain('neither more nor less is better');
  });

  // 2 / 2^5 = 0.0625: five samples can't tell a difference at the level of 0.05, however sure the bootstrap is; six can.
  it.each([
    [2, 'held'],
    [5, 'held'],
    [6, 'failed'],
  ] as const)('of %i samples that are all worse it says %s', (count, status) => {
    const before = run(
      'before',
      samples(count, (i) => 4 + i / 10),
    );
    const after = run(
      'after',
      samples(count, (i) => 3 + i / 20),
    );
    const decided = decide('quality mean not worse than baseline', after, before);
    expect(decided.status).toBe(status);
    if (status === 'held') expect(decided).toMatchObject({ margin: 0 });
  });

  it('pairs correlations with human scores, too', () => {
    const good = samples(30, (i) => i + (i % 3));
    const bad = samples(30, (i) => ((i * 7) % 30) + (i % 3));
    const of = (label: string, scores: Score[], value: number) => run(label, scores, [statistic('pearson', value)]);
    const value = (scores: Score[]) => {
      const x = scores.map(({ score }) => score! - mean(scores.map((each) => each.score!))!);
      const y = scores.map(({ human }) => human! - mean(scores.map((each) => each.human!))!);
      const dot = (a: number[], b: number[]) => a.reduce((sum, each, i) => sum + each * b[i]!, 0);
      return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
    };
    const [a, b] = [of('a', good, value(good)), of('b', bad, value(bad))];
    expect(decide('quality pearson not worse than baseline', b, a).status).toBe('failed');
    expect(decide('quality pearson not worse than baseline', a, b).status).toBe('held');
    // Samples that no human scored are no part of it.
    const unrated = samples(10, () => 3).map(({ human: _, ...score }, i) => ({ ...score, sample: `unrated${i}` }));
    const [wider, widerBase] = [of('a', [...good, ...unrated], value(good)), of('b', [...bad, ...unrated], value(bad))];
    expect(decide('quality pearson not worse than baseline', wider, widerBase).status).toBe('held');
    expect(decide('quality pearson not worse than baseline', widerBase, wider).status).toBe('failed');
  });

  it('is an error where pairs can not decide it', () => {
    const own = run(
      'run',
      samples(20, () => 3),
      [statistic('sd', 0), statistic('calls', 30, { criterion: '' })],
    );
    const errors = [
      decide('quality sd not worse than baseline', own, own),
      decide('calls not worse than baseline', own, own),
      decide('quality mean not worse than baseline', { ...own, statistics: [statistic('mean', 2.9)] }, base),
      decide('quality mean not worse than baseline', run('run', [scoreOf('s1', 3)]), base),
      decide('quality mean >= baseline', { ...own, evaluator: 'peem' }, base),
    ];
    expect(errors.map(({ status }) => status)).toEqual(errors.map(() => 'error'));
    expect(errors[2]!.message).toContain('not computed from the scores');
    expect(errors[3]!.message).toContain('too few samples');
    expect(errors[4]!.message).toContain('the evaluators differ');
  });
});
