// Not in the paper: numbers in LaTeX and in typographic writing are read by the same rules as in plain text, once both
// are written alike.
import { argumentAt, FRACTIONS, type Latex, LOOKS, latexTokens, SIZES, SPACES, withBraces } from './latex-tokens.ts';

/** Stands for an expression that is no plain number, such as a root or π: a number beside it is only a part. */
export const EXPRESSION = '\uFFFC';

const SYMBOLS: Readonly<Record<string, string>> = {
  '\\times': '×',
  '\\cdot': '×',
  '\\ast': '×',
  '\\div': '÷',
  '\\pm': '±',
  '\\circ': '°',
  '\\degree': '°',
  '\\approx': '≈',
  '\\sim': '≈',
  '\\le': '≤',
  '\\leq': '≤',
  '\\ge': '≥',
  '\\geq': '≥',
  '\\ne': '≠',
  '\\neq': '≠',
  '\\to': '→',
  '\\rightarrow': '→',
  '\\Rightarrow': '→',
  '\\implies': '→',
  '\\therefore': '→',
  '\\dots': '…',
  '\\ldots': '…',
  '\\(': '',
  '\\)': '',
  '\\[': '',
  '\\]': '',
  '\\\\': '\n',
};

/** Text with its LaTeX and its typographic signs written in plain ones: `\frac12` as 1/2, `10^{3}` as 10^3, ½ as 1/2. */
export function plainText(text: string): string {
  const latex = withBraces(latexTokens(folded(text)));
  const { tokens } = latex;
  const written: string[] = [];
  let at = 0;
  while (at < tokens.length) {
    const [piece, next] = plainAt(latex, at, written.at(-1)?.at(-1) ?? '');
    if (piece !== '') written.push(piece);
    at = next;
  }
  return written.join('');
}

/** Superscripts after ^, fractions with a space before them, one sign each for minus and times; otherwise NFKC. */
function folded(text: string): string {
  return (
    text
      .replace(/[√∛∞]|(?<!\p{Script=Greek})π(?!\p{Script=Greek})/gu, EXPRESSION)
      .replace(/[⁰¹²³⁴-⁹⁺⁻]+/g, '^$&')
      .replace(/(\d)([¼-¾⅐-⅞])/g, '$1 $2')
      .normalize('NFKC')
      .replaceAll('⁄', '/')
      // 4~5 is a range; elsewhere ~ is a space of LaTeX.
      .replace(/(?<=\d ?)~(?= ?\d)/g, '-')
      // A minus with a space behind it is one still; a dash in a sentence is none.
      .replace(/−\s+(?=[\d.$€£\\])/g, '-')
      .replace(/−|–(?! )|(?<=[=(] ?)–/g, '-')
      .replace(/[·⋅∙]/g, '×')
  );
}

/** How the token at a place is written plainly, with what belongs to it, and where the next one stands. */
function plainAt(latex: Latex, at: number, before: string): [piece: string, next: number] {
  const { tokens } = latex;
  const token = tokens[at]!;
  if (FRACTIONS.has(token)) return fractionAt(latex, at, before);
  if (token === '^' || token === '_') return scriptAt(latex, at);
  if (token === '{' && tokens[at + 1] === ',' && tokens[at + 2] === '}') return [',', at + 3];
  // 1{2} is no 12.
  if (token === '{' || token === '}') return [token === '}' && tokens[at + 1] === '{' ? ' ' : '', at + 1];
  if (SPACES.has(token)) return [token === '\\!' ? '' : ' ', at + 1];
  if (SIZES.has(token) || LOOKS.has(token) || token === '\\boxed' || token === '\\fbox') return ['', at + 1];
  const symbol = SYMBOLS[token];
  if (symbol !== undefined) return [symbol, at + 1];
  if (!/^\\[A-Za-z]/.test(token)) return [token.length > 1 ? token.slice(1) : token, at + 1];
  return [EXPRESSION, afterGroups(latex, at + 1)];
}

function fractionAt(latex: Latex, at: number, before: string): [string, number] {
  const over = argumentAt(latex, at + 1);
  const under = over && argumentAt(latex, over.next);
  if (!over || !under) return [EXPRESSION, at + 1];
  const parts = [over, under].map(({ start, end }) =>
    end - start > 40 ? '' : latex.tokens.slice(start, end).join('').trim(),
  );
  const isNumber = /^-?\d[\d.,]*$/.test(parts[0]!) && /^\d[\d.,]*$/.test(parts[1]!);
  // 2\frac12 is a mixed number.
  return [isNumber ? `${/\w/.test(before) ? ' ' : ''}${parts.join('/')}` : EXPRESSION, under.next];
}

/** A power or an index: ^{3} as ^3, ^{\circ} as °. */
function scriptAt(latex: Latex, at: number): [string, number] {
  const { tokens } = latex;
  const script = argumentAt(latex, at + 1);
  if (!script) return [tokens[at]!, at + 1];
  const length = script.end - script.start;
  const content = length > 8 ? '' : tokens.slice(script.start, script.end).join('').trim();
  if (tokens[at] === '^') {
    if (content === '\\circ') return ['°', script.next];
    if (/^[-+]?\d{1,3}$/.test(content)) return [`^${content}`, script.next];
  }
  return script.next > script.end || content.startsWith('\\') ? [EXPRESSION, script.next] : [tokens[at]!, at + 1];
}

/** Behind the groups that a command may take: \binom{5}{2}, \sqrt[3]{8}. */
function afterGroups({ tokens, closing }: Latex, start: number): number {
  let at = start;
  const bracket = tokens[at] === '[' ? tokens.slice(at, at + 8).indexOf(']') : -1;
  if (bracket > 0) at += bracket + 1;
  for (let end = closing.get(at); end !== undefined; end = closing.get(at)) at = end + 1;
  // \sqrt3: what follows at once is its argument.
  return at === start && /^[\dA-Za-z]$/.test(tokens[at] ?? '') && tokens[start - 1] === '\\sqrt' ? at + 1 : at;
}
