import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable } from '../printable.ts';
import { count, dollars, duration, percent, plural, round, withInterval } from './format.ts';

test.each([
  [0.8123, 0.7512, 0.8734, '0.812 [0.751, 0.873]'], // half: 0.061
  [3.456, 3.1, 3.8, '3.46 [3.10, 3.80]'], // half: 0.35
  [34.56, 31, 38, '34.6 [31.0, 38.0]'], // half: 3.5
  [345.6, 310, 380, '346 [310, 380]'], // half: 35
  [0.81234, 0.81233, 0.81235, '0.812 [0.812, 0.812]'], // never more than three
  [1, 1, 1, '1.000'],
  [0.5, undefined, undefined, '0.500'],
])('%d within [%d, %d] is %s', (value, low, high, text) => {
  expect(withInterval(value, low, high)).toBe(text);
});

test('there is no minus before zero', () => {
  expect([round(-0.0001, 3), round(-0, 0), round(-0.0006, 3)]).toEqual(['0.000', '0', '-0.001']);
});

test.each([
  [1, '100%'],
  [0.9999, '99.9%'],
  [1 - 1e-12, '99.9%'],
  [0.995, '99.5%'],
  [0.29, '29.0%'],
  [41 / 44, '93.2%'],
  [4 / 41, '9.8%'],
  [0.9889, '98.9%'],
  [0.0001, '0.1%'],
  [1e-12, '0.1%'],
  [0, '0.0%'],
])('a share of %d is %s', (share, text) => {
  expect(percent(share)).toBe(text);
});

test('only all is 100%, only none is 0%, and thousandths are shown as they are', () => {
  fc.assert(
    fc.property(fc.nat(999), (thousandths) => {
      expect(percent(thousandths / 1000)).toBe(`${(thousandths / 10).toFixed(1)}%`);
    }),
  );
});

test.each([
  [0.2, '< 1 s'],
  [1, '1 s'],
  [89.4, '89 s'],
  [90, '2 min'],
  [3600, '60 min'],
  [5400, '1 h 30 min'],
  [7199, '2 h 0 min'], // not 1 h 60 min
  [90_000, '25 h 0 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test.each([
  [0, '$0'],
  [0.000_01, '< $0.0001'],
  [0.0012, '$0.0012'],
  [0.126, '$0.13'],
  [12.5, '$12.50'],
  [999.999, '$1,000.00'],
  [1_234_567.891, '$1,234,567.89'],
])('%d dollars are %s', (amount, text) => {
  expect(dollars(amount)).toBe(text);
});

test('counts and nouns', () => {
  expect(count(1_234_567)).toBe('1,234,567');
  expect([0, 999, 1000, 12_345.6, -1234].map(count)).toEqual(['0', '999', '1,000', '12,346', '-1,234']);
  expect([plural(1, 'call'), plural(0, 'call'), plural(2000, 'reply', 'replies')]).toEqual([
    '1 call',
    '0 calls',
    '2,000 replies',
  ]);
});

test('what is shown in a terminal can neither repaint it nor turn the text around', () => {
  expect(printable('a\u001b[2Jb\u202ec\u0007\u009b')).toBe('a\\u001b[2Jb\\u202ec\\u0007\\u009b');
  expect(printable('ü 漢字 🙂 עברית')).toBe('ü 漢字 🙂 עברית');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    }),
  );
});
