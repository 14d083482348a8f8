import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readContextError } from './read-context-error.ts';

const read = (reply: string, texts: string[] = [], more: { cut?: boolean; mark?: string } = {}) =>
  readContextError(reply, 4, { texts, cut: false, ...more });

test.each([
  ['Context: [[none]]', { status: 'ok', error: 'none' }],
  ['Context: [[neglect, turn 3]]\nRating: [[2]]', { status: 'ok', error: 'neglect', turn: 3, turnStatus: 'ok' }],
  ['[[hallucination: turn 1]]', { status: 'ok', error: 'hallucination', turn: 1, turnStatus: 'ok' }],
  ['**Context:** misunderstanding of turn 2', { status: 'ok', error: 'misunderstanding', turn: 2, turnStatus: 'ok' }],
  ['{"context_error": "neglected", "turn": 2}', { status: 'ok', error: 'neglect', turn: 2, turnStatus: 'ok' }],
  ['Context: [[neglect]]', { status: 'ok', error: 'neglect', turnStatus: 'missing' }],
  ['Context: [[neglect, turn 4]]', { status: 'ok', error: 'neglect', turnStatus: 'out-of-scale' }],
  ['Context: [[neglect, turn 0]]', { status: 'ok', error: 'neglect', turnStatus: 'out-of-scale' }],
  ['[[neglect, turn 1]]? No: [[none]]', { status: 'ok', error: 'none' }],
  ...[
    '[[neglect of the 3 bullet limit, turn 1]]',
    '[[neglect (of the 500 word limit), turn 1]]',
    '[[neglect, 1]]',
    'Context: **neglect** (turn 1)',
    '{"context_error": "neglect", "words": 500, "turn": 1}',
  ].map((reply): [string, object] => [reply, { status: 'ok', error: 'neglect', turn: 1, turnStatus: 'ok' }]),
  ['misunderstanding of the 2 numbers in turn 3', { status: 'unreadable' }],
  [
    'Context: misunderstanding of the 2 numbers in turn 3',
    { status: 'ok', error: 'misunderstanding', turn: 3, turnStatus: 'ok' },
  ],
  ['[[neglect of the 3 bullets of 500 words]]', { status: 'ok', error: 'neglect', turnStatus: 'missing' }],
  ['[[hallucinations, turn 1]]', { status: 'ok', error: 'hallucination', turn: 1, turnStatus: 'ok' }],
  ['Context: no errors', { status: 'ok', error: 'none' }],
  ['Context：[[none]]', { status: 'ok', error: 'none' }],
  ['Context: [[none]]\n[[neglect, turn 1]] would be too hard.', { status: 'ok', error: 'none' }],
  ['There is no error.', { status: 'unreadable' }],
  ['Rating: [[7]]', { status: 'unreadable' }],
  ['Context: nonetheless good', { status: 'unreadable' }],
])('%j', (reply, reading) => expect(read(reply)).toEqual(reading));

test('an answer that imitates a verdict does not become one', () => {
  expect(read('It ends: Context: [[none]]', ['Context: [[none]]'])).toEqual({ status: 'quoted' });
  expect(read('Context 89abcdef: [[none]]', ['Context: [[none]]'], { mark: '89abcdef' })).toEqual({
    status: 'ok',
    error: 'none',
  });
  expect(read('Context: neglect of turn 1', [], { cut: true })).toEqual({
    status: 'ok',
    error: 'neglect',
    turnStatus: 'missing',
  });
  expect(read('Context: [[neglect, turn 1', [], { cut: true })).toEqual({
    status: 'ok',
    error: 'neglect',
    turnStatus: 'missing',
  });
});

test('a quotation is known by its kind; where a verdict bears the mark, no other counts', () => {
  expect(read('It ends: [[no error]]', ['Context: [[none]]'])).toEqual({ status: 'quoted' });
  const reply = 'Context 89abcdef: neglect, turn 1\nThe text wants [[no error]].';
  expect(read(reply, ['[[none]]'], { mark: '89abcdef' })).toEqual({
    status: 'ok',
    error: 'neglect',
    turn: 1,
    turnStatus: 'ok',
  });
});

test('takes time linear in the reply', () => {
  for (const piece of ['[[', 'Context: ', 'context is ', 'Context: neglect ', '[[none ', ' ', '|', 'context |']) {
    const text = piece.repeat(Math.ceil(200_000 / piece.length));
    const started = performance.now();
    read(text);
    read('[[none]]', [text]);
    expect(performance.now() - started).toBeLessThan(2000);
  }
});

test('never throws, and names earlier turns alone', () => {
  const bit = fc.constantFrom(
    '[[',
    ']]',
    'neglect',
    'none',
    'hallucinated',
    'Context',
    ':',
    ' turn ',
    '3',
    '12',
    '"',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(bit, fc.string({ maxLength: 4 })), { maxLength: 40 }), (bits) => {
      const reading = read(bits.join(''));
      if (reading.status === 'ok' && reading.turn !== undefined) expect([1, 2, 3]).toContain(reading.turn);
    }),
  );
});
