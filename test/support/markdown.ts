/** A fenced block of a Markdown page. */
export interface Block {
  language: string;
  text: string;
  /** The line of its opening fence, from 1. */
  line: number;
  /** What the comments right above it say, such as `not run: needs a server`. */
  notes: string[];
}

/** The fenced blocks of a page. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let notes: string[] = [];
  let open: (Block & { fence: string; indent: string }) | undefined;
  for (const [i, line] of markdown.split('\n').entries()) {
    const fence = /^([ \t]*)(`{3,}|~{3,})(.*)$/.exec(line);
    if (open !== undefined) {
      if (fence !== null && fence[2]!.startsWith(open.fence) && fence[3]!.trim() === '') {
        const { fence: _fence, indent: _indent, ...block } = open;
        blocks.push(block);
        open = undefined;
      } else open.text += `${line.startsWith(open.indent) ? line.slice(open.indent.length) : line}\n`;
      continue;
    }
    const note = /^[ \t]*<!--\s*(.*?)\s*-->\s*$/.exec(line);
    if (note !== null) notes.push(note[1]!);
    else if (fence !== null) {
      open = { language: fence[3]!.trim(), text: '', line: i + 1, notes, fence: fence[2]!, indent: fence[1]! };
      notes = [];
    } else if (line.trim() !== '') notes = [];
  }
  return blocks;
}

/** A page without its fenced blocks. */
function proseOf(markdown: string): string {
  return markdown.replace(/^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?^[ \t]*\1[ \t]*$/gm, '');
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(markdown: string): Set<string> {
  const anchors = new Map<string, number>();
  const found = new Set<string>();
  for (const [, heading] of proseOf(markdown).matchAll(/^#{1,6}[ \t]+(.+?)[ \t]*#*$/gm)) {
    const text = heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = text.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');
    const before = anchors.get(slug) ?? 0;
    anchors.set(slug, before + 1);
    found.add(before === 0 ? slug : `${slug}-${before}`);
  }
  return found;
}

/** The targets of a page's links and pictures. */
export function linksOf(markdown: string): string[] {
  const prose = proseOf(markdown).replace(/`[^`\n]*`/g, (code) => (code.includes('](') ? '' : code));
  const inline = Array.from(prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g), ([, target]) => target!);
  const html = Array.from(prose.matchAll(/\b(?:href|src|srcset)="([^"]+)"/g), ([, target]) => target!);
  return [...inline, ...html];
}

/** The rows of the tables below a heading, as cells; those of further headings within it are not its own. */
export function tableBelow(markdown: string, heading: string): string[][] {
  const lines = markdown.split('\n');
  const start = lines.indexOf(heading);
  if (start < 0) throw new Error(`there is no "${heading}"`);
  const end = lines.findIndex((line, i) => i > start && line.startsWith('#'));
  const rows = lines.slice(start, end < 0 ? undefined : end).filter((line) => line.startsWith('|'));
  return rows
    .filter((line, i) => !/^\|[\s|:-]+\|$/.test(line) && !/^\|[\s|:-]+\|$/.test(rows[i + 1] ?? ''))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** The code spans of a cell. */
export function codeIn(cell: string): string[] {
  return Array.from(cell.matchAll(/`([^`]+)`/g), ([, code]) => code!);
}
