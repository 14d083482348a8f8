import { closeSync, fdatasync, fdatasyncSync, fstatSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, messageOf, RunFailed, UsageError } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import { withoutSecrets } from '../redactor.ts';
import { CallFile, type Recorded } from './call-file.ts';
import type { RecordedCall } from './recorded-call.ts';

/**
 * An append-only JSONL file of calls and their replies.
 *
 * Why a file and not a database: a person can read it, `grep` it and keep it under version control, and it needs no
 * native module. How it stays whole:
 * - A call is one line. The calls of one turn of the event loop are added in one `write` to a file opened for appending
 *   (see RecordingWriter), before other calls take their places in flight. `kill -9` loses no line that was written; of
 *   those that are being written it can tear one. (Against a loss of power the file is synchronised once a second.)
 * - A torn line is closed by the next writer's newline and skipped by readers; only itself is lost. So is a line that was
 *   damaged in any other way. A last line that lacks nothing but its newline counts.
 * - Several processes may append at once: the system orders their lines. The first line of a key counts, for all of
 *   them, so that they agree on the reply; a line that was asked for again on purpose (`again`) replaces it.
 * - Opening reads the lines' beginnings only: the index holds each key's place, the replies stay on disk.
 */
export class Recording {
  readonly path: string;
  #file: CallFile;
  #dirty = false;
  #closed = false;
  readonly #sync: NodeJS.Timeout | undefined;
  readonly #redact: (text: string) => string;

  /**
   * @param redact takes secrets out of a text before it is written
   * @throws UsageError where the file can't be opened, or is to be appended to and holds something else
   */
  constructor(path: string, mode: 'read' | 'append', redact: (text: string) => string = (text) => text) {
    this.path = path;
    this.#redact = redact;
    this.#file = open(path, mode);
    if (mode === 'append') {
      this.#sync = setInterval(() => {
        if (!this.#dirty) return;
        this.#dirty = false;
        fdatasync(this.#file.fd, () => {});
      }, 1000);
      this.#sync.unref();
    }
  }

  /** How many calls it holds. */
  get size(): number {
    return this.#file.size;
  }

  keys(): Iterable<string> {
    return this.#file.keys();
  }

  /** The recorded call of this name, if it is there. @see CallFile.find */
  find(key: string): Recorded | undefined {
    return this.#file.find(key);
  }

  /** Its line alone. @see CallFile.takeLine */
  takeLine(key: string): string | undefined {
    return this.#file.takeLine(key);
  }

  /**
   * Adds calls in one write, and returns what now stands for the key of each: the call (without secrets, as it will be
   * read again), or the one of another process that came first.
   *
   * @param again the calls were asked for again on purpose: they replace what is there
   * @throws RunFailed where the disk does not take them
   */
  append(calls: readonly RecordedCall[], again = false): Recorded[] {
    const added = calls.map((call) => this.#recorded(call, again));
    this.#followPath();
    const recorded = this.#file.append(added, again);
    this.#dirty = true;
    return recorded;
  }

  #recorded(call: RecordedCall, again: boolean): Recorded {
    const line = lineOf(call, again);
    if (this.#redact(line) === line) return { call, line };
    const { key, ...rest } = call;
    const clean = { key, ...withoutSecrets(rest, this.#redact) };
    return { call: clean, line: lineOf(clean, again) };
  }

  /**
   * Where the file was deleted or replaced since it was opened (by a clean-up, by version control), what is written to it
   * would be gone with it: the path is opened anew, and given the calls that it lacks. One that was cut is read anew.
   *
   * @throws RunFailed where there can't be a file any more
   */
  #followPath(): void {
    try {
      const before = this.#file;
      const own = fstatSync(before.fd);
      const found = statSync(this.path, { throwIfNoEntry: false });
      if (found?.ino === own.ino && found.dev === own.dev) {
        before.followCut(own.size);
        return;
      }
      const next = open(this.path, 'append');
      for (const key of [...before.keys()]) {
        const held = next.has(key) ? undefined : before.find(key);
        if (held !== undefined) next.append([this.#recorded(held.call, false)], false);
      }
      this.#file = next;
      closeSync(before.fd);
    } catch (error) {
      if (error instanceof RunFailed) throw error;
      throw new RunFailed(
        `${this.path}: the recording was taken away, and can't be written anew (${messageOf(error)})`,
      );
    }
  }

  /** May be called again. Gives back the memory of the index, too. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#sync);
    this.#file.clear();
    try {
      if (this.#dirty) fdatasyncSync(this.#file.fd);
    } finally {
      closeSync(this.#file.fd);
    }
  }
}

/** @throws UsageError where the file can't be opened, or is to be appended to and holds something else */
function open(path: string, mode: 'read' | 'append'): CallFile {
  let fd: number | undefined;
  try {
    if (mode === 'append') makeFolder(dirname(path));
    refuseOther(path);
    fd = openSync(path, mode === 'append' ? 'a+' : 'r');
    const file = new CallFile(fd, path);
    if (mode === 'append' && !file.mayBeAddedTo) {
      const message = `${path}: this file holds no recording, and would be damaged by calls that are added; name another`;
      throw new UsageError(message);
    }
    return file;
  } catch (error) {
    if (fd !== undefined) closeSync(fd);
    if (error instanceof UsageError) throw error;
    if (codeOf(error) === 'ENOENT') throw new UsageError(`${path}: there is no such recording`);
    throw new UsageError(`${path}: the recording can't be opened (${messageOf(error)})`);
  }
}

/** A device keeps nothing, and a pipe waits for somebody at its other end. @throws UsageError where it is no file */
function refuseOther(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile()) return;
  const what = found.isDirectory() ? 'a folder' : 'a device or a pipe';
  throw new UsageError(`${path}: the recording can't be opened (this is ${what}); name a file`);
}

/** The key comes first, where it is found without the rest being parsed. */
function lineOf(call: RecordedCall, again: boolean): string {
  const { key, backend, settings, request, repetition, ask, address, reply } = call;
  return JSON.stringify({
    key,
    ...(again && { again }),
    backend,
    settings,
    request,
    repetition,
    ask,
    address,
    reply,
  });
}
