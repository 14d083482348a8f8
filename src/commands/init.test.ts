import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { initCommand } from './init.ts';

const CANCEL = Symbol('cancel');
const { select, text } = vi.hoisted(() => ({ select: vi.fn(), text: vi.fn() }));
vi.mock('@clack/prompts', () => ({ select, text, isCancel: (answer: unknown) => answer === CANCEL }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-init-'));
  vi.stubEnv('CI', undefined);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  for (const stream of [process.stdin, process.stdout])
    Object.defineProperty(stream, 'isTTY', { value: true, configurable: true });
  text.mockReset();
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const stream of [process.stdin, process.stdout]) Reflect.deleteProperty(stream, 'isTTY');
  rmSync(folder, { recursive: true });
});

test.each([
  [
    'openai',
    {},
    ['http://127.0.0.1:8000/v1', 'my-model'],
    ['baseUrl: http://127.0.0.1:8000/v1', ':-none}', '"my-model"'],
  ],
  ['openai', { model: 'm' }, ['https://api.openai.com/v1'], ['baseUrl: https://api.openai.com/v1', '{OPENAI_API_KEY}']],
  ['openai', { baseUrl: 'http://host/v1' }, ['my-model'], ['baseUrl: http://host/v1', '"my-model"']],
  ['ollama', {}, ['my-model'], ['baseUrl: http://127.0.0.1:11434', '"my-model"']],
])('%s with %j: asks for %j', async (backend, flags, answers, written) => {
  select.mockResolvedValueOnce('batcheval').mockResolvedValueOnce(backend);
  for (const answer of answers) text.mockResolvedValueOnce(answer);
  expect(await initCommand(folder, flags)).toBe(0);
  expect(text).toHaveBeenCalledTimes(answers.length);
  const config = readFileSync(join(folder, 'assay.yaml'), 'utf8');
  for (const part of written) expect(config).toContain(part);
});

test('who gives up at the address gets no files', async () => {
  select.mockResolvedValueOnce('batcheval').mockResolvedValueOnce('openai');
  text.mockResolvedValueOnce(CANCEL);
  expect(await initCommand(join(folder, 'new'), {})).toBe(130);
  expect(() => readFileSync(join(folder, 'new/assay.yaml'))).toThrow('ENOENT');
});

test.each(['batcheval', 'peem', 'mt-bench'])(
  'a dataset that %s would write over is left as it is',
  async (evaluator) => {
    const flags = { evaluator, backend: 'ollama', model: 'm' };
    const dataset = { batcheval: 'samples.jsonl', peem: 'questions.jsonl', 'mt-bench': 'sessions.jsonl' }[evaluator]!;
    writeFileSync(join(folder, dataset), 'mine');
    await expect(initCommand(folder, flags)).rejects.toThrow(`${folder} has ${dataset} already`);
    expect(readFileSync(join(folder, dataset), 'utf8')).toBe('mine');
    expect(existsSync(join(folder, 'assay.yaml'))).toBe(false);
    expect(await initCommand(folder, { ...flags, force: true })).toBe(0);
    expect(readFileSync(join(folder, dataset), 'utf8')).not.toBe('mine');
  },
);

test('a file that can not be written is told', async () => {
  mkdirSync(join(folder, 'assay.yaml'));
  const init = initCommand(folder, { evaluator: 'peem', backend: 'ollama', model: 'm', force: true });
  await expect(init).rejects.toThrow(/nothing can be written there \(EISDIR.*\)/);
});
