import { createReadStream } from 'node:fs';
import { codeOf, messageOf, UsageError } from '../errors.ts';

/** How much of a file is read at once, and so how many lines come together: thousands. */
const CHUNK = 1 << 20;
const NEWLINE = 10;

/** Lines that follow each other, without their ends, and the number of the first one, counted from 1. */
export interface Lines {
  lines: readonly string[];
  first: number;
}

/**
 * The lines of a UTF-8 file, many at a time, as handing over each for itself would cost more than reading it. The file is
 * streamed, so that memory holds one batch only.
 *
 * @throws UsageError where the file can't be read, or at the first line that is not UTF-8
 */
export async function* readLineBatches(path: string): AsyncGenerator<Lines> {
  let pieces: Buffer[] = [];
  let first = 1;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
      const end = chunk.lastIndexOf(NEWLINE);
      if (end < 0) {
        pieces.push(chunk);
        continue;
      }
      const lines = decode(Buffer.concat([...pieces, chunk.subarray(0, end)]), first, path).split('\n');
      yield { lines, first };
      first += lines.length;
      pieces = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : [];
    }
    if (pieces.length > 0) yield { lines: [decode(Buffer.concat(pieces), first, path)], first };
  } catch (error) {
    throw asUsageError(error, path);
  }
}

/** The same, one line at a time. */
export async function* readLines(path: string): AsyncGenerator<{ text: string; line: number }> {
  for await (const { lines, first } of readLineBatches(path)) {
    for (let i = 0; i < lines.length; i += 1) yield { text: lines[i]!, line: first + i };
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of whole lines. A byte order mark is no part of the first one. */
function decode(bytes: Buffer, first: number, path: string): string {
  try {
    const text = decoder.decode(bytes);
    return first === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
  } catch {
    throw new UsageError(`${path}:${first + badLine(bytes)}: this line is not valid UTF-8; save the file as UTF-8`);
  }
}

/** How many lines stand before the first one that is not UTF-8. */
function badLine(bytes: Buffer): number {
  let from = 0;
  for (let line = 0; ; line += 1) {
    const end = bytes.indexOf(NEWLINE, from);
    try {
      decoder.decode(bytes.subarray(from, end < 0 ? undefined : end));
    } catch {
      return line;
    }
    from = end + 1;
  }
}

/** What went wrong with a data file, as its user is told. */
export function asUsageError(error: unknown, path: string): UsageError {
  if (error instanceof UsageError) return error;
  const code = codeOf(error);
  if (code === 'ENOENT') return new UsageError(`${path}: no such file`);
  if (code === 'EISDIR') return new UsageError(`${path}: this is a folder; name a file`);
  if (code === 'EACCES') return new UsageError(`${path}: no permission to read this file`);
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return new UsageError(`${path}: this file is not valid UTF-8`);
  return new UsageError(`${path}: ${messageOf(error)}`);
}
