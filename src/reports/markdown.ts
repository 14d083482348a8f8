import { printable } from '../printable.ts';

/**
 * A text from data as a code span: nothing in it is read as Markdown or HTML or becomes a link, an image or a mention.
 * The fence is longer than any run of backticks inside; a bar, which would end a table's cell, is escaped.
 */
export function codeSpan(text: string): string {
  const safe = printable(text).replaceAll('|', '\\u007c');
  if (safe.trim() === '') return '(none)';
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^[` ]|[` ]$/.test(safe) ? ' ' : '';
  return `${fence}${space}${safe}${space}${fence}`;
}

export interface MarkdownColumn {
  name: string;
  align?: 'left' | 'right';
}

/** A table. Headings and cells must be safe already: our own words and numbers, or code spans. */
export function markdownTable(columns: readonly MarkdownColumn[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ name }) => name)),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}
