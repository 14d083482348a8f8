import { expect, test } from 'vitest';
import { settledConfig } from './fixtures.ts';

test.each([
  [{ composition: 'fixed' }, /is `fixed`, so `batches` must name the files/],
  [{ batches: 'b.jsonl' }, /is for `composition: fixed` only/],
  [{ judges: [{ model: 'a' }], judge: { model: 'b' } }, /`judges` must be there, and not both/],
])('%j is refused', (config, message) => {
  expect(() => settledConfig(config)).toThrow(message);
});
