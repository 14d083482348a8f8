import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { UsageError } from '../errors.ts';
import { modelsCommand } from './models.ts';

test('what is neither a file nor a backend is told with the backends that there are', async () => {
  const asked = modelsCommand('opneai', {});
  await expect(asked).rejects.toThrow(UsageError);
  await expect(asked).rejects.toThrow('opneai: no such file, and no backend; there are: ollama, openai');
});

test('a single recorded call is one call', async () => {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const [line] = readFileSync('datasets/quickstart/recording.jsonl', 'utf8').split('\n');
  const folder = tempFolder({
    'calls.jsonl': `${line}\n`,
    'run.yaml': readFileSync('configs/quickstart.yaml', 'utf8')
      .replace(/recording: \S+/, 'recording: calls.jsonl')
      .replace(/path: \S+/, `path: ${join(process.cwd(), 'datasets/quickstart/explanations.jsonl')}`),
  });
  expect(await modelsCommand(join(folder, 'run.yaml'), {})).toBe(0);
  expect(written.join('')).toMatch(/handwritten +1 recorded call$/m);
});
