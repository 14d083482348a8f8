import { hash } from 'node:crypto';

/**
 * A mark that sets the texts under evaluation apart from the instructions around them. It is a hash of the texts
 * themselves, so it is the same in every run, and no text can hold its own mark: to write it, an author would have to
 * know what the text makes of a hash over all texts of the prompt.
 */
export function fenceFor(texts: readonly string[]): string {
  return hash('sha256', texts.map((text) => `${text}\0`).join('')).slice(0, 8);
}
