import type { Demand, Gate } from './gate.ts';
import { GateSyntaxError, type Token, tokensOf } from './tokens.ts';

type Word = Extract<Token, { kind: 'word' }>;

const EXAMPLE = 'for instance: coherence pearson >= 0.7';
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const NOT_WORSE = ['not', 'worse', 'than', 'baseline'];

/**
 * Reads a gate: `[criterion] statistic[qualifiers] [of model X] OP number`, or against a baseline run:
 * `… OP baseline - 0.1`, `… not worse than baseline`. The last word of the name is the statistic, what is before it the
 * criterion; a name may be quoted.
 *
 * @throws GateSyntaxError saying what is wrong
 */
export function parseGate(text: string): Gate {
  if (text.trim() === '') throw new GateSyntaxError(`a gate is empty; ${EXAMPLE}`);
  const { name, demand } = split(tokensOf(text));
  return { text: text.trim(), ...nameOf(name), demand };
}

/** What is wrong with how a gate is written, if anything is. */
export function gateProblem(text: string): string | undefined {
  try {
    parseGate(text);
    return undefined;
  } catch (error) {
    if (error instanceof GateSyntaxError) return error.message;
    throw error;
  }
}

function split(tokens: readonly Token[]): { name: Word[]; demand: Demand } {
  const at = tokens.findIndex(({ kind }) => kind === 'operator');
  const words = tokens.filter((token) => token.kind === 'word');
  if (at < 0) {
    const tail = words.slice(-NOT_WORSE.length);
    if (tail.length === NOT_WORSE.length && tail.every((word, i) => isKeyword(word, NOT_WORSE[i]!))) {
      return { name: words.slice(0, -NOT_WORSE.length), demand: { kind: 'not-worse' } };
    }
    throw new GateSyntaxError(
      `there is no comparison in it (>=, >, <=, <, ==, or "not worse than baseline"); ${EXAMPLE}`,
    );
  }
  const unknown = words.find(({ text, quoted }) => !quoted && /^[=!<>≤≥]+$/.test(text));
  if (unknown !== undefined)
    throw new GateSyntaxError(`"${unknown.text}" is no comparison; there are >=, >, <=, <, ==`);
  const { operator } = tokens[at] as Extract<Token, { kind: 'operator' }>;
  if (words.length < tokens.length - 1)
    throw new GateSyntaxError('it has more than one comparison; write a gate for each');
  const bound = words
    .slice(at)
    .map((word) => word.text)
    .join(' ');
  if (NUMBER.test(bound))
    return { name: words.slice(0, at), demand: { kind: 'number', operator, bound: finite(bound) } };
  const relative = /^baseline(?:\s*(?<sign>[+-])\s*(?<offset>\S+))?$/.exec(bound)?.groups;
  if (relative === undefined || (relative.offset !== undefined && !/^[\d.]/.test(relative.offset))) {
    throw new GateSyntaxError(
      `after ${operator} comes a number, baseline, or baseline - 0.1; found ${JSON.stringify(bound)}`,
    );
  }
  const { sign, offset = '0' } = relative;
  if (!NUMBER.test(offset)) throw new GateSyntaxError(`${JSON.stringify(offset)} is not a number`);
  return {
    name: words.slice(0, at),
    demand: { kind: 'baseline', operator, offset: sign === '-' ? -finite(offset) : finite(offset) },
  };
}

function finite(text: string): number {
  const n = Number(text);
  if (Number.isFinite(n)) return n;
  throw new GateSyntaxError(`${text} is too large a number: every value, or none, would be beyond it`);
}

function nameOf(words: readonly Word[]): Pick<Gate, 'criterion' | 'statistic' | 'model'> {
  const of = words.findIndex((word, i) => isKeyword(word, 'of') && isKeyword(words[i + 1], 'model'));
  const equals = words.findIndex((word) => !word.quoted && word.text.startsWith('model='));
  const end = of >= 0 ? of : equals >= 0 ? equals : words.length;
  const statistic = words[end - 1]?.text;
  if (statistic === undefined) throw new GateSyntaxError(`it names no statistic; ${EXAMPLE}`);
  const criterion = joined(words.slice(0, end - 1));
  if (end === words.length) return { criterion, statistic };
  const model = of >= 0 ? joined(words.slice(of + 2)) : joined(words.slice(equals)).slice('model='.length);
  if (model === '') throw new GateSyntaxError('it names no model after "model"');
  return { criterion, statistic, model };
}

function joined(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(' ');
}

function isKeyword(word: Word | undefined, keyword: string): boolean {
  return word !== undefined && !word.quoted && word.text === keyword;
}
