import { test } from 'vitest';
import { reads } from './fixtures.ts';

test('a reply that ends with the option that it comes to', () => {
  reads(
    { type: 'choice' },
    {
      'I think (B).': 'B',
      'I believe it’s B.': 'B',
      "I believe it's B.": 'B',
      "I'd say B": 'B',
      'I lean towards (B).': 'B',
      'It must be (C)': 'C',
      'It should be B.': 'B',
      'Going with (B).': 'B',
      'Probably B.': 'B',
      'He left at noon. Therefore (D)': 'D',
      'He left at noon.\nSo, it is **D**.': 'D',
      'Based on the passage, C.': 'C',
      'So (B) Rome.': 'B',
      'Correct: B': 'B',
      'Correct option: B': 'B',
      '**Final choice:** B': 'B',
      '→ B': 'B',
      'A) Paris is French.\nB) Rome is Italian.\n\nI think it is (B).': 'B',
    },
  );
});

test('a letter at the end that is not chosen', () => {
  reads(
    { type: 'choice' },
    {
      'I think it is not (B).': null,
      "I don't think it's B.": null,
      'I think (B) is wrong.': null,
      'Maybe (B)?': null,
      'Is it B?': null,
      'Not (B).': null,
      'Perhaps (B), or (C).': null,
      'So A or B': null,
      'If he left, it is B.': null,
      'I would rule out (B).': null,
      'Unlike (B).': null,
      'The text mentions B.': null,
      'I think a': null,
      'It is Z.': null,
    },
  );
});
