import { expect, test } from 'vitest';
import type { Settling } from '../settling.ts';
import { asksContextErrors, filesOf, mtBenchConfig, settleMtBench } from './config.ts';

const parse = (config: object) => mtBenchConfig().parse({ type: 'mt-bench', ...config });
const judge = { model: 'j' };

test.each([
  [{}, false],
  [{ judge }, true],
  [{ judge, contextErrors: false }, false],
  [{ judge, judgePrompts: 'p.jsonl' }, false],
  [{ judge, judgePrompts: 'p.jsonl', contextErrors: true }, true],
  [{ judge, mode: 'pairwise-all' }, false],
  [{ judge, mode: 'pairwise-all', contextErrors: true }, true],
])('%j asks for context errors: %s', (config, asks) => expect(asksContextErrors(parse(config))).toBe(asks));

test.each([
  [{ judge, judges: [judge] }, /exclude each other/],
  [{ judge, mode: 'pairwise' }, /so `baseline` must name the model/],
  [{ judge, baseline: 'm' }, /is for `mode: pairwise` only/],
  [{ contextErrors: true }, /without a `judge`/],
  [{ judge, judgePrompts: 'p', prompts: { single: 's' } }, /exclude each other/],
  [{ judge, repeat: 2 }, /Unrecognized/],
])('%j is refused', (config, message) => expect(() => parse(config)).toThrow(message));

test('every path is made absolute and its file is read', () => {
  const settling: Settling = {
    model: (config, at) => ({ ...config, backend: 'b', name: at.join('.') }),
    models: (configs, at) => configs.map((config, i) => ({ ...config, backend: 'b', name: `${at.join('.')}.${i}` })),
    path: (path) => `/there/${path}`,
    problem: () => {},
  };
  const prompts = { contextErrors: 'c.hbs' };
  const settled = settleMtBench(
    parse({ judges: [judge], answers: ['a', 'b'], references: 'r', judgePrompts: 'p', prompts }),
    settling,
  );
  expect(filesOf(settled)).toEqual(['/there/a', '/there/b', '/there/r', '/there/p', '/there/c.hbs']);
  expect(settled.judges).toEqual([{ model: 'j', backend: 'b', name: 'judges.0' }]);
  expect(filesOf(settleMtBench(parse({}), settling))).toEqual([]);
});
