import { hash } from 'node:crypto';

/**
 * A mark that sets the texts under evaluation apart from the instructions around them. It is a hash of the texts
 * themselves, so it is the same in every run, and no text can be made to hold its own mark: to write it, an author would
 * have to find a text whose hash, with those of the other texts of the prompt, is what it holds. At 80 bits that takes
 * some 10^24 tries, out of reach where 32 bits take minutes.
 */
export function fenceFor(texts: readonly string[]): string {
  return hash('sha256', texts.map((text) => `${text}\0`).join('')).slice(0, 20);
}
