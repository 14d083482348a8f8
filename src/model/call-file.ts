import { fstatSync, writeSync } from 'node:fs';
import { messageOf, RunFailed } from '../errors.ts';
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
 * One opened file of calls: the index holds the place of each call's line, the replies stay on disk. Lines that others add
 * are found, torn and damaged ones are left out (see Recording).
 */
export class CallFile {
  readonly fd: number;
  /** As it is called in messages. */
  readonly #path: string;
  readonly #lines: LinesOfFile;
  /** Where the line of each key begins. */
  readonly #index = new Map<string, number>();
  /** Keys of which there are several lines. */
  readonly #repeated = new Set<string>();
  /** Lines that looked whole but are not. */
  readonly #broken = new Set<number>();
  /** Where the first line begins: an editor may have put a byte order mark before it. */
  readonly #start: number;
  /** Where the first unread line begins. */
  #end: number;
  /** How many bytes of an unfinished line stand behind it. */
  #tornBytes = 0;
  #lookAgainAt = 0;
  /** The last few lines: they are soon asked for once more, to be transcribed. */
  readonly #recent = new RecentLines();

  /** @param fd of a file that is open for reading, and for appending where calls are to be added */
  constructor(fd: number, path: string) {
    this.fd = fd;
    this.#path = path;
    this.#lines = new LinesOfFile(fd);
    this.#start = readAt(fd, 0, Buffer.alloc(BYTE_ORDER_MARK.length)).equals(BYTE_ORDER_MARK)
      ? BYTE_ORDER_MARK.length
      : 0;
    this.#end = this.#start;
    this.#readNewLines();
  }

  /** How many calls it holds. */
  get size(): number {
    return this.#index.size;
  }

  keys(): Iterable<string> {
    return this.#index.keys();
  }

  has(key: string): boolean {
    return this.#index.has(key);
  }

  /** Whether calls may be added: it holds some, or nothing that they would damage. */
  get mayBeAddedTo(): boolean {
    return this.#holdsCalls() || mayHoldCalls(this.fd);
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
   * Adds lines in one write, and those that others wrote meanwhile to the index.
   *
   * @param again the lines replace what is there
   * @returns of each the line that now stands for its key
   * @throws RunFailed where the disk does not take them
   */
  append(added: readonly Recorded[], again: boolean): Recorded[] {
    // A second try is needed where another process was killed in the middle of a line just now: ours ran into its torn
    // one, and a newline has to go before.
    let left = added;
    for (let attempt = 0; attempt < 3 && left.length > 0; attempt += 1) {
      this.#write(left, again);
      left = left.filter(({ call }) => !this.#index.has(call.key));
    }
    if (left.length > 0) throw new RunFailed(`${this.#path}: the recording can't be written (others keep damaging it)`);
    return added.map((own) => (this.#recent.get(own.call.key) === own.line ? own : this.find(own.call.key)!));
  }

  /** Reads everything anew where the file was cut. @param size of the file now, in bytes */
  followCut(size: number): void {
    if (size < this.#end) this.#readAnew();
  }

  /** Gives back the memory of the index; the file stays open. */
  clear(): void {
    this.#index.clear();
    this.#repeated.clear();
    this.#recent.clear();
  }

  /** Whether any line is a call, as far as its beginning tells: the first ones may be damaged. */
  #holdsCalls(): boolean {
    for (const key of this.#index.keys()) if (KEY.test(key)) return true;
    return false;
  }

  /** Writes lines and indexes them, with those that others wrote meanwhile. */
  #write(added: readonly Recorded[], again: boolean): void {
    const text = added.map(({ line }) => `${line}\n`).join('');
    const bytes = Buffer.from(this.#isTorn() ? `\n${text}` : text);
    this.#writeBytes(bytes);
    if (this.#tornBytes > 0 || fstatSync(this.fd).size !== this.#end + bytes.length) {
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
      done = writeSync(this.fd, bytes);
    } catch (error) {
      throw new RunFailed(
        `${this.#path}: the recording can't be written (${messageOf(error)}); what was answered before is kept`,
      );
    }
    if (done < bytes.length) {
      throw new RunFailed(
        `${this.#path}: the recording can't be written (the disk is full); what was answered before is kept`,
      );
    }
  }

  /** Looks now and then only: at every new question that would cost more than it could save. */
  #readOthers(): void {
    const now = performance.now();
    if (now < this.#lookAgainAt) return;
    this.#lookAgainAt = now + LOOK_EVERY_MILLISECONDS;
    if (fstatSync(this.fd).size !== this.#end + this.#tornBytes) this.#readNewLines();
  }

  #readNewLines(): void {
    const { size } = fstatSync(this.fd);
    let chunk: Buffer = Buffer.alloc(0);
    let at = this.#end;
    for (let read = at; read < size; read = at + chunk.length) {
      const more = readAt(this.fd, read, Buffer.allocUnsafe(Math.min(CHUNK, size - read)));
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

/** Whether calls may be added to a file without any: it is empty, or its first line that is not torn at once is a call. */
function mayHoldCalls(fd: number): boolean {
  const head = readAt(fd, 0, Buffer.alloc(HEAD))
    .toString()
    .replace(/^\uFEFF/, '');
  const first = head.split('\n').find((line) => !START.startsWith(line.trimEnd()));
  return first === undefined || FIRST_LINE.test(first.trimEnd());
}
