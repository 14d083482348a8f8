/** How many characters of lines are kept. */
const MOST = 4 << 20;

/** The lines of a recording that were kept last, by key; the oldest make room for newer ones. */
export class RecentLines {
  readonly #lines = new Map<string, string>();
  #length = 0;

  get(key: string): string | undefined {
    return this.#lines.get(key);
  }

  keep(key: string, line: string): void {
    this.drop(key);
    this.#lines.set(key, line);
    this.#length += line.length;
    for (const oldest of this.#lines.keys()) {
      if (this.#length <= MOST) break;
      this.drop(oldest);
    }
  }

  drop(key: string): void {
    const line = this.#lines.get(key);
    if (line === undefined) return;
    this.#lines.delete(key);
    this.#length -= line.length;
  }

  clear(): void {
    this.#lines.clear();
    this.#length = 0;
  }
}
