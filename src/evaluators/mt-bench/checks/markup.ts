import { plain } from './typography.ts';

/** `½` and its like, by what NFKC makes of them: numerator, fraction slash, denominator. */
const VULGAR = /(\d?)([¼-¾⅐-⅞])/g;

/** LaTeX commands that stand for a character. */
const CHARACTERS = new Map([
  ['times', '×'],
  ['cdot', '·'],
  ['div', '÷'],
  ['approx', '≈'],
  ['le', '≤'],
  ['leq', '≤'],
  ['ge', '≥'],
  ['geq', '≥'],
  ['pm', '±'],
  ['pi', 'π'],
  ['degree', '°'],
  ['to', '→'],
  ['rightarrow', '→'],
  ['quad', ' '],
  ['left', ''],
  ['right', ''],
]);

/**
 * A text in plain typography without the marks of Markdown and LaTeX, so that "**Ada**, `Ben`" is "Ada, Ben" and
 * "$\frac{3}{8}$" is "3/8", as is "⅜": how a model sets its answer says nothing about the answer. What only looks like
 * a mark may go with them, so this is a further reading of a text and doesn't replace it.
 */
export function withoutMarkup(text: string): string {
  return withoutMarkdown(withoutLatex(withoutVulgarFractions(plain(text))));
}

function withoutVulgarFractions(text: string): string {
  return text
    .replace(VULGAR, (_, digit: string, fraction: string) => `${digit}${digit && ' '}${fraction.normalize('NFKC')}`)
    .replaceAll('\u2044', '/');
}

function withoutLatex(text: string): string {
  return text
    .replace(
      /(\d?)\\[dtc]?frac ?(?:\{([^{}]*)\}|(\d)) ?(?:\{([^{}]*)\}|(\d))/g,
      (_, digit: string, a: string | undefined, b: string, c: string | undefined, d: string) =>
        `${digit}${digit && ' '}${operand(a ?? b)}/${operand(c ?? d)}`,
    )
    .replace(/\\(?:text|textbf|textit|mathrm|mathbf|mathit|operatorname)\{([^{}]*)\}/g, '$1')
    .replace(/\\boxed\{([^{}]*)\}/g, '$1')
    .replace(/\^(?:\\circ|\{\\circ\})/g, '°')
    .replace(/\\([a-z]+) ?/gi, (command, name: string) => CHARACTERS.get(name) ?? command)
    .replaceAll('{,}', ',')
    .replace(/\\[,;: ]/g, ' ')
    .replace(/\\[()[\]!]|\$\$/g, '')
    .replace(/\$(?=[^\s$])([^$\n]*[^$\s])\$(?!\d)/g, '$1')
    .replace(/\\([%$#&_*])/g, '$1');
}

function operand(text: string): string {
  return /^[\w.,]*$/.test(text) ? text : `(${text})`;
}

function withoutMarkdown(text: string): string {
  return text
    .replace(/(?<!`)(`{1,2})(?!`)([^`\n]+)\1(?!`)/g, '$2')
    .replace(/\*{3}(?=[^\s*])([^*\n]*[^\s*])\*{3}/g, '$1')
    .replace(/(?<![*\w])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![*\w])/g, '$1')
    .replace(/\*{2}(?=[^\s*])([^*\n]*[^\s*])\*{2}/g, '$1')
    .replace(/(?<!\w)(_{1,2})(?=[^\s_])([^_\n]*[^\s_])\1(?!\w)/g, '$2');
}
