import { join } from 'node:path';
import { expect } from 'vitest';
import { type LoadOptions, loadConfig } from '../../src/config/load.ts';
import { ConfigError } from '../../src/config/problems.ts';
import { tempFolder } from './temp-folder.ts';

/** A config that is right. */
export const GOOD = `name: good
backends:
  local: { type: ollama, options: { num_ctx: 8192 } }
  cloud:
    type: openai
    baseUrl: https://api.example.com/v1/
    apiKey: \${KEY}
dataset: { path: data/d.jsonl, fields: { id: id, human: { a: x } } }
evaluator:
  type: batcheval
  judge: { backend: cloud, model: gpt-4o, temperature: 0.2 }
  rounds: 3
  criteria:
    - { name: clarity, scale: [1, 5], question: Is it clear?, anchors: { 1: no, 5: yes } }
`;
export const KEY = 'sk-test-1234567890';

/** Loads a config from a folder of its own. */
export function load(source: string, options: LoadOptions = {}) {
  const folder = tempFolder({ 'c.yaml': source });
  return { folder, ...loadConfig(join(folder, 'c.yaml'), { env: { KEY }, ...options }) };
}

/** What is said about a config that is wrong: as a person reads it, without the folder. */
export function complaint(source: string, options: LoadOptions = {}): string {
  const folder = tempFolder({ 'c.yaml': source });
  try {
    loadConfig(join(folder, 'c.yaml'), { env: { KEY }, ...options });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message.replaceAll(`${folder}/`, '');
  }
  throw new Error('expected the config to be refused');
}

/** The problems one by one, each as `line:column: message`, then `what the caret is under`. */
export function problems(source: string, options: LoadOptions = {}): [string, string | undefined][] {
  return complaint(source, options)
    .split('\n\n')
    .slice(0, -1)
    .map((problem) => {
      const [head, text, carets] = problem.split('\n');
      const under = carets?.indexOf('^');
      return [head!.replace('c.yaml:', ''), carets && text!.slice(under, carets.length)];
    });
}
