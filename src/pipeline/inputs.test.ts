import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { loadConfig } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import { loadInputs } from './inputs.ts';

test('a prompt that is not UTF-8 is refused: it would be asked with other letters', async () => {
  const folder = tempFolder({
    'c.yaml': `dataset: { path: d.jsonl }
backend: { type: replay, recording: r.jsonl }
evaluator:
  { type: batcheval, prompt: p.hbs, judge: { model: m }, criteria: [{ name: c, scale: [1, 5], question: Good? }] }
`,
    'd.jsonl': '{"output":"x"}\n',
    'p.hbs': Buffer.from('Schön? {{samples}}', 'latin1'),
  });
  const path = join(folder, 'c.yaml');
  await expect(loadInputs(loadConfig(path).config)).rejects.toThrow(
    new UsageError(`${path}: evaluator.prompt: ${join(folder, 'p.hbs')}: this file is not valid UTF-8`),
  );
});
