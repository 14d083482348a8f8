import { messageOf, UsageError } from '../errors.ts';

/** The values on the lines of a JSONL text, with their places. @throws UsageError where a line is not JSON */
export function* jsonLines(text: string, path: string): Generator<[place: string, value: unknown]> {
  for (const [i, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const place = `${path}:${i + 1}`;
    try {
      yield [place, JSON.parse(line)];
    } catch (error) {
      throw new UsageError(`${place}: this line is not JSON (${messageOf(error)})`);
    }
  }
}
