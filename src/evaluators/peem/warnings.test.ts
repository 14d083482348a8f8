import { expect, test } from 'vitest';
import { ofConditions } from './warnings.ts';

const names = ['a', 'b', 'c', 'd'];

test('none where all is well', () => {
  expect(
    ofConditions({ names, items: 200, em: { references: [0, 1] }, extractionRates: [1, 0.9, undefined, 0.8] }),
  ).toEqual([]);
});

test('one plain sentence each', () => {
  const found = ofConditions({
    names,
    items: 25,
    em: { references: [2] },
    unknownSelf: [0, 3],
    nearCopies: [{ pair: [0, 3], agreement: 0.812, expected: 0.557, excess: 0.9 }],
    extractionRates: [1, 0.25, 1, 1],
  });
  expect(found).toEqual([
    'Only 25 items: with other items of the kind the models could rank otherwise; use 100 items or more.',
    'a and d may be near copies: their consistency is 0.81 where the other models let expect 0.56, so their errors are not ' +
      'independent and both may be rated too high.',
    'The EM kept one reference only, c: every other capability is just the agreement with it; compare the ranking with the ' +
      'filtering baseline.',
    'With one sample an item nobody knows how consistent a, d would be with itself, so that is left out for all models; give ' +
      'two samples or more to count it.',
    'Only 25% of the replies of b could be read: its rank tells more of form than capability.',
  ]);
});

test('two models are too few, one is not also a collapse', () => {
  expect(ofConditions({ names: ['a'], items: 200, em: { references: [0] } })).toEqual([
    'Only 1 model: PEEM needs at least 3 to compare them by consistency.',
  ]);
});
