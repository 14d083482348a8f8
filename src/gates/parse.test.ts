import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteName } from './find.ts';
import { gateProblem, parseGate } from './parse.ts';

describe('parseGate', () => {
  it.each([
    ['coherence pearson >= 0.7', 'coherence', 'pearson', undefined, { kind: 'number', operator: '>=', bound: 0.7 }],
    ['coverage>=.99', '', 'coverage', undefined, { kind: 'number', operator: '>=', bound: 0.99 }],
    ['cost <= 2.00', '', 'cost', undefined, { kind: 'number', operator: '<=', bound: 2 }],
    ['failed_calls == 0', '', 'failed_calls', undefined, { kind: 'number', operator: '==', bound: 0 }],
    ['position_slope > -1e-3', '', 'position_slope', undefined, { kind: 'number', operator: '>', bound: -0.001 }],
    [
      'overall mean >= baseline - 0.1',
      'overall',
      'mean',
      undefined,
      { kind: 'baseline', operator: '>=', offset: -0.1 },
    ],
    ['cost <= baseline+1', '', 'cost', undefined, { kind: 'baseline', operator: '<=', offset: 1 }],
    ['calls == baseline', '', 'calls', undefined, { kind: 'baseline', operator: '==', offset: 0 }],
    ['coherence mean not worse than baseline', 'coherence', 'mean', undefined, { kind: 'not-worse' }],
    ['a b mean of model m n not worse than baseline', 'a b', 'mean', 'm n', { kind: 'not-worse' }],
    [
      'grade mean[turn=3] of model qwen3:8b > 7',
      'grade',
      'mean[turn=3]',
      'qwen3:8b',
      { kind: 'number', operator: '>', bound: 7 },
    ],
    ['grade mean model=m < 7', 'grade', 'mean', 'm', { kind: 'number', operator: '<', bound: 7 }],
    ['grade mean model="a >= b" < 7', 'grade', 'mean', 'a >= b', { kind: 'number', operator: '<', bound: 7 }],
    [
      '"tone: of model, >= 3" mean >= 3',
      'tone: of model, >= 3',
      'mean',
      undefined,
      { kind: 'number', operator: '>=', bound: 3 },
    ],
    ['"say \\"hi\\"" mean >= 3', 'say "hi"', 'mean', undefined, { kind: 'number', operator: '>=', bound: 3 }],
    ["judge's view mean >= 3", "judge's view", 'mean', undefined, { kind: 'number', operator: '>=', bound: 3 }],
    [
      'mean[judge=a >= b [x]] >= 3',
      '',
      'mean[judge=a >= b [x]]',
      undefined,
      { kind: 'number', operator: '>=', bound: 3 },
    ],
  ])('reads %s', (text, criterion, statistic, model, demand) => {
    expect(parseGate(text)).toEqual({ text, criterion, statistic, ...(model !== undefined && { model }), demand });
  });

  it.each([
    ['', 'empty'],
    ['coherence pearson', 'no comparison'],
    ['coherence pearson 0.7', 'no comparison'],
    ['coherence pearson = 0.7', 'no comparison'],
    ['coherence pearson != 0.7', 'no comparison'],
    ['coherence pearson => 0.7', '"=" is no comparison'],
    ['coherence pearson ! > 0.7', '"!" is no comparison'],
    ['>= 0.7', 'names no statistic'],
    ['not worse than baseline', 'names no statistic'],
    ['pearson >=', 'comes a number'],
    ['pearson >= 99%', 'comes a number'],
    ['pearson >= x', 'comes a number'],
    ['pearson >= Infinity', 'comes a number'],
    ['coverage >= 1e999', 'too large a number'],
    ['coverage == 1e999', 'too large a number'],
    ['coverage <= -1e999', 'too large a number'],
    ['cost <= baseline + 1e999', 'too large a number'],
    ['cost >= baseline - 1e999', 'too large a number'],
    ['pearson >= baseline * 2', 'comes a number'],
    ['pearson >= baseline - x', 'comes a number'],
    ['pearson >= baseline - 1.2.3', 'not a number'],
    ['0.1 <= pearson <= 0.7', 'more than one'],
    ['mean of model >= 3', 'names no model'],
    ['"mean >= 3', 'not closed'],
    ['mean[turn=3 >= 3', 'not closed'],
  ])('says what is wrong with %j', (text, message) => {
    expect(gateProblem(text)).toContain(message);
  });

  it('reads back any name that is quoted', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(name, name, name, (criterion, statistic, model) => {
        const text = `${JSON.stringify(criterion)} ${JSON.stringify(statistic)} of model ${JSON.stringify(model)} >= 1`;
        fc.pre(!/\\[^"\\]/.test(text)); // JSON has escapes for control characters; a gate takes them as they are
        expect(parseGate(text)).toMatchObject({ criterion, statistic, model });
      }),
    );
  });

  it('never fails in another way than by saying what is wrong', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab "\'[]\\=<>-0.1'.split(''), 'of', 'model', 'baseline') }),
        (text) => {
          gateProblem(text);
        },
      ),
    );
  });
});

describe('quoteName', () => {
  it('writes a name so that it is read as one', () => {
    for (const name of ['grade', 'a b', 'a "b"', 'x >= y', 'of model']) {
      expect(parseGate(`${quoteName(name)} mean >= 1`).criterion).toBe(name);
    }
  });
});
