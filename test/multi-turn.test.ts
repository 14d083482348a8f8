import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../src/results/csv.ts';
import { assay, ROOT } from './support/assay.ts';
import { hasReferenceData, referenceFile, SKIPPED_WITHOUT, startRecordedServer } from './support/recorded-server.ts';
import { tempFolder } from './support/temp-folder.ts';

const FAULTS = ['--p429', '0.03', '--p500', '0.03', '--pdrop', '0.02', '--phang', '0.003', '--retry-after', '0.1'];

function writeRun(folder: string, protocol: string, url: string, rest: object): void {
  const config = {
    name: 'r',
    backend: {
      type: protocol,
      baseUrl: protocol === 'openai' ? `${url}/v1` : url,
      concurrency: 16,
      timeout: 2,
      retries: { minSeconds: 0.05, maxSeconds: 0.5 },
    },
    models: [
      { model: 'synthetic', name: 'one' },
      { model: 'synthetic', name: 'two', system: 'You are terse.' },
    ],
    ...rest,
  };
  writeFileSync(join(folder, 'run.yaml'), JSON.stringify(config));
}

const lines = (path: string): string[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line.endsWith('}'))
    : [];

describe.skipIf(!hasReferenceData)(`the multi-turn dataset, end to end${SKIPPED_WITHOUT}`, () => {
  it.each(['openai', 'ollama'])(
    'over the %s protocol, with faults, killed and resumed: every turn has its row, nothing is judged twice',
    { timeout: 180_000 },
    async (protocol) => {
      const server = await startRecordedServer(...FAULTS);
      const folder = tempFolder();
      try {
        // The synthetic judge gives grades, but no verdict on context errors.
        writeRun(folder, protocol, server.url, {
          dataset: { path: join(ROOT, 'datasets/multi-turn/sessions.jsonl') },
          evaluator: { type: 'mt-bench', judge: { model: 'synthetic', name: 'judge' }, contextErrors: false },
        });
        const recording = join(folder, 'results/recording.jsonl');
        for (const target of [200, 1400]) {
          const child = assay(['run', 'run.yaml', '-q'], { cwd: folder });
          while (lines(recording).length < target && child.exitCode === null)
            await new Promise((resolve) => setTimeout(resolve, 20));
          child.kill('SIGKILL');
          await child;
        }
        const { exitCode, stderr } = await assay(['run', 'run.yaml', '-q'], { cwd: folder });
        expect(stderr).toBe('');
        expect(exitCode).toBe(0);
      } finally {
        await server.stop();
      }
      const ratings = parseCsv(readFileSync(join(folder, 'results/r/ratings.csv'), 'utf8'));
      const grades = ratings.filter(({ criterion }) => criterion === 'grade');
      const places = new Set(grades.map(({ model, sample, turn }) => `${model} ${sample} ${turn}`));
      expect(grades).toHaveLength(2 * 640);
      expect(places.size).toBe(2 * 640);
      expect(grades.every(({ status }) => status === 'ok')).toBe(true);
      const calls = lines(join(folder, 'results/r/calls.jsonl')).map((line) => JSON.parse(line));
      expect(calls).toHaveLength(2 * 2 * 640);
      expect(new Set(calls.map(({ task }) => task)).size).toBe(calls.length);
      const keys = lines(join(folder, 'results/recording.jsonl')).map((line) => JSON.parse(line).key);
      expect(new Set(keys).size).toBe(keys.length);
    },
  );

  it("runs MT-Bench's own files with a config alone", async () => {
    const server = await startRecordedServer();
    const folder = tempFolder();
    try {
      writeRun(folder, 'openai', server.url, {
        dataset: { path: referenceFile('mt-bench', 'question.jsonl') },
        evaluator: {
          type: 'mt-bench',
          judge: { model: 'synthetic', name: 'judge' },
          references: referenceFile('mt-bench', 'reference_answer-gpt-4.jsonl'),
          judgePrompts: referenceFile('mt-bench', 'judge_prompts.jsonl'),
        },
      });
      const { exitCode, stderr } = await assay(['run', 'run.yaml', '-q'], { cwd: folder });
      expect(stderr).toBe('');
      expect(exitCode).toBe(0);
    } finally {
      await server.stop();
    }
    const scores = parseCsv(readFileSync(join(folder, 'results/r/scores.csv'), 'utf8')).filter(
      ({ criterion }) => criterion === 'grade',
    );
    expect(scores).toHaveLength(2 * 80 * 2);
    expect(scores.every(({ status }) => status === 'ok')).toBe(true);
  });
});
