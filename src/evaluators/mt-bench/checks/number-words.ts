// Numbers spelled out in English: "seven", "twenty-one", "three hundred and five", "two thirds", "three and a half".

const BELOW_TWENTY = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = new Map([
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
]);
const PARTS = new Map(
  'half third quarter fifth sixth seventh eighth ninth tenth eleventh twelfth'
    .split(' ')
    .flatMap((name, i): [string, number][] => [
      [name, 1 / (i + 2)],
      [`${name}s`, 1 / (i + 2)],
    ]),
);
PARTS.set('halves', 1 / 2);

/** A number, and the place of the first word behind it. */
interface Read {
  value: number;
  next: number;
}

/** The numbers that a text spells out: of "two thirds" 2 and 0.67, of "three and a half" 3 and 3.5. */
export function numbersInWords(text: string): number[] {
  return phrases(text).flatMap((words) => {
    const found: number[] = [];
    let at = 0;
    while (at < words.length) {
      const whole = cardinal(words, at);
      if (whole !== undefined) found.push(whole.value);
      const more = whole === undefined ? part(words, at) : extended(words, whole);
      if (more !== undefined) found.push(more.value);
      at = more?.next ?? whole?.next ?? at + 1;
    }
    return found;
  });
}

/** Words with nothing but blanks and hyphens between them, in small letters. */
function phrases(text: string): string[][] {
  const found: string[][] = [];
  let end = -1;
  for (const { 0: word, index } of text.matchAll(/[a-z]+/gi)) {
    // More than three characters between two words of a number would be a layout, not a number.
    if (end < 0 || index - end > 3 || !/^[ -]+$/.test(text.slice(end, index))) found.push([]);
    found.at(-1)!.push(word.toLowerCase());
    end = index + word.length;
  }
  return found;
}

function cardinal(words: readonly string[], at: number): Read | undefined {
  let total: Read | undefined;
  let below = Number.POSITIVE_INFINITY;
  while (below > 1) {
    const group = belowThousand(words, total === undefined ? at : withoutAnd(words, total.next));
    if (group === undefined) break;
    const scale = SCALES.get(words[group.next] ?? '');
    if ((scale ?? 1) >= below) break;
    below = scale ?? 1;
    total = {
      value: (total?.value ?? 0) + group.value * below,
      next: group.next + (scale === undefined ? 0 : 1),
    };
  }
  return total;
}

function belowThousand(words: readonly string[], at: number): Read | undefined {
  const counted = words[at + 1] === 'hundred' || SCALES.has(words[at + 1] ?? '');
  const first = words[at] === 'a' && counted ? { value: 1, next: at + 1 } : belowHundred(words, at);
  if (first === undefined || words[first.next] !== 'hundred') return first;
  const hundreds = { value: 100 * first.value, next: first.next + 1 };
  const rest = belowHundred(words, withoutAnd(words, hundreds.next));
  return rest === undefined ? hundreds : { value: hundreds.value + rest.value, next: rest.next };
}

function belowHundred(words: readonly string[], at: number): Read | undefined {
  const small = BELOW_TWENTY.indexOf(words[at] ?? '');
  if (small >= 0) return { value: small, next: at + 1 };
  const tens = TENS.indexOf(words[at] ?? '');
  if (tens < 0) return undefined;
  const unit = BELOW_TWENTY.indexOf(words[at + 1] ?? '');
  const hasUnit = unit > 0 && unit < 10;
  return { value: 10 * (tens + 2) + (hasUnit ? unit : 0), next: at + (hasUnit ? 2 : 1) };
}

/** What follows a whole number and makes another of it: "point four", "thirds", "dozen", "and a half". */
function extended(words: readonly string[], { value, next }: Read): Read | undefined {
  const word = words[next] ?? '';
  if (word === 'point') {
    let digits = '';
    let at = next + 1;
    for (let digit = digitAt(words, at); digit >= 0; digit = digitAt(words, at)) {
      digits += digit;
      at += 1;
    }
    return digits === '' ? undefined : { value: Number(`${value}.${digits}`), next: at };
  }
  if (word === 'dozen') return { value: 12 * value, next: next + 1 };
  const size = PARTS.get(word);
  if (size !== undefined) return { value: value * size, next: next + 1 };
  if (word !== 'and') return undefined;
  const fraction = part(words, next + 1);
  return fraction === undefined ? undefined : { value: value + fraction.value, next: fraction.next };
}

function digitAt(words: readonly string[], at: number): number {
  const small = BELOW_TWENTY.indexOf(words[at] ?? '');
  return small < 10 ? small : -1;
}

/** "half", "a third", "three quarters", "a dozen". */
function part(words: readonly string[], at: number): Read | undefined {
  if (words[at] === 'half') return { value: 1 / 2, next: at + 1 };
  if (words[at] === 'a' && words[at + 1] === 'dozen') return { value: 12, next: at + 2 };
  const top = words[at] === 'a' || words[at] === 'an' ? { value: 1, next: at + 1 } : belowHundred(words, at);
  const size = top === undefined ? undefined : PARTS.get(words[top.next] ?? '');
  return size === undefined ? undefined : { value: top!.value * size, next: top!.next + 1 };
}

function withoutAnd(words: readonly string[], at: number): number {
  return words[at] === 'and' ? at + 1 : at;
}
