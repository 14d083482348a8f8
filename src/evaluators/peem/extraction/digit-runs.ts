// Not in the paper: what is joined by points, commas, colons or strokes is taken as a whole: it is a number as a whole,
// or none, and never a part of it is.

/** Digits as far as they are joined. Repetition is bounded where it could be tried again from each of its parts. */
export const RUN = String.raw`(?:\d{1,3}(?: \d{3}){1,6}(?! ?\d)(?:[.,]\d+)?|\.?\d+(?:[.,_:]\d+)*)`;

/** What a run of digits is: 1,234.5 and 1.234,5 and 1 234.5; 12,5; not 1,2,3 nor 12:30. */
export function valueOfRun(run: string): number {
  const groups = /^[1-9]\d{0,2}(?:(?:,\d{3})+(?:\.\d+)?|(?:_\d{3})+(?:\.\d+)?)$/;
  const pointed = /^[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,}|(?: \d{3})+(?:[.,]\d+)?)$/;
  if (groups.test(run)) return Number(run.replace(/[,_]/g, ''));
  if (pointed.test(run)) {
    const decimal = /[,.]\d+$/.exec(run)?.[0] ?? '';
    // Of 1.000.000 the last group is none, of 1 000.5 it is.
    const isDecimal = decimal.startsWith(',') || (decimal !== '' && run.includes(' '));
    const whole = isDecimal ? run.slice(0, -decimal.length) : run;
    return Number(whole.replace(/[. ]/g, '') + (isDecimal ? `.${decimal.slice(1)}` : ''));
  }
  return /^(?:\d*\.?\d+|\d+,\d+)$/.test(run) ? Number(run.replace(',', '.')) : Number.NaN;
}
