import { headingOf, type ScoreEntry, type ScoreVerdict, scoreNumber } from './score-entries.ts';

/** Lines that follow each other and have bars. */
const TABLE = /(?:^[^\n|]*\|[^\n]*(?:\n|$)){2,}/gm;
const RULE = /^[\s|:-]*$/;
const LABEL = /^["'*_`]*(?:(\p{L}{1,20})[ _#-]{0,2})?(\d{1,5})["'*_`]*$/u;
const OUT_OF = /^(.*?)\s*\/\s*(\d+(?:\.\d+)?)$/;

/**
 * The scores of Markdown tables: a row a sample, its label in the first column. The score is in the last column whose head
 * names scores or ratings; in a table without such a head, in the only column that has numbers.
 */
export function* tableVerdicts(reply: string): Generator<ScoreVerdict> {
  if (!reply.includes('|')) return;
  for (const { 0: text, index } of reply.matchAll(TABLE)) {
    const rows = text
      .split('\n')
      .filter((line) => !RULE.test(line))
      .map(cellsOf);
    const head = rows.find(([first]) => first !== undefined && !LABEL.test(first));
    const body = rows.filter(([first]) => first !== undefined && LABEL.test(first));
    const column = scoreColumn(head, body);
    if (column === undefined) continue;
    const at = { start: index, end: index + text.trimEnd().length };
    const entries = body.map((cells) => toEntry(cells, column, at));
    if (entries.some(({ value }) => value !== undefined))
      yield { entries, ...at, heading: headingOf(head?.[column] ?? '') };
  }
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

function scoreColumn(head: readonly string[] | undefined, body: readonly (readonly string[])[]): number | undefined {
  const named = head?.findLastIndex((name, i) => i > 0 && headingOf(name) === 'scores') ?? -1;
  if (named > 0) return named;
  const width = Math.max(0, ...body.map((cells) => cells.length));
  const numeric = Array.from({ length: width }, (_, i) => i).filter(
    (i) => i > 0 && body.some((cells) => scoreOf(cells[i]).value !== undefined),
  );
  return numeric.length === 1 ? numeric[0] : undefined;
}

function toEntry(cells: readonly string[], column: number, at: { start: number; end: number }): ScoreEntry {
  const [, word, label] = LABEL.exec(cells[0]!)!;
  return { word: (word ?? 'sample').toLowerCase(), label: Number(label), ...scoreOf(cells[column]), ...at };
}

function scoreOf(cell = ''): { value: number | undefined; outOf: number | undefined } {
  const bare = cell.replace(/^["'*_`]+|["'*_`]+$/g, '');
  const [, value, outOf] = OUT_OF.exec(bare) ?? [undefined, bare, undefined];
  return { value: scoreNumber(value!), outOf: outOf === undefined ? undefined : Number(outOf) };
}
