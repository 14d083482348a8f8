import { createWriteStream, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { readLines } from '../data/lines.ts';
import { codeOf, messageOf, UsageError } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import { START } from '../model/call-file.ts';
import { callKey } from '../model/call-key.ts';
import type { RecordedCall } from '../model/recorded-call.ts';
import { Recording } from '../model/recording.ts';
import { count, plural } from '../reports/format.ts';
import { FILES } from '../results/run-folder.ts';
import { firstMistake } from '../schema-mistakes.ts';
import { EXIT } from './outcome.ts';

/** What a line must hold for its call to be found again and its reply to be read. */
const recordedCall = z.object({
  key: z.string(),
  backend: z.string(),
  settings: z.record(z.string(), z.unknown()).optional(),
  request: z.object({
    model: z.string(),
    messages: z.array(z.object({ role: z.string(), content: z.string() })),
  }),
  repetition: z.number(),
  ask: z.number(),
  address: z.string(),
  reply: z.object({
    text: z.string(),
    reasoning: z.string().optional(),
    finish: z.enum(['stop', 'length', 'filtered']),
    usage: z.object({ promptTokens: z.number(), completionTokens: z.number() }).optional(),
    seconds: z.number(),
  }),
});

/**
 * `assay recording export`: the calls of a run (from its transcript) or of a recording, each once, as a recording. Of one
 * that was asked for again, every reply is there: the last one counts in the export as it does in the recording.
 */
export async function exportCommand(from: string, to: string): Promise<number> {
  const source = isFolder(from) ? join(from, FILES.calls) : from;
  if (to !== '-' && resolve(source) === resolve(to)) throw new UsageError(`${to}: this is the file to export from`);
  const seen = new Set<string>();
  const torn: Torn = { lines: 0 };
  const lines = linesOf(source, seen, torn);
  try {
    await (to === '-' ? pipeline(lines, process.stdout, { end: false }) : writeWhole(to, lines));
  } catch (error) {
    if (codeOf(error) === 'EPIPE') return EXIT.done; // whoever reads it has seen enough
    if (to === '-' && codeOf(error) !== undefined) return EXIT.done; // the program itself tells what is wrong there
    throw error;
  }
  process.stderr.write(`${plural(seen.size, 'call')} exported${leftOut(torn)}\n`);
  return EXIT.done;
}

/** The calls of a file as lines, each call once. @param seen is given their keys */
async function* linesOf(source: string, seen: Set<string>, torn: Torn): AsyncGenerator<string> {
  for await (const { call, line } of callsIn(source, torn)) {
    if (seen.has(call.key) && !call.again) continue;
    seen.add(call.key);
    yield `${line}\n`;
  }
}

/** Writes a file, which takes its place only when it is whole: what stood there before survives a mistake. */
async function writeWhole(path: string, lines: AsyncIterable<string>): Promise<void> {
  try {
    makeFolder(dirname(path));
    // A device or a pipe is written to as it is.
    const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
    const partial = isFile ? `${path}.partial` : path;
    try {
      await pipeline(lines, createWriteStream(partial, { fd: openSync(partial, 'w') }));
      if (isFile) renameSync(partial, path);
    } catch (error) {
      if (isFile) rmSync(partial, { force: true });
      throw error;
    }
  } catch (error) {
    if (error instanceof UsageError || codeOf(error) === 'EPIPE') throw error;
    throw new UsageError(`${path} can't be written (${messageOf(error)})`);
  }
}

/** `assay recording import`: adds calls to a recording; what it holds already stays as it is. */
export async function importCommand(from: string, to: string): Promise<number> {
  const recording = new Recording(to, 'append');
  const added = new Set<string>();
  let known = 0;
  const torn: Torn = { lines: 0 };
  try {
    for await (const { call } of callsIn(from, torn)) {
      const replaces = call.again === true && added.has(call.key);
      if (!replaces && recording.find(call.key) !== undefined) known += 1;
      else {
        recording.append([call], replaces);
        added.add(call.key);
      }
    }
  } finally {
    recording.close();
  }
  const told = `${plural(added.size, 'call')} added to ${to}; ${count(known)} ${known === 1 ? 'was' : 'were'} there already`;
  process.stderr.write(`${told}${leftOut(torn)}\n`);
  return EXIT.done;
}

/** Lines of a recording that a writer which was killed has left unfinished: runs skip them, too. */
interface Torn {
  lines: number;
}

function leftOut({ lines }: Torn): string {
  return lines === 0 ? '' : `; ${plural(lines, 'torn line')} left out`;
}

/** A call as it stands on a line. */
interface GivenCall extends RecordedCall {
  /** It was asked for again on purpose: its reply replaces the one before. */
  again?: true;
}

/** The calls of a recording or transcript. @throws UsageError at a line that is no call, or whose key is another call's */
async function* callsIn(path: string, torn: Torn): AsyncGenerator<{ call: GivenCall; line: string }> {
  for await (const { text, line } of readLines(path)) {
    if (text.trim() === '') continue;
    const place = `${path}:${line}`;
    let call: { call: GivenCall; line: string } | undefined;
    try {
      call = parseCall(text, place, torn);
    } catch (error) {
      // JSON is read to any depth, but not written or gone through.
      if (error instanceof RangeError) throw new UsageError(`${place}: this line is damaged: it is nested too deeply`);
      throw error;
    }
    if (call !== undefined) yield call;
  }
}

/** The call of a line, its key first; undefined where it is torn, or failed, as transcripts hold such calls as well. */
function parseCall(text: string, place: string, torn: Torn): { call: GivenCall; line: string } | undefined {
  let found: Partial<GivenCall & { task: string }> | null;
  try {
    found = JSON.parse(text);
  } catch (error) {
    if (text.startsWith(START) || START.startsWith(text)) {
      torn.lines += 1;
      return undefined;
    }
    throw new UsageError(`${place}: this line is not JSON (${messageOf(error)})`);
  }
  if (typeof found?.key !== 'string') throw new UsageError(`${place}: this line is no recorded call`);
  if (found.reply === undefined) return undefined;
  const { error } = recordedCall.safeParse(found);
  if (error !== undefined) {
    throw new UsageError(`${place}: this line is no recorded call: ${firstMistake(error, recordedCall, found)}`);
  }
  const { task: _task, key, ...rest } = found as GivenCall & { task?: string };
  const call = { key, ...rest };
  if (callKey(call) !== key) throw new UsageError(`${place}: the key of this call does not belong to its request`);
  return { call, line: JSON.stringify(call) };
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
