import { execFile, execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { build } from 'rolldown';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sync as writeFileAtomic } from 'write-file-atomic';
import { recordedCall } from '../../test/support/recorded-call.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { RunFailed, UsageError } from '../errors.ts';
import { redactor } from '../redactor.ts';
import type { RecordedCall } from './recorded-call.ts';
import { Recording } from './recording.ts';

function opened(path: string, mode: 'read' | 'append' = 'append', secrets: string[] = []): Recording {
  const recording = new Recording(path, mode, redactor(secrets));
  onTestFinished(() => recording.close());
  return recording;
}

/** The replies that a recording read anew holds, by key. */
function read(path: string): Record<string, string | undefined> {
  const recording = new Recording(path, 'read');
  const replies = Object.fromEntries([...recording.keys()].map((key) => [key, recording.find(key)?.call.reply.text]));
  recording.close();
  return replies;
}

const repliesOf = (calls: readonly RecordedCall[]) =>
  Object.fromEntries(calls.map(({ key, reply }) => [key, reply.text]));

/** A folder on a disk of 64 kB. */
function smallDisk(skip: (why: string) => void): string {
  const folder = join(tempFolder(), 'small');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    skip('a small file system can not be mounted here');
  }
  onTestFinished(() => {
    execFileSync('umount', [folder]);
  });
  return folder;
}

const lines = (path: string) => readFileSync(path, 'utf8').split('\n').filter(Boolean);

test('what is appended is found, by this object, by another one, and after opening anew', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 }); // with newlines, quotes, NUL, lone surrogates
  fc.assert(
    fc.property(fc.array(fc.array(fc.tuple(fc.nat(20), text), { maxLength: 6 }), { maxLength: 12 }), (groups) => {
      const path = join(tempFolder(), 'r.jsonl');
      const [one, other] = [new Recording(path, 'append'), new Recording(path, 'append')];
      const first = new Map<string, RecordedCall>();
      for (const [i, group] of groups.entries()) {
        const calls = group.map(([n, said]) => recordedCall(n, said));
        for (const call of calls) if (!first.has(call.key)) first.set(call.key, call);
        const standing = (i % 2 ? one : other).append(calls);
        expect(standing.map(({ call }) => call)).toEqual(calls.map(({ key }) => first.get(key)));
        expect(standing.map(({ line }) => JSON.parse(line))).toEqual(calls.map(({ key }) => first.get(key)));
      }
      for (const stands of first.values())
        expect((one.find(stands.key) ?? other.find(stands.key))?.call).toEqual(stands);
      one.close();
      other.close();
      expect(read(path)).toEqual(repliesOf([...first.values()]));
      for (const line of lines(path)) JSON.parse(line);
    }),
    { numRuns: 60 },
  );
});

test('a call that is not there is not found', () => {
  const recording = opened(join(tempFolder(), 'r.jsonl'));
  expect(recording.find('0'.repeat(20))).toBeUndefined();
  expect(recording.takeLine('0'.repeat(20))).toBeUndefined();
});

test('a line is the call as JSON, its key first', () => {
  const path = join(tempFolder(), 'r.jsonl');
  const call = recordedCall(1, 'a');
  const { line } = opened(path).append([call])[0]!;
  expect(readFileSync(path, 'utf8')).toBe(`${line}\n`);
  expect(line).toBe(JSON.stringify(call));
});

test('a last line that was torn, wherever, is lost alone, and the next one is whole', () => {
  const folder = tempFolder();
  const path = join(folder, 'r.jsonl');
  const kept = [recordedCall(1, 'one'), recordedCall(2, 'two')];
  const torn = recordedCall(3, 'three } ü "}');
  const next = recordedCall(4, 'four');
  const recording = new Recording(path, 'append');
  for (const call of [...kept, torn]) recording.append([call]);
  recording.close();
  const whole = readFileSync(path);
  const start = whole.lastIndexOf('\n', whole.length - 2) + 1;
  for (let end = start; end < whole.length; end += 1) {
    const cut = join(folder, `${end}.jsonl`);
    writeFileSync(cut, whole.subarray(0, end));
    const isWhole = end === whole.length - 1; // it lacks nothing but its end
    expect(read(cut)).toEqual(repliesOf(isWhole ? [...kept, torn] : kept));
    const again = new Recording(cut, 'append');
    expect(again.append([next])[0]!.call).toEqual(next);
    // The torn call is asked anew; where its line lacked nothing but the end, its first reply stands, for everyone.
    const stands = isWhole ? torn : recordedCall(3, 'another reply');
    expect(again.append([recordedCall(3, 'another reply')])[0]!.call).toEqual(stands);
    again.close();
    expect(read(cut)).toEqual(repliesOf([...kept, next, stands]));
  }
});

