import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { judge, writeJudging } from '../../test/support/judge.ts';
import { ModelServer } from '../../test/support/model-server.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { loadConfig } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import { quietObserver } from '../reports/progress.ts';
import { readManifest } from '../results/read-run.ts';
import { run } from '../run.ts';
import { rescore } from './rescore.ts';

const NEVER = new AbortController().signal;

/** A run of two calls. */
async function aRun() {
  const server = await ModelServer.start(judge);
  const cwd = tempFolder();
  writeJudging(cwd, { samples: 8, backend: { type: 'openai', baseUrl: `${server.url}/v1` } });
  const { config } = loadConfig(join(cwd, 'run.yaml'));
  const { folder } = await run(config, {
    results: join(cwd, 'results'),
    mode: 'live',
    secrets: [],
    control: { stop: NEVER, abort: NEVER },
    observer: quietObserver,
  });
  const file = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { folder, file, again: (out: string) => rescore(folder, out, config, readManifest(folder), []) };
}

test("the run's own folder is known by any name, and its transcript stays as it is", async () => {
  const { folder, file, again } = await aRun();
  // A line that no question is about any more, by which the file is known.
  writeFileSync(join(folder, 'calls.jsonl'), `${file('calls.jsonl')}{"task":"other","key":"x"}\n`);
  const before = file('calls.jsonl');
  const link = join(tempFolder(), 'link');
  symlinkSync(folder, link);
  for (const out of [folder, `${folder}/`, `${folder}/.`, relative(process.cwd(), folder), link]) {
    expect(await again(out)).toMatchObject({ ratings: 8, changed: 0 });
    expect(file('calls.jsonl')).toBe(before);
  }
});

test.each([
  ['emptied', () => ''],
  ['shortened', (text: string) => text.slice(0, text.indexOf('\n') + 1)],
])('a transcript that was %s leaves the results as they were', async (_, change) => {
  const { folder, file, again } = await aRun();
  writeFileSync(join(folder, 'calls.jsonl'), change(file('calls.jsonl')));
  const names = ['run.json', 'ratings.csv', 'scores.csv', 'summary.csv'];
  const before = names.map(file);
  await expect(again(folder)).rejects.toThrow(UsageError);
  await expect(again(folder)).rejects.toThrow(
    /calls\.jsonl: the transcript lacks [12] of the 2 calls .* run the config/,
  );
  expect(names.map(file)).toEqual(before);
});
