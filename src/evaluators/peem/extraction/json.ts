// A prediction is a value in the last JSON of a reply that has it.
import { valueAt } from '../../../value-at.ts';
import type { Prediction } from '../predictions.ts';
import { type Extracted, noPrediction } from './extracted.ts';

/** Pieces of text between braces that are tried as JSON, from the end; more are not of a reply that gives JSON. */
const MOST_PIECES = 200;

/**
 * The value at a path such as `answer`, `result.options` or `answers[0]` of the last JSON object or array that has it;
 * the empty path is the JSON itself. A list of texts is a set of options, true and false are texts. A truncated reply
 * is not repaired: what is not JSON is no prediction.
 */
export function json(reply: string, path: string): Extracted<Prediction> {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  // With and without regard to quotation marks: a stray one, or a brace in a string, spoils one of the two only.
  const pieces = [...bracketed(reply, true), ...bracketed(reply, false)].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  let found = false;
  let parsedFrom = Number.POSITIVE_INFINITY;
  for (const [start, end] of pieces.slice(0, MOST_PIECES)) {
    // Within JSON that was read already and lacks the path.
    if (start > parsedFrom) continue;
    let value: unknown;
    try {
      value = JSON.parse(reply.slice(start, end));
    } catch {
      continue;
    }
    found = true;
    parsedFrom = start;
    const prediction = predictionOf(valueAt(value, keys));
    if (prediction !== undefined) return { prediction };
  }
  return noPrediction(found ? `the JSON has no value at '${path}'` : 'no JSON found');
}

/** Everything between matching brackets, those in strings not counted if `strings` are heeded. */
function bracketed(text: string, strings: boolean): [number, number][] {
  const pieces: [number, number][] = [];
  const open: number[] = [];
  let inString = false;
  for (let k = 0; k < text.length; k += 1) {
    const character = text[k];
    if (inString) {
      if (character === '\\') k += 1;
      // No JSON string goes over a line: a stray quotation mark ends here.
      else if (character === '"' || character === '\n') inString = false;
    } else if (character === '"' && strings) inString = open.length > 0;
    else if (character === '{' || character === '[') open.push(k);
    else if (character === '}' || character === ']') {
      const start = open.pop();
      if (start !== undefined) pieces.push([start, k + 1]);
    }
  }
  return pieces;
}

function predictionOf(value: unknown): Prediction | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string' || typeof entry === 'number')) {
    return value.map(String);
  }
  return undefined;
}