test('a torn line whose next append is the same call: this process and later ones agree', () => {
  const path = join(tempFolder(), 'r.jsonl');
  const recording = new Recording(path, 'append');
  recording.append([recordedCall(1, 'first')]);
  recording.close();
  writeFileSync(path, readFileSync(path).subarray(0, -1)); // all of it but the newline
  const stands = opened(path).append([recordedCall(1, 'second')])[0]!.call.reply.text;
  expect(read(path)).toEqual({ [recordedCall(1, '').key]: stands });
});

test('a torn line in the middle that ends like a whole one is skipped; what stood before it counts', () => {
  const path = join(tempFolder(), 'r.jsonl');
  const [good, other] = [recordedCall(1, 'good'), recordedCall(2, 'other')];
  const torn = JSON.stringify({ ...good, again: true })
    .replace('"again":true', '')
    .slice(0, 60);
  const againTorn = `{"key":"${good.key}","again":true,"request":{"a":{}`;
  writeFileSync(path, `${JSON.stringify(good)}\n${torn}\n${againTorn}\n${JSON.stringify(other)}\n`);
  expect(read(path)).toEqual(repliesOf([good, other]));
});

const whole = recordedCall(1, 'one');
const { reply } = whole;

test.each<[string, object]>([
  ['no reply', { reply: undefined }],
  ['the reply null', { reply: null }],
  ['a reply that is a text', { reply: 'one' }],
  ['a reply whose text is a number', { reply: { ...reply, text: 7 } }],
  ['a reply without a text', { reply: { ...reply, text: undefined } }],
  ['reasoning that is no text', { reply: { ...reply, reasoning: {} } }],
  ['an end of an unknown name', { reply: { ...reply, finish: 'constructor' } }],
  ['a time that is a text', { reply: { ...reply, seconds: '1' } }],
  ['no request', { request: undefined }],
  ['the request null', { request: null }],
  ['a model that is no text', { request: { ...whole.request, model: 7 } }],
  ['no address', { address: undefined }],
  ['a longer key', { key: `${whole.key}0` }],
])('a line with %s is as good as torn: what stands elsewhere counts, and it is asked anew', (_, change) => {
  const damaged = `${JSON.stringify({ ...whole, ...change })}\n`;
  const other = recordedCall(2, 'two');
  const path = join(tempFolder({ 'r.jsonl': `${JSON.stringify(other)}\n${damaged}${damaged}` }), 'r.jsonl');
  expect(read(path)).toMatchObject(repliesOf([other]));
  const recording = opened(path);
  expect(recording.find(whole.key)).toBeUndefined();
  expect(recording.append([whole])[0]!.call).toEqual(whole);
  expect(read(path)).toEqual(repliesOf([other, whole]));
});

test('20,000 damaged lines are passed over one by one: the file is not read anew for each', () => {
  const keyOf = (n: number) => n.toString(16).padStart(20, '0');
  const damaged = Array.from({ length: 20_000 }, (_, n) =>
    JSON.stringify({ ...whole, key: keyOf(n), address: undefined }),
  );
  const content = [...damaged, JSON.stringify(whole)].map((line) => `${line}\n`).join('');
  const recording = opened(join(tempFolder({ 'r.jsonl': content }), 'r.jsonl'), 'read');
  for (let n = 0; n < damaged.length; n += 1) if (recording.find(keyOf(n)) !== undefined) throw new Error(keyOf(n));
  expect([recording.size, recording.find(whole.key)?.call]).toEqual([1, whole]);
});

test('a damaged line hides no whole one of the same call', () => {
  const damaged = JSON.stringify({ ...whole, reply: null });
  const again = damaged.replace('","backend"', '","again":true,"backend"');
  for (const lines of [
    [damaged, JSON.stringify(whole)],
    [JSON.stringify(whole), again],
  ]) {
    const path = join(tempFolder({ 'r.jsonl': lines.map((line) => `${line}\n`).join('') }), 'r.jsonl');
    expect(read(path)).toEqual(repliesOf([whole]));
  }
});

test.each([
  [{}],
  [null],
  [{ promptTokens: '12', completionTokens: 3 }],
  [{ promptTokens: 12, completionTokens: -3 }],
  [{ promptTokens: 12 }],
  ['12'],
])('recorded token counts %j are none; the reply counts', (usage) => {
  const line = JSON.stringify({ ...whole, reply: { ...reply, usage } });
  const path = join(tempFolder({ 'r.jsonl': `${line}\n` }), 'r.jsonl');
  expect(opened(path, 'read').find(whole.key)).toEqual({ call: whole, line });
});

