/** A block between two fences of the same sign, and its contents. */
const FENCED = /^[ \t]*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)^[ \t]*\1[`~]*[ \t]*$/gm;

/** The contents of the fenced code blocks of a Markdown text. */
export function codeBlocks(markdown: string): string[] {
  return Array.from(markdown.matchAll(FENCED), (match) => match[2]!);
}

/** A Markdown text without its fenced code blocks. */
export function withoutCodeBlocks(markdown: string): string {
  return markdown.replace(FENCED, '');
}
