import { expect, test } from 'vitest';
import { type Extraction, extractor } from './extract.ts';
import { reads } from './fixtures.ts';

test('regex', () => {
  reads({ type: 'regex', pattern: 'x=(\\d+)' }, { 'x=1 x=22': '22', y: null });
  reads({ type: 'regex', pattern: '\\d+' }, { 'a 1 b 2': '2' });
  reads({ type: 'regex', pattern: '(?<a>\\w)-(?<b>\\w)', group: 'b' }, { 'p-q': 'q' });
  reads({ type: 'regex', pattern: '(\\w)-(\\w)', group: 2, flags: 'i' }, { 'P-Q': 'Q' });
  expect(() => extractor({ type: 'regex', pattern: '(' })).toThrow(SyntaxError);
});

// One word more doubles the time: without a limit the run would never end.
test.each<Extraction>([
  { type: 'regex', pattern: 'Answer: ((\\w+\\s?)+)$' },
  { type: 'text', marker: 'Answer: ((\\w+\\s?)+)$' },
  { type: 'choice', marker: 'Answer: ((\\w+\\s?)+)$' },
])('a pattern that backtracks without end on a reply reads nothing there: %j', (extraction) => {
  const read = extractor(extraction);
  expect(read(`Answer: ${'word '.repeat(20)}word!`)).toEqual({
    status: 'no prediction',
    reason: '/Answer: ((\\w+\\s?)+)$/ took more than 2 s on this reply',
  });
  expect(read('Answer: B')).toMatchObject({ prediction: extraction.type === 'text' ? 'b' : 'B' });
});