test('a last line that lacks its end counts, also once it has one', () => {
  const other = recordedCall(2, 'two');
  const path = join(tempFolder({ 'r.jsonl': `${JSON.stringify(whole)}\n${JSON.stringify(other)}` }), 'r.jsonl');
  const reader = opened(path, 'read');
  expect(reader.find(other.key)?.call).toEqual(other);
  const next = recordedCall(3, 'three');
  opened(path).append([next]);
  expect(reader.find(other.key)?.call).toEqual(other);
  expect(lines(path).map((line) => JSON.parse(line))).toEqual([whole, other, next]);
});

test.each([
  ['whole lines', '\n'],
  ['a last line that lacks its end', ''],
])('a byte order mark hides no call: %s', (_, end) => {
  const path = join(tempFolder({ 'r.jsonl': `\uFEFF${JSON.stringify(whole)}${end}` }), 'r.jsonl');
  expect(read(path)).toEqual(repliesOf([whole]));
  const next = recordedCall(2, 'two');
  opened(path).append([next]);
  expect(read(path)).toEqual(repliesOf([whole, next]));
});

test.each([
  ['foreign line ends', (text: string) => text.replaceAll('\n', '\r\n')],
  ['empty lines', (text: string) => `\n\n${text.replaceAll('\n', '\n\n')}`],
  ['lines of something else', (text: string) => `# a note\n{"note":1}\n${text}[]\n`],
])('a file with %s is read', (_, change) => {
  const calls = [recordedCall(1, 'one'), recordedCall(2, 'two')];
  const path = join(tempFolder(), 'r.jsonl');
  writeFileSync(path, change(calls.map((call) => `${JSON.stringify(call)}\n`).join('')));
  expect(read(path)).toEqual(repliesOf(calls));
});

test('the first reply counts; one that was asked again on purpose replaces it', () => {
  const path = join(tempFolder(), 'r.jsonl');
  const [one, other] = [opened(path), opened(path)];
  expect(one.append([recordedCall(1, 'first')])[0]!.call.reply.text).toBe('first');
  expect(other.append([recordedCall(1, 'second')])[0]!.call.reply.text).toBe('first');
  expect(other.append([recordedCall(1, 'third')], true)[0]!.call.reply.text).toBe('third');
  expect(other.append([recordedCall(1, 'fourth')])[0]!.call.reply.text).toBe('third');
  expect(read(path)).toEqual({ [recordedCall(1, '').key]: 'third' });
});

test('a reader finds what was appended since it opened the file', async () => {
  const path = join(tempFolder(), 'r.jsonl');
  const writer = opened(path);
  const reader = opened(path, 'read');
  const call = recordedCall(1, 'one');
  expect(reader.find(call.key)).toBeUndefined();
  writer.append([call]);
  await vi.waitFor(() => expect(reader.find(call.key)?.call).toEqual(call));
});

test('lines longer than what is read at once', () => {
  const path = join(tempFolder(), 'r.jsonl');
  const calls = [recordedCall(1, 'x'.repeat(9 << 20)), recordedCall(2, 'ü'.repeat(5 << 20)), recordedCall(3, 'short')];
  const recording = opened(path);
  for (const call of calls) recording.append([call]);
  const anew = opened(path, 'read');
  for (const call of calls) expect(anew.find(call.key)?.call.reply.text === call.reply.text).toBe(true);
});

test('100,000 calls', () => {
  const path = join(tempFolder(), 'r.jsonl');
  const template = recordedCall(0, 'reply');
  const call = (n: number) => ({ ...template, key: n.toString(16).padStart(20, '0'), repetition: n });
  writeFileSync(path, Array.from({ length: 100_000 }, (_, n) => `${JSON.stringify(call(n))}\n`).join(''));
  const recording = opened(path);
  expect(recording.size).toBe(100_000);
  for (const n of [0, 1, 54_321, 99_999]) expect(recording.find(call(n).key)?.call).toEqual(call(n));
  recording.append([call(100_000)]);
  expect(recording.find(call(100_000).key)?.call).toEqual(call(100_000));
});

