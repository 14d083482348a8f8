/** A number, maybe with the sign of East Asian languages for points. */
const NUMBER = /^([+-]?(?:\d+(?:\.\d+)?|\.\d+))\.?(?:分|点|점)?$/;
/** `2,4`, where a comma takes the place of the point; not `1,000`, which may be either. */
const DECIMAL_COMMA = /^([+-]?\d+),(\d{1,2}|\d{4,})(?=\.?(?:分|点|점)?$)/;

/** The number that a text is, written with a point or a comma, maybe with the full stop of a sentence behind it. */
export function scoreNumber(text: string): number | undefined {
  const number = NUMBER.exec(text.replace(DECIMAL_COMMA, '$1.$2'))?.[1];
  return number === undefined ? undefined : Number(number);
}

/** A score as a cell of a table or a string of JSON has it: `2.4`, `2.4/3`, `2.4 out of 3`, `2.4 (dull)`. */
export interface WrittenScore {
  /** Undefined where no number stands there. */
  value: number | undefined;
  /** The end of the scale that a score as `2.5/3` relates to. */
  outOf: number | undefined;
}

/** The score that an arrow replaces: `2.4 → 2.6`. */
const REPLACED = /^[+-]?\d{1,9}(?:\.\d{1,9})? ?(?:->|→|=>) ?/;
/** A value, what it counts (`points`), the scale behind it, and a remark in brackets. */
const WRITTEN =
  /^([^\s/()]{1,20})(?: ?(?:points?|stars?))?(?: ?\(?(?:\/|out of|of) ?(\d{1,9}(?:\.\d{1,9})?)(?:分|点|점)?\)?)?(?: ?\(([^()]{0,80})\))?$/i;

export function writtenScore(text: string): WrittenScore {
  const bare = text
    .replace(/["'*_`]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(REPLACED, '');
  const [, value, outOf, remark] = WRITTEN.exec(bare) ?? [];
  if (value === undefined || revises(remark ?? '')) return { value: undefined, outOf: undefined };
  return { value: scoreNumber(value), outOf: outOf === undefined ? undefined : Number(outOf) };
}

const REVISES =
  /(?:^|[^\p{L}])(?:(?:preliminary|initial|draft|tentative|provisional|old)(?!\p{L})(?!\D{0,12}\d)|(?:revis|adjust|correct|chang|updat|rais|lower|increas|reduc|bump)\p{L}{0,4} (?:(?:it|this|up|down) ){0,2}to \d|(?:should be|rather|now|final|finally|better:?) \d)|(?:->|→) ?\d/iu;

/** Whether what is said behind a score gives another one in its place: `2.4 (revised to 2.6)`. */
export function revises(remark: string): boolean {
  return REVISES.test(remark);
}
