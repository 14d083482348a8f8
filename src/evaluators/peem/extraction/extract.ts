// From reply to prediction, in the way that the config declares.
// Whatever the way, the last match wins, and nothing found is "no prediction".
import { boxed } from './boxed.ts';
import { choice } from './choice.ts';
import { type Extracted, noPrediction } from './extracted.ts';
import { json } from './json.ts';
import { ownMarker, ownPattern, SlowPattern } from './marked.ts';
import { number } from './number.ts';
import { optionLetters } from './options.ts';
import { rating } from './rating.ts';
import { regex } from './regex.ts';
import { set } from './set.ts';
import { text } from './text.ts';

/** A declared extraction. `marker` and `pattern` are regular expressions; the group of a marker holds the answer. */
export type Extraction =
  | { type: 'choice' | 'set'; options?: string | number; marker?: string }
  | { type: 'number'; percent?: 'unit' | 'fraction'; marker?: string }
  | { type: 'boxed' }
  | { type: 'regex'; pattern: string; group?: number | string; flags?: string }
  | { type: 'json'; path: string }
  | { type: 'text'; marker?: string }
  | { type: 'rating'; scale: readonly [number, number]; marker?: string };

/** The options where the config does not say. */
export const OPTIONS = 'A-J';

/** Only so much of a reply is read, from its end, where the answer is. */
const MOST_CHARACTERS = 20_000;

/**
 * Makes the reader of replies that an extraction declares.
 *
 * @returns the reader: a reply, and the number of options of its item where that is known (letters beyond are none)
 * @throws SyntaxError for a wrong regular expression, RangeError for wrong options
 */
export function extractor(extraction: Extraction): (reply: string, options?: number) => Extracted {
  const marker = 'marker' in extraction && extraction.marker !== undefined ? ownMarker(extraction.marker) : undefined;
  const read = ((): ((reply: string, options?: number) => Extracted) => {
    switch (extraction.type) {
      case 'choice':
      case 'set': {
        const method = extraction.type === 'set' ? set : choice;
        const declared = optionLetters(extraction.options ?? OPTIONS);
        return (reply, options) => method(reply, options === undefined ? declared : optionLetters(options), marker);
      }
      case 'number':
        return (reply) => number(reply, { marker, percent: extraction.percent });
      case 'boxed':
        return boxed;
      case 'regex': {
        const pattern = ownPattern(extraction.pattern, extraction.flags);
        return (reply) => regex(reply, pattern, extraction.group);
      }
      case 'json':
        return (reply) => json(reply, extraction.path);
      case 'text':
        return (reply) => text(reply, marker);
      case 'rating':
        return (reply) => rating(reply, extraction.scale, marker);
    }
  })();
  return (reply, options) => {
    const end = reply.length > MOST_CHARACTERS ? reply.slice(-MOST_CHARACTERS) : reply;
    if (end.trim() === '') return noPrediction('the reply is empty');
    try {
      return read(end, options);
    } catch (error) {
      if (error instanceof SlowPattern) return noPrediction(error.message);
      throw error;
    }
  };
}