test('two processes that append overlapping calls at once agree on every reply, and no line is torn', async () => {
  const folder = tempFolder();
  const program = join(folder, 'recorder.mjs');
  await build({
    input: resolve(import.meta.dirname, '../../test/support/recorder.ts'),
    platform: 'node',
    output: { file: program },
  });
  const path = join(folder, 'r.jsonl');
  const ran = await Promise.all(
    [
      ['a', '0', '3000'],
      ['b', '0', '3000'],
      ['c', '1500', '4500'],
    ].map((args) => promisify(execFile)(process.execPath, [program, path, ...args], { maxBuffer: 1 << 28 })),
  );
  const standing = read(path);
  expect(Object.keys(standing)).toHaveLength(4500);
  for (const { stdout } of ran) expect(standing).toMatchObject(JSON.parse(stdout));
  for (const line of lines(path)) JSON.parse(line);
});

test('a secret does not get into the file, and this run reads what later ones will read', () => {
  const path = join(tempFolder(), 'r.jsonl');
  const secret = 'sk-"quoted"-12345';
  const { call, line } = opened(path, 'append', [secret]).append([recordedCall(1, `the key is ${secret}!`)])[0]!;
  expect(call.reply.text).toBe('the key is [secret]!');
  expect(readFileSync(path, 'utf8')).not.toMatch(/12345/);
  expect(JSON.parse(line)).toEqual(call);
  expect(read(path)).toEqual({ [call.key]: call.reply.text });
});

test('a secret that looks like a part of JSON does not break the line', () => {
  const path = join(tempFolder(), 'r.jsonl');
  const { key } = opened(path, 'append', ['"finish":"', 'messages']).append([recordedCall(1, 'messages')])[0]!.call;
  const [line] = lines(path);
  expect(JSON.parse(line!)).toMatchObject({ key, reply: { text: '[secret]', finish: 'stop' } });
});

test.each([
  ['is not there', 'nowhere.jsonl', 'there is no such recording'],
  ['is a folder', '.', "the recording can't be opened|EISDIR"],
])('a recording that %s is a mistake of the user', (_, name, message) => {
  const path = join(tempFolder(), name);
  expect(() => new Recording(path, 'read')).toThrow(UsageError);
  expect(() => new Recording(path, 'read')).toThrow(new RegExp(message));
});

test.each([
  ['a config', 'backends:\n  default: { type: ollama }\n'],
  ['a dataset', '{"id":"1","text":"a"}\n{"id":"2","text":"b"}\n'],
  ['a dataset with keys', '{"key":"1","text":"a"}\n'],
  ['JSON over several lines', '{\n  "key": "0123456789abcdef0123"\n}\n'],
  ['a table', 'sample_id,score\n1,2\n'],
  ['a text without a line end', 'x'],
  ['bytes', '\u0000\u0001'],
])('calls are not added to %s, which stays as it is', (_, content) => {
  const path = join(tempFolder({ file: content }), 'file');
  expect(() => new Recording(path, 'append')).toThrow(UsageError);
  expect(() => new Recording(path, 'append')).toThrow(`${path}: this file holds no recording`);
  expect(readFileSync(path, 'utf8')).toBe(content);
});

test.each([
  ['a line of something else', 'a note\n'],
  ['zeros, as a loss of power leaves them', `${'\u0000'.repeat(9000)}\n`],
])('calls are added to a recording that begins with %s', (_, beginning) => {
  const path = join(tempFolder({ 'r.jsonl': `${beginning}${JSON.stringify(whole)}\n` }), 'r.jsonl');
  const next = recordedCall(2, 'two');
  opened(path).append([next]);
  expect(read(path)).toEqual(repliesOf([whole, next]));
});

