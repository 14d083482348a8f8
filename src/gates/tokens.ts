import { OPERATORS, type Operator } from './gate.ts';

export type Token =
  | {
      kind: 'word';
      text: string;
      /** Whether it begins with a quote: then it is a name, never a keyword. */
      quoted: boolean;
    }
  | { kind: 'operator'; operator: Operator };

export class GateSyntaxError extends Error {
  override name = 'GateSyntaxError';
}

/**
 * The words and operators of a gate. A word ends at a space or an operator, but not within quotes (at its beginning, or
 * after `model=`) or square brackets, where any character may stand. In quotes a backslash takes the next character as
 * it is.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at]!)) {
      at += 1;
      continue;
    }
    const operator = operatorAt(text, at);
    if (operator !== undefined) {
      tokens.push({ kind: 'operator', operator });
      at += operator.length;
      continue;
    }
    const word = wordAt(text, at);
    tokens.push({ kind: 'word', text: word.text, quoted: /["']/.test(text[at]!) });
    at = word.end;
  }
  return tokens;
}

function operatorAt(text: string, at: number): Operator | undefined {
  return OPERATORS.find((operator) => text.startsWith(operator, at));
}

function wordAt(text: string, start: number): { text: string; end: number } {
  let word = '';
  let at = start;
  while (at < text.length && !/\s/.test(text[at]!) && operatorAt(text, at) === undefined) {
    const char = text[at]!;
    if (/["']/.test(char) && (word === '' || word === 'model=')) {
      const quoted = quotedAt(text, at);
      word += quoted.text;
      at = quoted.end;
      if (at < text.length && !/\s/.test(text[at]!) && operatorAt(text, at) === undefined) {
        throw new GateSyntaxError('after a closing quote comes a space; a quote within quotes is written \\"');
      }
    } else if (char === '[') {
      const end = closingBracket(text, at);
      word += text.slice(at, end);
      at = end;
    } else {
      word += char;
      at += 1;
    }
  }
  return { text: word, end: at };
}

function quotedAt(text: string, start: number): { text: string; end: number } {
  const quote = text[start]!;
  let inner = '';
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === quote) return { text: inner, end: at + 1 };
    if (text[at] === '\\' && at + 1 < text.length) at += 1;
    inner += text[at];
  }
  throw new GateSyntaxError(`the quote ${quote} is not closed`);
}

function closingBracket(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '[') depth += 1;
    if (text[at] === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new GateSyntaxError('the bracket [ is not closed; quote a name that holds one');
}
