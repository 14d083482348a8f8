import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plain } from './plain.ts';

test.each([
  ['**Rating：** ［［８］］', '  Rating:   [[8]]'],
  ['【【Ａ】】', '[[A]]'],
  ['“rating” ⁄ ’', '"rating" / \''],
  ['7½ 𝟕 é', '7½ 𝟕 é'],
])('%j is %j', (text, result) => expect(plain(text)).toBe(result));

test('places stay what they were', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => plain(text).length === text.length));
});
