import { readSync } from 'node:fs';

export const NEWLINE = 10;
export const CARRIAGE_RETURN = 13;

/** How much is read for a line that is asked for, and how much of that stands before the line. */
const PIECE = 32 << 10;
const PIECE_BEFORE = 16 << 10;

/**
 * The lines of an open file by the places where they begin. What stands around a line is read with it: lines are mostly
 * asked for in about the order in which they stand there.
 */
export class LinesOfFile {
  readonly #fd: number;
  /** The piece of the file that was read last, from `#pieceAt` on, and where pieces are read to. */
  #piece: Buffer = Buffer.alloc(0);
  #pieceAt = 0;
  readonly #buffer = Buffer.allocUnsafeSlow(PIECE);

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** The line that begins at a place, without its end, which the last one may lack; empty where the file was cut since. */
  at(place: number): string {
    const held = this.#inPiece(place);
    if (held !== undefined) return held;
    this.#pieceAt = Math.max(0, place - PIECE_BEFORE);
    for (let size = PIECE; ; size *= 4) {
      this.#piece = readAt(this.#fd, this.#pieceAt, size === PIECE ? this.#buffer : Buffer.allocUnsafe(size));
      const line = this.#inPiece(place);
      if (line !== undefined) return line;
      if (this.#piece.length < size) return this.#piece.toString('utf8', place - this.#pieceAt);
    }
  }

  #inPiece(place: number): string | undefined {
    const from = place - this.#pieceAt;
    if (from < 0 || from >= this.#piece.length) return undefined;
    const to = this.#piece.indexOf(NEWLINE, from);
    if (to < 0) return undefined;
    return this.#piece.toString('utf8', from, this.#piece[to - 1] === CARRIAGE_RETURN ? to - 1 : to);
  }
}

/** Fills a buffer from a place of a file on. @returns the part of it that was filled */
export function readAt(fd: number, place: number, into: Buffer): Buffer {
  let done = 0;
  while (done < into.length) {
    const n = readSync(fd, into, done, into.length - done, place + done);
    if (n === 0) break;
    done += n;
  }
  return into.subarray(0, done);
}
