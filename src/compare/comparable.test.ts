import { describe, expect, it } from 'vitest';
import { comparable, discrepancies, discrepanciesBetween } from './comparable.ts';
import { scoreOf, sourceOf } from './fixtures.ts';
import type { RunFacts } from './source.ts';

const evaluator = {
  type: 'batcheval',
  judge: { model: 'judge', temperature: 0.2, backend: 'local', name: 'j' },
  criteria: [{ name: 'quality', scale: [1, 5], question: 'How good?' }],
  rounds: 3,
};

function source(label: string, changed: object = {}, facts: Partial<RunFacts> = {}) {
  return sourceOf(label, [scoreOf('x', 1, { human: 3 })], {
    facts: {
      config: { evaluator: { ...evaluator, ...changed } },
      files: {},
      dataset: { path: 'data.jsonl', rows: 1, sha256: 'a'.repeat(64) },
      ...facts,
    },
  });
}

const refusals = (...args: Parameters<typeof source>) => discrepancies(source('a'), source(...args)).refused;

it('each table without a run.json is told of', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((label) => sourceOf(label, [scoreOf('s', 1)]));
  const whole = { ...b!, facts: { config: {} } };
  const notesOf = (sources: Parameters<typeof comparable>[0]) =>
    comparable(sources, false).filter((note) => note.includes('without a run.json'));
  expect(notesOf([a!, b!, c!]).map((note) => note.slice(0, 1))).toEqual(['a', 'b', 'c']);
  expect(notesOf([a!, whole, c!]).map((note) => note.slice(0, 1))).toEqual(['a', 'c']);
});

describe('of three sources', () => {
  const quality = { name: 'quality', scale: [1, 5], question: 'How good?' };
  const refused = (sources: Parameters<typeof comparable>[0]) => discrepanciesBetween(sources).refused;

  it('finds what differs in two of them and is not in the first', () => {
    const first = source('a', { criteria: [{ ...quality, name: 'other' }] });
    const [b, c] = [source('b'), source('c', { criteria: [{ ...quality, scale: [1, 10] }] })];
    expect(refused([first, b, c])).toEqual(['b and c: the scale of "quality" differs: [1,5] and [1,10]']);
  });

  it('finds what differs in two of them where the first has no run.json', () => {
    const table = sourceOf('a', [scoreOf('x', 1, { human: 3 })]);
    const [b, c] = [source('b'), source('c', { judge: { ...evaluator.judge, model: 'other' } })];
    expect(refused([table, b, c]).join()).toContain('b and c: the judges differ');
  });

  it('tells once what one of them differs in from all others', () => {
    const [a, b, c] = [source('a'), source('b'), source('c', { judge: { ...evaluator.judge, model: 'other' } })];
    expect(refused([a, b, c])).toHaveLength(1);
  });
});

describe('discrepancies', () => {
  it('finds none between runs of the same kind, wherever the judge is reached and whatever it is called', () => {
    expect(refusals('b')).toEqual([]);
    expect(refusals('b', { judge: { ...evaluator.judge, backend: 'cloud', name: 'k', price: { input: 1 } } })).toEqual(
      [],
    );
  });

  it.each([
    ['dataset', {}, { dataset: { path: 'data.jsonl', rows: 1, sha256: 'b'.repeat(64) } }, 'the datasets differ'],
    ['judge', { judge: { ...evaluator.judge, model: 'other' } }, {}, 'the judges differ'],
    ['temperature', { judge: { ...evaluator.judge, temperature: 1 } }, {}, 'the judges differ'],
    [
      'scale',
      { criteria: [{ ...evaluator.criteria[0], scale: [1, 10] }] },
      {},
      'the scale of "quality" differs: [1,5] and [1,10]',
    ],
    ['question', { criteria: [{ ...evaluator.criteria[0], question: 'Why?' }] }, {}, 'in other words'],
    ['prompt', { prompt: '/p.hbs' }, { files: { '/p.hbs': 'hash' } }, "the judge's prompts differ"],
  ])('names another %s', (_what, changed, facts, message) => {
    expect(refusals('b', changed, facts).join()).toContain(message);
  });

  it('takes the same prompt at another path for the same', () => {
    const a = source('a', { prompt: '/one/p.hbs' }, { files: { '/one/p.hbs': 'hash' } });
    const b = source('b', { prompt: '/home/x/p.hbs' }, { files: { '/home/x/p.hbs': 'hash' } });
    expect(discrepancies(a, b).refused).toEqual([]);
  });

  it('takes a judge that says what it is asked with anyway for the same', () => {
    const judged = (more: object, type = 'mt-bench') => ({ type, judge: { model: 'j', ...more } });
    const refused = (one: object, other: object) => discrepancies(source('a', one), source('b', other)).refused;
    // Multi-turn judges are asked at temperature 0, with room for 2048 tokens.
    expect(refused(judged({}), judged({ temperature: 0, maxTokens: 2048 }))).toEqual([]);
    expect(refused(judged({}), judged({ temperature: 0.5 })).join()).toContain('the judges differ');
    // BatchEval leaves the temperature to the backend.
    expect(refused(judged({}, 'batcheval'), judged({ temperature: 0 }, 'batcheval')).join()).toContain('judges differ');
  });

  it('notes other settings', () => {
    expect(discrepancies(source('a'), source('b', { rounds: 5 }))).toEqual({
      refused: [],
      notes: ['rounds differs: 3 and 5'],
    });
  });

  it('checks of a bare table what can be checked', () => {
    const bare = (human: number, more = {}) => sourceOf('bare', [scoreOf('x', 1, { human })], more);
    expect(discrepancies(source('a'), bare(3)).refused).toEqual([]);
    expect(discrepancies(source('a'), bare(3)).notes[0]).toContain('could not be checked');
    expect(discrepancies(source('a'), bare(4)).refused[0]).toContain('human scores of 1 sample differ,');
    expect(discrepancies(source('a'), bare(3, { evaluator: 'mt-bench' })).refused[0]).toContain('evaluators differ');
    expect(discrepancies(source('a'), bare(3, { evaluator: '' })).refused).toEqual([]);
  });
});

describe('comparable', () => {
  it('refuses, naming what differs, or tells it where it is forced', () => {
    const pair = [source('a'), source('b', { judge: { model: 'other' } })];
    expect(() => comparable(pair, false)).toThrow(/a and b: the judges differ: .*"judge".* and .*"other".*\n.*--force/);
    expect(comparable(pair, true)[0]).toContain('compared by --force although a and b: the judges differ');
  });
});
