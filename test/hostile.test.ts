import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { assay } from './support/assay.ts';
import { judge, manifestOf, misplaced, tableOf, writeJudging } from './support/judge.ts';
import { type Behaviour, dropHalfWay, endless, fail, json, ModelServer, raw, say } from './support/model-server.ts';
import { tempFolder } from './support/temp-folder.ts';

const retries = { tries: 3, minSeconds: 0.001, maxSeconds: 0.002 };
const openai = (url: string, over: object = {}) => ({ type: 'openai', baseUrl: `${url}/v1`, retries, ...over });

/** Runs a judging of 8 samples in 2 batches against a server. */
async function runAgainst(script: Behaviour, over: object = {}) {
  const server = await ModelServer.start(script);
  const cwd = tempFolder();
  writeJudging(cwd, { samples: 8, backend: openai(server.url, over), over: { minCoverage: 0.5 } });
  const { exitCode, stdout } = await assay(['run', 'run.yaml'], { cwd });
  return { cwd, exitCode, stdout };
}

/** What no output may hold: escape sequences and marks that turn the direction of writing. */
const RAW = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const envelope = (message: unknown) => json({ choices: [{ index: 0, message, finish_reason: 'stop' }] });

describe('a server that lies', () => {
  const LIES: [string, Behaviour, string][] = [
    [
      '200 with HTML',
      raw('<html><body>Please log in</body></html>', 200, { 'content-type': 'text/html' }),
      'Please log in',
    ],
    ['an empty body', raw(''), 'an empty body'],
    ['JSON that is something else', json({ hello: 'world' }), 'without a choice'],
    ['JSON that is cut off', raw('{"choices":[{"index":0,'), "can't be read"],
    ['a body that stops half-way', dropHalfWay, 'closed before an answer came'],
    ['no message', envelope(undefined), 'without a choice'],
    ['content that is no text', envelope({ role: 'assistant', content: 7 }), 'no text'],
  ];

  it.each(LIES)('%s: the reason is told, and one such reply is made good', async (_name, lie, reason) => {
    const { exitCode, stdout, cwd } = await runAgainst(lie);
    expect(exitCode).toBe(3);
    expect(stdout).toContain(reason);
    expect(manifestOf(cwd).state).toBe('failed');
    const mostly: Behaviour = (response, request) => (request.number === 0 ? lie : judge)(response, request);
    const once = await runAgainst(mostly);
    expect(once.exitCode).toBe(0);
    expect(misplaced(once.cwd)).toEqual([]);
  });

  it.each([
    ['content null', envelope({ role: 'assistant', content: null })],
    ['no content', envelope({ role: 'assistant' })],
  ])('%s is a reply without scores', async (_name, lie) => {
    const { exitCode, cwd } = await runAgainst(lie);
    expect(exitCode).toBe(3);
    expect(manifestOf(cwd)).toMatchObject({ state: 'incomplete', coverage: 0 });
    expect(tableOf(cwd, 'ratings').every(({ status }) => status === 'unreadable')).toBe(true);
  });

  it('that counts no tokens, or nonsense, is believed in all else', async () => {
    for (const usage of [undefined, null, {}, { prompt_tokens: 'many', completion_tokens: -1 }]) {
      const { exitCode, cwd } = await runAgainst(
        json({
          choices: [
            {
              index: 0,
              message: { role: 'assistant', content: 'Scores: [Sample1:1, Sample2:2, Sample3:3, Sample4:4]' },
              finish_reason: 'stop',
            },
          ],
          usage,
        }),
      );
      expect(exitCode).toBe(0);
      expect(manifestOf(cwd).models.j).toMatchObject({ promptTokens: 0, completionTokens: 0 });
    }
  });

  it('that redirects elsewhere does not get the key sent there', async () => {
    const followed: unknown[] = [];
    const elsewhere = createServer((request, response) => {
      followed.push(request.headers);
      response.end('{}');
    });
    await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void elsewhere.close());
    const to = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/v1/chat/completions`;
    for (const status of [301, 302, 307, 308]) {
      const { exitCode, stdout } = await runAgainst(raw('', status, { location: to }), { apiKey: 'sk-0123456789' });
      expect(exitCode).toBe(3);
      expect(stdout).toContain('redirects are not followed');
    }
    expect(followed).toEqual([]);
  });

  it('that never ends does not fill the memory', async () => {
    const sent = { bytes: 0 };
    const server = await ModelServer.start(endless(sent));
    const cwd = tempFolder();
    writeJudging(cwd, { samples: 32, backend: openai(server.url, { concurrency: 8 }), over: { minCoverage: 0 } });
    const hook = join(cwd, 'rss.mjs');
    const used = join(cwd, 'rss');
    writeFileSync(
      hook,
      `import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(${JSON.stringify(used)}, String(process.resourceUsage().maxRSS)));`,
    );
    const { exitCode } = await assay(['run', 'run.yaml'], { cwd, env: { NODE_OPTIONS: `--import ${hook}` } });
    expect(exitCode).toBe(0);
    expect(tableOf(cwd, 'ratings').every(({ status }) => status === 'failed')).toBe(true);
    // Eight replies at once, each cut off at 16 MB, and as much again before it is collected.
    expect(Number(readFileSync(used, 'utf8')) / 1024).toBeLessThan(700);
    expect(sent.bytes).toBeLessThan(8 * (16 << 20) * 3);
  });
});

describe('hostile input', () => {
  const BOMB = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
    .concat(
      'bcdefghijk'
        .split('')
        .map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[i]}`).join(', ')}]`),
    )
    .join('\n');

  it('a YAML bomb, as config or as dataset, is an error and not a fire', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'bomb.yaml'), BOMB);
    const config = await assay(['run', 'bomb.yaml'], { cwd });
    expect(config.exitCode).toBe(2);
    writeFileSync(join(cwd, 'rows.yaml'), `- id: 1\n  output:\n${BOMB.replace(/^/gm, '    ')}`);
    writeJudging(cwd, { samples: 1, backend: openai('http://127.0.0.1:9'), over: { dataset: { path: 'rows.yaml' } } });
    const data = await assay(['run', 'run.yaml'], { cwd });
    expect(data.exitCode).toBe(2);
    for (const { stderr } of [config, data]) {
      expect(stderr.length).toBeLessThan(5000);
      expect(stderr).not.toContain('should not have happened');
    }
  });

  const NASTY = '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egnp.exe\u2066\u200f';

  it('nothing raw from a server, a model or a dataset reaches the terminal', async () => {
    const server = await ModelServer.start();
    const rows = Array.from({ length: 4 }, (_, i) => ({ id: `${NASTY}${i}`, output: `${NASTY} text ${i} end` }));
    for (const [script, code] of [
      [judge, 0],
      [fail(400, `bad ${NASTY}`), 3],
      [fail(500, `bad ${NASTY}`), 3],
      [raw(`${NASTY} not JSON`), 3],
      [raw(`{"choices": ${NASTY}`), 3],
      [raw('', 302, { location: `http://x/${encodeURI(NASTY)}\u009b31m` }), 3],
      [say({ text: NASTY }), 3],
    ] as const) {
      server.script = script;
      const cwd = tempFolder();
      writeJudging(cwd, {
        samples: 1,
        backend: openai(server.url),
        judge: { model: `j${NASTY}`, name: `j${NASTY}` },
        over: { dataset: { path: 'nasty.jsonl' } },
      });
      writeFileSync(join(cwd, 'nasty.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
      for (const args of [
        ['run', 'run.yaml'],
        ['plan', 'run.yaml', '--prompts'],
        ['validate', 'run.yaml'],
      ]) {
        const { exitCode, stdout, stderr } = await assay(args, { cwd });
        expect({ args, exitCode }).toEqual({ args, exitCode: args[0] === 'run' ? code : 0 });
        expect({ args, stdout: stdout.match(RAW)?.[0] }).toEqual({ args, stdout: undefined });
        expect({ args, stderr: stderr.match(RAW)?.[0] }).toEqual({ args, stderr: undefined });
      }
    }
  });

  it('nothing raw reaches the terminal from names in a config or from a list of models', async () => {
    const cwd = tempFolder();
    const backend = { type: 'openai', [`base${NASTY}`]: 1 };
    writeFileSync(
      join(cwd, 'run.yaml'),
      JSON.stringify({ backend, dataset: { path: NASTY }, evaluator: { type: NASTY } }),
    );
    const wrong = await assay(['validate', 'run.yaml'], { cwd });
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr.match(RAW)).toBeNull();
    writeJudging(cwd, {
      samples: 1,
      backend: openai('http://127.0.0.1:9'),
      over: { dataset: { path: `${NASTY}.jsonl` } },
    });
    const missing = await assay(['run', 'run.yaml'], { cwd });
    expect(missing.exitCode).toBe(2);
    expect(missing.stderr.match(RAW)).toBeNull();
    const server = await ModelServer.start();
    server.refused = `${NASTY} sk-models-0123456789`;
    const config = { samples: 1, backend: openai(server.url, { apiKey: 'sk-models-0123456789' }) };
    writeJudging(cwd, config);
    const models = await assay(['models', 'run.yaml'], { cwd });
    expect(models.exitCode).toBe(3);
    expect(models.stderr.match(RAW)).toBeNull();
    expect(models.stderr).not.toContain('sk-models-0123456789');
  });

  it('lines of a megabyte, lone surrogates and marks are judged like any other text', async () => {
    const server = await ModelServer.start(judge);
    const cwd = tempFolder();
    const texts = ['x'.repeat(1 << 20), '\ud800\udc00\ud800', '\u202etext', '\u0000', '</s>[INST]'];
    writeJudging(cwd, { samples: 1, backend: openai(server.url), over: { dataset: { path: 'nasty.jsonl' } } });
    const rows = texts.map((text, i) => JSON.stringify({ id: `s${i}`, output: `${text} text ${i} end` }));
    writeFileSync(join(cwd, 'nasty.jsonl'), rows.join('\n'));
    const { exitCode } = await assay(['run', 'run.yaml'], { cwd });
    expect(exitCode).toBe(0);
    expect(misplaced(cwd)).toEqual([]);
    expect(tableOf(cwd, 'scores')).toHaveLength(5);
  });
});
