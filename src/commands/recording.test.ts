import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { UsageError } from '../errors.ts';
import { Recording } from '../model/recording.ts';
import { EXIT } from './outcome.ts';
import { exportCommand, importCommand } from './recording.ts';

const RECORDING = 'datasets/quickstart/recording.jsonl';

beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

test('an export goes into a folder that is made for it', async () => {
  const to = join(tempFolder(), 'new/calls.jsonl');
  await exportCommand(RECORDING, to);
  expect(readFileSync(to, 'utf8')).toBe(readFileSync(RECORDING, 'utf8'));
});

test.each([
  ['is not there', 'nowhere.jsonl'],
  ['stands below a file', 'package.json/x.jsonl'],
  ['is no recording', 'package.json'],
])('an export from what %s leaves the file that was there', async (_, from) => {
  const folder = tempFolder({ 'calls.jsonl': 'before' });
  await expect(exportCommand(from, join(folder, 'calls.jsonl'))).rejects.toThrow(UsageError);
  expect(readFileSync(join(folder, 'calls.jsonl'), 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['calls.jsonl']);
});

test('an export to where nothing can be written says so', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'file'), '');
  for (const to of [folder, join(folder, 'file/calls.jsonl')]) {
    await expect(exportCommand(RECORDING, to)).rejects.toThrow(`${to} can't be written`);
  }
});

const [line] = readFileSync(RECORDING, 'utf8').split('\n');

test('an import says how many calls it added, and how many were there', async () => {
  const folder = tempFolder({ 'one.jsonl': `${line}\n` });
  const [from, to] = [join(folder, 'one.jsonl'), join(folder, 'recording.jsonl')];
  for (const told of [`1 call added to ${to}; 0 were there already`, `0 calls added to ${to}; 1 was there already`]) {
    await importCommand(from, to);
    expect(process.stderr.write).toHaveBeenLastCalledWith(`${told}\n`);
  }
});

test.each([
  ['of something else', () => ({ some: 'thing' }), 'this line is no recorded call'],
  ['without a request', () => ({ key: 'abc', reply: {} }), '`backend` is missing; it must be a text'],
  ['whose messages are none', (call) => ({ ...call, request: { model: 'm', messages: 'Hi' } }), '`request.messages`'],
  ['whose reply is none', (call) => ({ ...call, reply: { text: 3 } }), '`reply.text` must be a text, found 3'],
  ['of another request', (call) => ({ ...call, ask: call.ask + 1 }), 'the key of this call does not belong'],
] satisfies [string, (call: { ask: number }) => object, string][])('a line %s is told of', async (_, change, told) => {
  const folder = tempFolder({ 'calls.jsonl': `${line}\n${JSON.stringify(change(JSON.parse(line!)))}\n` });
  const from = join(folder, 'calls.jsonl');
  for (const command of [exportCommand, importCommand]) {
    const failed = command(from, join(folder, 'to.jsonl'));
    await expect(failed).rejects.toThrow(UsageError);
    await expect(failed).rejects.toThrow(`${from}:2: `);
    await expect(failed).rejects.toThrow(told);
  }
});

test.each([
  ['the request', (call: string, deep: string) => call.replace('"request":{', `"request":{"options":${deep},`)],
  ['the reply', (call: string, deep: string) => call.replace('"reply":{', `"reply":{"more":${deep},`)],
])('a line in which %s is nested without end is told of', async (_, change) => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const written = canBeWritten(JSON.parse(deep));
  const folder = tempFolder({ 'calls.jsonl': `${line}\n${change(line!, deep)}\n` });
  const from = join(folder, 'calls.jsonl');
  for (const command of [exportCommand, importCommand]) {
    const failed: unknown = await command(from, join(folder, 'to.jsonl')).catch((error: unknown) => error);
    if (written && failed === EXIT.done) continue;
    expect(failed).toBeInstanceOf(UsageError);
    expect(failed).toHaveProperty('message', expect.stringContaining(`${from}:2: this line is damaged`));
  }
});

/** Newer versions of Node write JSON to any depth. */
function canBeWritten(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

test('of a call that was asked for again, the last reply counts in what was exported and imported, too', async () => {
  const { key, ...rest } = JSON.parse(line!);
  const again = JSON.stringify({ key, again: true, ...rest, reply: { ...rest.reply, text: 'again' } });
  const folder = tempFolder({ 'calls.jsonl': `${line}\n${again}\n` });
  const [from, exported, imported] = ['calls', 'exported', 'imported'].map((name) => join(folder, `${name}.jsonl`));
  await exportCommand(from!, exported!);
  await importCommand(from!, imported!);
  for (const path of [exported!, imported!]) {
    const recording = new Recording(path, 'read');
    expect(recording.find(key)?.call.reply.text).toBe('again');
    recording.close();
  }
});

test('what a recording held before an import stays, also where the call was asked for again elsewhere', async () => {
  const { key, ...rest } = JSON.parse(line!);
  const again = JSON.stringify({ key, again: true, ...rest, reply: { ...rest.reply, text: 'again' } });
  const folder = tempFolder({ 'calls.jsonl': `${line}\n${again}\n`, 'to.jsonl': `${line}\n` });
  await importCommand(join(folder, 'calls.jsonl'), join(folder, 'to.jsonl'));
  expect(readFileSync(join(folder, 'to.jsonl'), 'utf8')).toBe(`${line}\n`);
});

test('lines that a killed run has left unfinished, wherever, are left out', async () => {
  for (const at of [1, 5, 12, 40, line!.length - 1]) {
    const torn = line!.slice(0, at);
    const folder = tempFolder({ 'calls.jsonl': `${torn}\n${line}\n${torn}` });
    for (const [i, command] of [exportCommand, importCommand].entries()) {
      expect(await command(join(folder, 'calls.jsonl'), join(folder, `${i}.jsonl`))).toBe(EXIT.done);
      expect(readFileSync(join(folder, `${i}.jsonl`), 'utf8')).toBe(`${line}\n`);
      expect(process.stderr.write).toHaveBeenLastCalledWith(expect.stringMatching(/; 2 torn lines left out\n$/));
    }
  }
});

test('an import leaves a file that is no recording as it is', async () => {
  const to = join(tempFolder({ 'run.yaml': 'backends: {}' }), 'run.yaml');
  await expect(importCommand(RECORDING, to)).rejects.toThrow(UsageError);
  expect(readFileSync(to, 'utf8')).toBe('backends: {}');
});
