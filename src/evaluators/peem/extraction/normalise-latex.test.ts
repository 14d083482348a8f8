import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseLatex } from './normalise-latex.ts';

test.each([
  ['A^{\\mathrm{T}}', 'A^{T}', 'A^T'],
  ['x_{\\text{1}}', 'x_{1}', 'x_1'],
  ['x_{\\mathrm{\\mathbf{1}}}', 'x_1'],
  ['30^{\\circ}C', '30^\\circ\\text{C}', '30^\\circ C'],
  ['2\\pi\\text{r}', '2\\pi\\,r', '2\\pi r'],
  ['10\\text{,000}', '10{,}000', '10,000', '10000'],
  ['\\$5', '$5$', '5'],
])('%s and others are one', (...written) => {
  expect(new Set(written.map(normaliseLatex))).toEqual(new Set([written.at(-1)]));
});

test('a list is no number, with or without its spaces', () => {
  expect(normaliseLatex('1, 234')).toBe('1, 234');
  expect(normaliseLatex('1,234')).toBe('1234');
  expect(normaliseLatex('(1, 234)')).toBe('(1,234)');
});

test('what is normalised already stays as it is', () => {
  const pieces = fc.constantFrom(
    ...['\\text', '\\mathrm', '\\frac', '\\dfrac', '\\sqrt', '\\pi', '\\circ', '\\left', '\\,', '\\$', '\\%', '\\\\'],
    ...['{', '}', '^', '_', '[', ']', '$', ',', '.', '(', ' ', '1', '23', '000', 'x', 'T', '-', '−', '{1}', '{T}'],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (tokens) => {
      const form = normaliseLatex(tokens.join(''));
      expect(normaliseLatex(form)).toBe(form);
    }),
    { numRuns: 5000 },
  );
});
