import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choice } from './choice.ts';
import { type Extraction, extractor } from './extract.ts';
import { ownMarker } from './marked.ts';
import { normaliseLatex } from './normalise-latex.ts';
import { goldNumber, number } from './number.ts';
import { rating } from './rating.ts';
import { set } from './set.ts';

const EXTRACTIONS: Extraction[] = [
  { type: 'choice' },
  { type: 'set' },
  { type: 'number' },
  { type: 'boxed' },
  { type: 'regex', pattern: '(\\w+)$' },
  { type: 'json', path: 'a' },
  { type: 'text' },
  { type: 'rating', scale: [1, 5] },
];

test.each(EXTRACTIONS)('$type: any reply is read or is no prediction, and says why', (extraction) => {
  const read = extractor(extraction);
  const pieces = fc.constantFrom(
    '##[',
    ']##',
    'A',
    'B, ',
    'answer is ',
    '\\boxed{',
    '}',
    '{"a":',
    '1,000',
    '/',
    '-',
    '%',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
      const extracted = read(parts.join(''));
      if ('prediction' in extracted) expect(extracted.prediction).toEqual(expect.anything());
      else expect(extracted.reason).not.toBe('');
    }),
  );
});

test.each(EXTRACTIONS)('$type: a long reply made to be slow is read', (extraction) => {
  const read = extractor(extraction);
  const pieces = [
    '##[',
    '[',
    '{',
    '{"a":',
    '\\boxed{',
    'A, ',
    'the answer is ',
    '1',
    '1,',
    ' ',
    '\n',
    '(',
    '##[A] ',
    'x',
    '####',
    'score ',
    '-',
    '"{',
  ];
  for (const piece of pieces) read(piece.repeat(10_000));
});

const READERS: Record<string, (text: string) => unknown> = {
  number,
  'gold number': (text) => goldNumber(text),
  LaTeX: normaliseLatex,
  rating: (text) => rating(text, [1, 5]),
  choice: (text) => choice(text, 'ABCDEFGHIJ'),
  set: (text) => set(`<${text}>`, 'ABCDEFGHIJ', ownMarker('<([^>]*)>')),
};
const PIECES = [
  '1 ',
  '1,',
  '1=',
  '000 ',
  ' ',
  '\n',
  '{1}',
  '^{',
  '\\frac{',
  '\\text{',
  'm^2',
  'm/',
  '- ',
  'Answer:\n',
  'A, ',
  'B is ',
  'A) ',
  'Rating ',
  '*',
  '5 million ',
  '5 hours ',
  'minus ',
  'if ',
  'Wait, ',
  'The answer is B. ',
];
const CASES = Object.keys(READERS).flatMap((reader) => PIECES.map((piece) => [reader, piece] as const));

// The limit is the runner's: in time in proportion 100 kB take less than half a second; a single expression in the
// square of them takes ten and more.
test.each(CASES)('%s: 100 kB of %j', { timeout: 10_000 }, (reader, piece) => {
  READERS[reader]!(piece.repeat(Math.ceil(100_000 / piece.length)));
});
