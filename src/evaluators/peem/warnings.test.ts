import { expect, test } from 'vitest';
import { ofConditions } from './warnings.ts';

const names = ['a', 'b', 'c', 'd'];

test('none where all is well', () => {
  expect(
    ofConditions({
      names,
      items: 200,
      capabilities: [{ algorithm: 'peem', footing: {} }],
      extractionRates: [1, 0.9, undefined, 0.8],
    }),
  ).toEqual([]);
});

test('one plain sentence each', () => {
  const found = ofConditions({
    names,
    items: 25,
    capabilities: [
      { algorithm: 'peem', footing: { alone: 2 } },
      { algorithm: 'filtering', footing: { tied: [0, 1] } },
    ],
    unknownSelf: [0, 3],
    identical: [[0, 1, 2]],
    nearCopies: [
      {
        pair: [0, 3],
        agreement: 0.812,
        expected: 0.557,
        excess: 0.9,
        errors: { shared: 0.634, expected: 0.126, self: 0.66, z: 8 },
      },
    ],
    extractionRates: [1, 0.25, 1, 1],
  });
  expect(found).toEqual([
    'Only 25 items: with other items of the kind the models could rank otherwise; use 100 items or more.',
    'a, b and c gave the same predictions on all 25 items. If they are one model under several names, their agreement says ' +
      'nothing of how good it is and all may be rated too high: leave all but one out. If not, the items are too easy to ' +
      'tell them apart.',
    'a and d agree about as much as each agrees with itself: their consistency is 0.81 where the other models let expect ' +
      '0.56, and where both go against most models they say the same in 63% (expected: 13%). They may be near copies: one ' +
      'model under two names, or a model and its fine-tune. If so, their errors are not independent and both may be rated ' +
      'too high.',
    'The EM kept one reference only, c: the capability of every other model is its agreement with this one, that of the ' +
      'reference its agreement with itself and the references dropped last. These are two different things, so they do not ' +
      'tell whether the reference is better or worse than another model, wherever it stands in the list; the others can be ' +
      'compared with each other. For the place of the reference look at the algorithm ensemble, or compare rankings with ' +
      'other sets of models.',
    'The algorithm filtering found two references, a and b: each is rated by its agreement with the other, which is one ' +
      'number, and with itself, which is the same for both. So they tie whatever they are worth, which does not show that ' +
      'they are equally good; for their order look at the algorithm ensemble.',
    'With one sample an item nobody knows how consistent a, d would be with itself, so that is left out for all models; give ' +
      'two samples or more to count it.',
    'Only 25% of the replies of b could be read: its rank tells more of form than capability.',
  ]);
});

test('two models are too few', () => {
  expect(ofConditions({ names: ['a'], items: 200 })).toEqual([
    'Only 1 model: PEEM needs at least 3 to compare them by consistency.',
  ]);
});

test('where no model is left, nothing is said of the number of items', () => {
  expect(ofConditions({ names: [], items: 0 })).toEqual([
    'No models: PEEM needs at least 3 to compare them by consistency.',
  ]);
});

test('human labels as the only reference compare all models alike', () => {
  const [note, ...others] = ofConditions({
    names: [...names, 'human'],
    items: 200,
    human: 4,
    capabilities: [{ algorithm: 'peem', footing: { alone: 4 } }],
  });
  expect(others).toEqual([]);
  expect(note).toBe(
    'The EM kept one reference only, the human labels: every capability is just the agreement with them.',
  );
});
