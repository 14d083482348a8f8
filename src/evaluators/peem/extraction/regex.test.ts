import { expect, test } from 'vitest';
import { extractor } from './extract.ts';
import { reads } from './reads.ts';

test('regex', () => {
  reads({ type: 'regex', pattern: 'x=(\\d+)' }, { 'x=1 x=22': '22', y: null });
  reads({ type: 'regex', pattern: '\\d+' }, { 'a 1 b 2': '2' });
  reads({ type: 'regex', pattern: '(?<a>\\w)-(?<b>\\w)', group: 'b' }, { 'p-q': 'q' });
  reads({ type: 'regex', pattern: '(\\w)-(\\w)', group: 2, flags: 'i' }, { 'P-Q': 'Q' });
  expect(() => extractor({ type: 'regex', pattern: '(' })).toThrow(SyntaxError);
});