test('a pipe or a device is no recording: what is written there is kept by nobody', () => {
  const pipe = join(tempFolder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  for (const path of [pipe, '/dev/null']) {
    for (const mode of ['read', 'append'] as const)
      expect(() => new Recording(path, mode)).toThrow(
        `${path}: the recording can't be opened (this is a device or a pipe)`,
      );
  }
});

test('calls are added to an empty file, to one of empty lines, and to one whose first line is torn, wherever', () => {
  const torn = JSON.stringify(whole);
  const next = recordedCall(2, 'two');
  for (const content of ['', '\n\n', '\r\n', ...Array.from(torn, (_, at) => torn.slice(0, at))]) {
    for (const end of ['', '\n', `\n${JSON.stringify(recordedCall(3, 'three'))}\n`]) {
      const path = join(tempFolder({ 'r.jsonl': content + end }), 'r.jsonl');
      const recording = new Recording(path, 'append');
      recording.append([next]);
      recording.close();
      expect(read(path)).toMatchObject(repliesOf([next]));
    }
  }
});

test('a recording below a file can not be made', () => {
  const folder = tempFolder({ file: '' });
  expect(() => new Recording(join(folder, 'file', 'r.jsonl'), 'append')).toThrow(UsageError);
});

test('a full disk ends the run and leaves a file that goes on where there is room again', ({ skip }) => {
  const folder = smallDisk(skip);
  const path = join(folder, 'r.jsonl');
  const recording = new Recording(path, 'append');
  const recorded: RecordedCall[] = [];
  const fill = () => {
    for (let n = 0; n < 1000; n += 1) {
      const call = recordedCall(n, 'x'.repeat(1000));
      recording.append([call]);
      recorded.push(call);
    }
  };
  expect(fill).toThrow(RunFailed);
  expect(recorded.length).toBeGreaterThan(10);
  expect(() => recording.append([recordedCall(5000, 'x'.repeat(1000))])).toThrow(RunFailed);
  expect(read(path)).toEqual(repliesOf(recorded));
  execFileSync('mount', ['-o', 'remount,size=1m', folder], { stdio: 'pipe' });
  const next = recordedCall(6000, 'there is room');
  recording.append([next]);
  recording.close();
  expect(read(path)).toEqual(repliesOf([...recorded, next]));
});

test('of calls written together, those that a full disk still took are kept', ({ skip }) => {
  const folder = smallDisk(skip);
  const path = join(folder, 'r.jsonl');
  const calls = Array.from({ length: 200 }, (_, n) => recordedCall(n, 'x'.repeat(1000)));
  const recording = opened(path);
  expect(() => recording.append(calls)).toThrow(RunFailed);
  const kept = Object.keys(read(path)).length;
  expect(kept).toBeGreaterThan(10);
  expect(read(path)).toEqual(repliesOf(calls.slice(0, kept)));
  execFileSync('mount', ['-o', 'remount,size=1m', folder], { stdio: 'pipe' });
  expect(recording.append(calls).map(({ call }) => call)).toEqual(calls);
  expect(read(path)).toEqual(repliesOf(calls));
});

test.each<[string, (path: string) => void, number[]]>([
  ['deleted', (path) => rmSync(path), []],
  ['deleted with its folder', (path) => rmSync(dirname(path), { recursive: true }), []],
  ['replaced by an older one', (path) => writeFileAtomic(path, `${JSON.stringify(recordedCall(9, 'older'))}\n`), [9]],
])('a recording that is %s while a run writes to it comes back with all of its calls', (_, change, further) => {
  const path = join(tempFolder(), 'below/r.jsonl');
  const recording = opened(path);
  const calls = [recordedCall(1, 'one'), recordedCall(2, 'two'), recordedCall(3, 'three'), recordedCall(4, 'four')];
  recording.append(calls.slice(0, 2));
  recording.append([recordedCall(1, 'asked again')], true);
  change(path);
  recording.append([calls[2]!]);
  recording.append([calls[3]!]);
  const expected = { ...repliesOf(calls), [calls[0]!.key]: 'asked again' };
  for (const n of further) expected[recordedCall(n, '').key] = 'older';
  expect(read(path)).toEqual(expected);
  for (const { key, reply } of calls.slice(1)) expect(recording.find(key)?.call.reply).toEqual(reply);
});

test('a recording that somebody empties while a run writes to it goes on with what comes', () => {
  const path = join(tempFolder(), 'r.jsonl');
  const recording = opened(path, 'append');
  const [lost, next] = [recordedCall(1, 'x'.repeat(5 << 20)), recordedCall(2, 'two')]; // too long to be kept in memory
  recording.append([lost]);
  truncateSync(path);
  expect(recording.append([next])[0]!.call).toEqual(next);
  expect(recording.takeLine(lost.key)).toBeUndefined();
  expect(recording.find(lost.key)).toBeUndefined();
  expect(read(path)).toEqual(repliesOf([next]));
});

test('a line that another process is in the middle of is found once it is whole', async () => {
  const path = join(tempFolder(), 'r.jsonl');
  const recording = opened(path);
  const call = recordedCall(1, 'one');
  recording.append([call]);
  const half = Buffer.from(JSON.stringify(recordedCall(2, 'two')));
  appendFileSync(path, half.subarray(0, 40));
  expect(recording.find(recordedCall(2, '').key)).toBeUndefined();
  appendFileSync(path, half.subarray(40));
  appendFileSync(path, '\n');
  await vi.waitFor(() => expect(recording.find(recordedCall(2, '').key)?.call.reply.text).toBe('two'));
});
