import { closeSync, fdatasync, fdatasyncSync, fstatSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, messageOf, RunFailed, UsageError } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import { withoutSecrets } from '../redactor.ts';
import { CARRIAGE_RETURN, LinesOfFile, NEWLINE, readAt } from './lines-of-file.ts';
import { RecentLines } from './recent-lines.ts';
import { callOf, type RecordedCall } from './recorded-call.ts';

/** A recorded call with the line that it stands on, so that it need not be written out again. */
export interface Recorded {
  call: RecordedCall;
  line: string;
}

/** How much is read at once. */
const CHUNK = 4 << 20;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');
const CLOSING_BRACE = 125;
/** How the line of a call begins. */
export const START = '{"key":"';
const KEY_LENGTH = 20;
const KEY = /^[0-9a-f]{20}$/;
const AGAIN = '","again":true';

const LOOK_EVERY_MILLISECONDS = 200;

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
  #fd: number;
  #lines: LinesOfFile;
  /** Where the line of each key begins. */
  #index = new Map<string, number>();
  /** Keys of which there are several lines. */
  #repeated = new Set<string>();
  /** Lines that looked whole but are not. */
  #broken = new Set<number>();
  /** Where the first line begins: an editor may have put a byte order mark before it. */
  #start: number;
  /** Where the first unread line begins. */
  #end: number;
  /** How many bytes of an unfinished line stand behind it. */
  #tornBytes = 0;
  #dirty = false;
  #closed = false;
  #lookAgainAt = 0;
  /** The last few lines: they are soon asked for once more, to be transcribed. */
  readonly #recent = new RecentLines();
  readonly #sync: NodeJS.Timeout | undefined;
  readonly #redact: (text: string) => string;

  /**
   * @param redact takes secrets out of a text before it is written
   * @throws UsageError where the file can't be opened, or is to be appended to and holds something else
   */
  constructor(path: string, mode: 'read' | 'append', redact: (text: string) => string = (text) => text) {
    this.path = path;
    this.#redact = redact;
    let fd: number | undefined;
    try {
      if (mode === 'append') makeFolder(dirname(path));
      refuseOther(path);
      fd = openSync(path, mode === 'append' ? 'a+' : 'r');
      this.#fd = fd;
      this.#lines = new LinesOfFile(this.#fd);
      this.#start = readAt(this.#fd, 0, Buffer.alloc(BYTE_ORDER_MARK.length)).equals(BYTE_ORDER_MARK)
        ? BYTE_ORDER_MARK.length
        : 0;
      this.#end = this.#start;
      this.#readNewLines();
      if (mode === 'append' && !this.#holdsCalls() && !mayHoldCalls(fd)) {
        const message = `${path}: this file holds no recording, and would be damaged by calls that are added; name another`;
        throw new UsageError(message);
      }
    } catch (error) {
      if (fd !== undefined) closeSync(fd);
      if (error instanceof UsageError) throw error;
      if (codeOf(error) === 'ENOENT') throw new UsageError(`${path}: there is no such recording`);
      throw new UsageError(`${path}: the recording can't be opened (${messageOf(error)})`);
    }
    if (mode === 'append') {
      this.#sync = setInterval(() => {
        if (!this.#dirty) return;
        this.#dirty = false;
        fdatasync(this.#fd, () => {});
      }, 1000);
      this.#sync.unref();
    }
  }

  /** How many calls it holds. */
  get size(): number {
    return this.#index.size;
  }

  keys(): Iterable<string> {
    return this.#index.keys();
  }

  /**
   * The recorded call of this name, if it is there; what other processes have added meanwhile is found, too, if not at
   * once.
   */
  find(key: string): Recorded | undefined {
    if (!this.#index.has(key)) this.#readOthers();
    for (let line = this.#lineOf(key); line !== undefined; line = this.#lineOf(key)) {
      const call = callOf(line);
      if (call?.key === key) {
        this.#recent.keep(key, line);
        return { call, line };
      }
      // A torn line that happens to end like a whole one, or one that was damaged. Where the call has other lines, everything is
      // read anew without it: which of them counts now?
      this.#broken.add(this.#index.get(key)!);
      if (this.#repeated.has(key)) this.#readAnew();
      else this.#index.delete(key);
    }
    return undefined;
  }

  /**
   * The line of a call that is known to be recorded; undefined where somebody has taken it away since. It is kept in memory
   * for this no longer.
   */
  takeLine(key: string): string | undefined {
    const line = this.#lineOf(key);
    return line?.startsWith(`${START}${key}"`) ? line : undefined;
  }

  #lineOf(key: string): string | undefined {
    const recent = this.#recent.get(key);
    if (recent !== undefined) {
      this.#recent.drop(key); // it was kept for this
      return recent;
    }
    const at = this.#index.get(key);
    return at === undefined ? undefined : this.#lines.at(at);
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
    // A second try is needed where another process was killed in the middle of a line just now: ours ran into its torn
    // one, and a newline has to go before.
    let left: readonly Recorded[] = added;
    for (let attempt = 0; attempt < 3 && left.length > 0; attempt += 1) {
      this.#write(left, again);
      left = left.filter(({ call }) => !this.#index.has(call.key));
    }
    if (left.length > 0) throw new RunFailed(`${this.path}: the recording can't be written (others keep damaging it)`);
    return added.map((own) => (this.#recent.get(own.call.key) === own.line ? own : this.find(own.call.key)!));
  }

  /** Whether any line is a call, as far as its beginning tells: the first ones may be damaged. */
  #holdsCalls(): boolean {
    for (const key of this.#index.keys()) if (KEY.test(key)) return true;
    return false;
  }

  #recorded(call: RecordedCall, again: boolean): Recorded {
    const line = lineOf(call, again);
    if (this.#redact(line) === line) return { call, line };
    const { key, ...rest } = call;
    const clean = { key, ...withoutSecrets(rest, this.#redact) };
    return { call: clean, line: lineOf(clean, again) };
  }

  /** Writes lines and indexes them, with those that others wrote meanwhile. */
  #write(added: readonly Recorded[], again: boolean): void {
    this.#followPath();
    const text = added.map(({ line }) => `${line}\n`).join('');
    const bytes = Buffer.from(this.#isTorn() ? `\n${text}` : text);
    this.#writeBytes(bytes);
    if (this.#tornBytes > 0 || fstatSync(this.#fd).size !== this.#end + bytes.length) {
      this.#readNewLines(); // whose line came first?
      return;
    }
    for (const { call, line } of added) {
      const known = this.#index.has(call.key);
      if (known) this.#repeated.add(call.key);
      if (again || !known) {
        this.#index.set(call.key, this.#end);
        this.#recent.keep(call.key, line);
      }
      this.#end += Buffer.byteLength(line) + 1;
    }
  }

  /**
   * Where the file was deleted or replaced since it was opened (by a clean-up, by version control), what is written to it
   * would be gone with it: the path is opened anew, and given the calls that it lacks. One that was cut is read anew.
   *
   * @throws RunFailed where there can't be a file any more
   */
  #followPath(): void {
    try {
      const own = fstatSync(this.#fd);
      const found = statSync(this.path, { throwIfNoEntry: false });
      if (found?.ino === own.ino && found.dev === own.dev) {
        if (own.size < this.#end) this.#readAnew();
        return;
      }
      const next = new Recording(this.path, 'append', this.#redact);
      clearInterval(next.#sync);
      for (const key of [...this.#index.keys()]) {
        const held = next.#index.has(key) ? undefined : this.find(key);
        if (held !== undefined) next.append([held.call]);
      }
      closeSync(this.#fd);
      this.#fd = next.#fd;
      this.#lines = next.#lines;
      this.#index = next.#index;
      this.#repeated = next.#repeated;
      this.#broken = next.#broken;
      this.#start = next.#start;
      this.#end = next.#end;
      this.#tornBytes = next.#tornBytes;
    } catch (error) {
      if (error instanceof RunFailed) throw error;
      throw new RunFailed(
        `${this.path}: the recording was taken away, and can't be written anew (${messageOf(error)})`,
      );
    }
  }

  #readAnew(): void {
    this.#index.clear();
    this.#end = this.#start;
    this.#tornBytes = 0;
    this.#readNewLines();
  }

  /** Whether the file ends in an unfinished line that nobody is just writing: such a one is finished at the next look. */
  #isTorn(): boolean {
    for (let seen = -1; this.#tornBytes > 0 && this.#end + this.#tornBytes !== seen; ) {
      seen = this.#end + this.#tornBytes;
      this.#readNewLines();
    }
    return this.#tornBytes > 0;
  }

  #writeBytes(bytes: Buffer): void {
    let done = 0;
    try {
      done = writeSync(this.#fd, bytes);
    } catch (error) {
      throw new RunFailed(
        `${this.path}: the recording can't be written (${messageOf(error)}); what was answered before is kept`,
      );
    }
    if (done < bytes.length) {
      throw new RunFailed(
        `${this.path}: the recording can't be written (the disk is full); what was answered before is kept`,
      );
    }
    this.#dirty = true;
  }

  /** May be called again. Gives back the memory of the index, too. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#sync);
    this.#index.clear();
    this.#repeated.clear();
    this.#recent.clear();
    try {
      if (this.#dirty) fdatasyncSync(this.#fd);
    } finally {
      closeSync(this.#fd);
    }
  }

  /** Looks now and then only: at every new question that would cost more than it could save. */
  #readOthers(): void {
    const now = performance.now();
    if (now < this.#lookAgainAt) return;
    this.#lookAgainAt = now + LOOK_EVERY_MILLISECONDS;
    if (fstatSync(this.#fd).size !== this.#end + this.#tornBytes) this.#readNewLines();
  }

  #readNewLines(): void {
    const { size } = fstatSync(this.#fd);
    let chunk: Buffer = Buffer.alloc(0);
    let at = this.#end;
    for (let read = at; read < size; read = at + chunk.length) {
      const more = readAt(this.#fd, read, Buffer.allocUnsafe(Math.min(CHUNK, size - read)));
      if (more.length === 0) break;
      chunk = chunk.length === 0 ? more : Buffer.concat([chunk, more]);
      let from = 0;
      for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
        this.#indexLine(chunk, from, to, at + from);
        from = to + 1;
      }
      chunk = chunk.subarray(from);
      at += from;
    }
    this.#end = at;
    this.#tornBytes = chunk.length;
    // A last line that lacks nothing but its end counts: an editor may have taken that away, or its writer was killed. One
    // that is just being written is whole only when all of it is there.
    if (chunk[chunk.length - 1] === CLOSING_BRACE && callOf(chunk.toString()) !== undefined)
      this.#indexLine(chunk, 0, chunk.length, at);
  }

  /** @param at where the line, the bytes from `from` to `to` of the chunk, begins in the file */
  #indexLine(chunk: Buffer, from: number, to: number, at: number): void {
    // Version control may have given the file other line ends.
    const end = chunk[to - 1] === CARRIAGE_RETURN ? to - 1 : to;
    const keyAt = from + START.length;
    const keyEnd = keyAt + KEY_LENGTH;
    const head = chunk.toString('latin1', from, Math.min(end, keyEnd + AGAIN.length));
    if (!head.startsWith(START) || chunk[end - 1] !== CLOSING_BRACE || this.#broken.has(at)) return;
    const key = chunk.toString('latin1', keyAt, Math.min(end, keyEnd));
    const again = head.startsWith(AGAIN, START.length + KEY_LENGTH);
    const before = this.#index.get(key);
    if (before !== undefined && before !== at) this.#repeated.add(key);
    if (again || before === undefined) {
      this.#index.set(key, at);
      this.#recent.drop(key);
    }
  }
}

/** A call's line, or what a writer that was killed has left of one, as far as that tells. */
const FIRST_LINE = /^\{"key":"[0-9a-f]{20}"|^\{"key":"[0-9a-f]{0,20}$/;
/** So much of a file shows what is in it. */
const HEAD = 4096;

/** A device keeps nothing, and a pipe waits for somebody at its other end. @throws UsageError where it is no file */
function refuseOther(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile()) return;
  const what = found.isDirectory() ? 'a folder' : 'a device or a pipe';
  throw new UsageError(`${path}: the recording can't be opened (this is ${what}); name a file`);
}

/** Whether calls may be added to a file without any: it is empty, or its first line that is not torn at once is a call. */
function mayHoldCalls(fd: number): boolean {
  const head = readAt(fd, 0, Buffer.alloc(HEAD))
    .toString()
    .replace(/^\uFEFF/, '');
  const first = head.split('\n').find((line) => !START.startsWith(line.trimEnd()));
  return first === undefined || FIRST_LINE.test(first.trimEnd());
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
