import { test } from 'vitest';
import { reads } from './fixtures.ts';

test('text', () => {
  reads({ type: 'text' }, { 'The  Eiffel Tower!': 'eiffel tower', '…': null });
  reads({ type: 'text', marker: 'Answer: (.*)' }, { 'Answer: Rome.\nAnswer: Milan.': 'milan', Rome: null });
});
