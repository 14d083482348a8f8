// The options of an item are letters, A, B, C, …

/**
 * The letters that are options of an item.
 *
 * @param options how many there are, or a range such as `'A-J'`, or the letters themselves, `'ABCD'`
 * @throws RangeError for anything else, more than 26 options included
 */
export function optionLetters(options: number | string): string {
  if (typeof options === 'number') {
    if (!Number.isInteger(options) || options < 1 || options > 26)
      throw new RangeError(`${options} options, not 1 to 26`);
    return ALPHABET.slice(0, options);
  }
  const range = /^([A-Z])\s*[-–]\s*([A-Z])$/.exec(options.toUpperCase());
  if (range && range[1]! <= range[2]!)
    return ALPHABET.slice(ALPHABET.indexOf(range[1]!), ALPHABET.indexOf(range[2]!) + 1);
  if (/^[A-Z]+$/i.test(options)) return [...new Set(options.toUpperCase())].sort().join('');
  throw new RangeError(`options must be a number, a range such as A-J or letters, not '${options}'`);
}

/** All letters that may be options. */
export const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
