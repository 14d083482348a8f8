import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readLines } from '../data/lines.ts';
import { messageOf, UsageError } from '../errors.ts';
import { callKey } from '../model/call-key.ts';
import { type RecordedCall, Recording } from '../model/recording.ts';
import { plural } from '../reports/format.ts';
import { FILES } from '../results/run-folder.ts';
import { EXIT } from './outcome.ts';

/** `assay recording export`: the calls of a run (from its transcript) or of a recording, each once, as a recording. */
export async function exportCommand(from: string, to: string): Promise<number> {
  const source = isFolder(from) ? join(from, FILES.calls) : from;
  if (to !== '-' && resolve(source) === resolve(to)) throw new UsageError(`${to}: this is the file to export from`);
  const calls = to === '-' ? await copyCalls(source, 1) : await replaced(to, (fd) => copyCalls(source, fd));
  process.stderr.write(`${plural(calls, 'call')} exported\n`);
  return EXIT.done;
}

async function copyCalls(source: string, fd: number): Promise<number> {
  const seen = new Set<string>();
  for await (const call of callsIn(source)) {
    if (seen.has(call.key)) continue;
    seen.add(call.key);
    writeSync(fd, `${JSON.stringify(call)}\n`);
  }
  return seen.size;
}

/** Writes a file, which takes its place only when it is whole: what stood there before survives a mistake. */
async function replaced<T>(path: string, write: (fd: number) => Promise<T>): Promise<T> {
  let partial: string;
  let fd: number;
  try {
    mkdirSync(dirname(path), { recursive: true });
    // A device or a pipe is written to as it is.
    partial = (statSync(path, { throwIfNoEntry: false })?.isFile() ?? true) ? `${path}.partial` : path;
    fd = openSync(partial, 'w');
  } catch (error) {
    throw new UsageError(`${path} can't be written (${messageOf(error)})`);
  }
  try {
    const result = await write(fd);
    if (partial !== path) renameSync(partial, path);
    return result;
  } catch (error) {
    if (partial !== path) rmSync(partial, { force: true });
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** `assay recording import`: adds calls to a recording; what it holds already stays as it is. */
export async function importCommand(from: string, to: string): Promise<number> {
  const recording = new Recording(to, 'append');
  let added = 0;
  let known = 0;
  try {
    for await (const call of callsIn(from)) {
      if (recording.find(call.key) !== undefined) known += 1;
      else {
        recording.append([call]);
        added += 1;
      }
    }
  } finally {
    recording.close();
  }
  process.stderr.write(`${plural(added, 'call')} added to ${to}; ${known} were there already\n`);
  return EXIT.done;
}

/** The calls of a recording or transcript. @throws UsageError at a line that is no call, or whose key is another call's */
async function* callsIn(path: string): AsyncGenerator<RecordedCall> {
  for await (const { text, line } of readLines(path)) {
    if (text.trim() === '') continue;
    const { task: _task, ...call } = parseCall(text, `${path}:${line}`);
    if (call.reply === undefined) continue; // transcripts hold failed calls as well
    if (callKey(call) !== call.key)
      throw new UsageError(`${path}:${line}: the key of this call does not belong to its request`);
    const { key, ...rest } = call;
    yield { key, ...rest };
  }
}

function parseCall(text: string, place: string): RecordedCall & { task?: string } {
  try {
    const call = JSON.parse(text);
    if (typeof call?.key === 'string') return call;
  } catch (error) {
    throw new UsageError(`${place}: this line is not JSON (${messageOf(error)})`);
  }
  throw new UsageError(`${place}: this line is no recorded call`);
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
