import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countCharacters, countItems, countLines, countSentences, countWords } from './count.ts';
import { LANGUAGES } from './languages.ts';
import { runCheck, stillHolding } from './run-checks.ts';
import { check } from './schema.ts';

const run = (raw: object, answer: string, turns: { checks: object[] }[] = []) =>
  runCheck(
    check.parse(raw),
    answer,
    turns.map(({ checks }) => ({ checks: checks.map((each) => check.parse(each)) })),
  );

const SCHEMA = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } }, additionalProperties: false };

describe('every kind of check', () => {
  test.each<[object, string]>([
    [{ type: 'contains', all: ['paris', 'france'] }, 'Paris, France'],
    [{ type: 'contains', any: ['paris', 'rome'] }, 'in Rome'],
    [{ type: 'contains', all: ["St Colm's"] }, 'at St Colm’s on the island'],
    [{ type: 'contains', all: ['mail-boat'] }, 'the mail\u2011boat'],
    [{ type: 'contains', all: ['3/8', '1/4'] }, '$\\frac{3}{8}$ and ¼'],
    [{ type: 'contains', all: ['Ada and Ben'] }, '**Ada** and **Ben**'],
    [{ type: 'contains', all: ['**bold**'] }, 'a **bold** word'],
    [{ type: 'not-contains', any: ['passed away'] }, 'he died'],
    [{ type: 'not-contains', any: ['USA'], caseSensitive: true }, 'usable'],
    [{ type: 'regex', pattern: '^\\d+$', flags: 'm' }, 'it is\n42\n'],
    [{ type: 'not-regex', pattern: '\\b(five|5) grand', flags: 'i' }, 'six grandchildren'],
    [{ type: 'regex', pattern: 'Ah Ma, Wei, Jo' }, '**Ah Ma**, **Wei**, **Jo**'],
    [{ type: 'regex', pattern: '\\b1/2\\b' }, 'It is \\(\\frac{1}{2}\\).'],
    [{ type: 'not-regex', pattern: '\\*\\*' }, 'no emphasis'],
    [{ type: 'equals', value: '90' }, ' **"90".** '],
    [{ type: 'equals', value: 'Blue whale' }, 'blue  whale'],
    [{ type: 'equals', value: 'Manners, sir.' }, '**Manners**, sir.'],
    [{ type: 'equals', value: 90 }, '$90$'],
    [{ type: 'number', value: 1200 }, 'That is $1,200.'],
    [{ type: 'number', value: -5 }, 'It falls to −5 °C'],
    [{ type: 'number', value: 0.3, tolerance: 0.1 }, 'about 0.2'],
    [{ type: 'number', value: 65_950 }, 'The ingredients come to N65,950.'],
    [{ type: 'number', value: 214_200 }, '**N214,200**'],
    [{ type: 'number', value: 7 }, 'Seven millimoles.'],
    [{ type: 'json' }, '{"a": 1}'],
    [{ type: 'json', schema: SCHEMA }, 'Here it is:\n\n```json\n{"a": 1}\n```\nDone.'],
    [{ type: 'length', unit: 'words', max: 3 }, 'forty-one small boats'],
    [{ type: 'length', unit: 'sentences', min: 1, max: 1 }, 'We meet at 7 p.m. Thursday.'],
    [{ type: 'length', unit: 'lines', min: 2, max: 2 }, 'one\n\ntwo\n'],
    [{ type: 'length', unit: 'characters', max: 2 }, '👩‍👩‍👧é'],
    [{ type: 'length', unit: 'items', min: 2, max: 2 }, 'So:\n- a\n  - b\n- c'],
    [{ type: 'language', value: 'fr' }, 'Bonjour à tous. La réunion est reportée à jeudi.'],
  ])('%j holds of %j', async (raw, answer) => expect(await run(raw, answer)).toEqual({ passed: true, reason: '' }));

  test.each([
    { type: 'not-contains', any: ['as an AI'] },
    { type: 'not-regex', pattern: 'very' },
    { type: 'regex', pattern: '^\\s*$' },
    { type: 'length', unit: 'words', max: 60 },
    { type: 'same-as', turn: 1 },
  ])('%j does not hold of an empty answer', async (raw) => {
    const turns = [{ checks: [{ type: 'not-contains', any: ['!'] }] }];
    for (const answer of ['', ' \n', '\u200b'])
      expect(await run(raw, answer, turns)).toEqual({ passed: false, reason: 'the answer is empty' });
  });

  test.each<[object, string, string]>([
    [{ type: 'contains', all: ['paris', 'lyon'] }, 'Paris', 'lacks "lyon"'],
    [{ type: 'contains', any: ['paris', 'rome'] }, 'Bern', 'has none of "paris", "rome"'],
    [{ type: 'contains', any: ['USA'], caseSensitive: true }, 'usa', 'has none of "USA"'],
    [{ type: 'not-contains', any: ['passed away'] }, 'He Passed Away', 'has "passed away"'],
    [{ type: 'regex', pattern: '^\\d+$' }, 'it is 42', 'nothing matches /^\\d+$/'],
    [{ type: 'not-regex', pattern: 'five', flags: 'i' }, 'Five', '"Five" matches /five/i'],
    [{ type: 'not-regex', pattern: 'very bad' }, '**very** bad', '"very bad" matches'],
    [{ type: 'not-contains', any: ['very bad'] }, '`very` bad', 'has "very bad"'],
    // About the marks themselves: that they are gone where they are taken off says nothing.
    [{ type: 'regex', pattern: '^[^*]+$' }, 'a **bold** word', 'nothing matches'],
    [{ type: 'regex', pattern: '^[^`]+$' }, 'a `code` word', 'nothing matches'],
    [{ type: 'equals', value: '90' }, 'It is 90', 'is "It is 90", not "90"'],
    [{ type: 'number', value: 42, tolerance: 0.5 }, 'It is 41 or 43.', 'has 41, 43, not 42 ± 0.5'],
    [{ type: 'number', value: 42 }, 'none', 'has no number, 42 is wanted'],
    [{ type: 'json' }, 'Sure! {"a": 1}', 'is not JSON'],
    [{ type: 'json', schema: SCHEMA }, '{"a": 1.5}', '/a must be integer'],
    [{ type: 'json' }, '```\n1\n```\n```\n2\n```', 'has 2 code blocks'],
    [{ type: 'length', unit: 'words', max: 2 }, 'one two three', 'has 3 words, at most 2 are allowed'],
    [{ type: 'length', unit: 'sentences', min: 3 }, 'One. Two.', 'has 2 sentences, at least 3 are wanted'],
    [{ type: 'length', unit: 'lines', max: 1 }, 'a\nb', 'has 2 lines'],
    [{ type: 'length', unit: 'items', min: 4 }, '1. a\n2. b', 'has 2 items'],
    [{ type: 'language', value: 'fr' }, 'Good morning to all of you. The meeting is off.', 'is in "en", not "fr"'],
  ])('%j does not hold of %j: %s', async (raw, answer, reason) => {
    const result = await run(raw, answer);
    expect(result.passed).toBe(false);
    expect(result.reason).toContain(reason);
  });
});

describe('same-as', () => {
  const turns = [
    {
      checks: [
        { type: 'length', unit: 'words', max: 3 },
        { type: 'not-contains', any: ['sea'] },
      ],
    },
    { checks: [] },
    {
      checks: [
        { type: 'same-as', turn: 1 },
        { type: 'contains', all: ['boat'] },
      ],
    },
  ];

  test('what an earlier turn asked still holds, through a chain', async () => {
    expect(await run({ type: 'same-as', turn: 3 }, 'a small boat', turns)).toEqual({ passed: true, reason: '' });
    expect(await run({ type: 'same-as', turn: 3 }, 'the boat on the sea', turns)).toEqual({
      passed: false,
      reason: 'as in turn 3: length: has 5 words, at most 3 are allowed; not-contains: has "sea"',
    });
  });

  test('but for the kinds that are excepted, in the chain as well', async () => {
    expect(await run({ type: 'same-as', turn: 3, but: ['length'] }, 'the one boat on a lake', turns)).toEqual({
      passed: true,
      reason: '',
    });
    const parsed = turns.map(({ checks }) => ({ checks: checks.map((each) => check.parse(each)) }));
    expect(
      stillHolding({ type: 'same-as', turn: 3, but: ['length', 'contains'] }, parsed).map(({ type }) => type),
    ).toEqual(['not-contains']);
  });
});

test('a pattern that backtracks without end leaves the check undecided', async () => {
  const result = await run({ type: 'regex', pattern: '^(a+)+$' }, `${'a'.repeat(40)}b`);
  expect(result.passed).toBeUndefined();
  expect(result.reason).toContain('took more than');
});

test.each<[object, RegExp]>([
  [{ type: 'contains' }, /all/],
  [{ type: 'regex', pattern: '(' }, /regular expression/i],
  [{ type: 'regex', pattern: 'a', flags: 'g' }, /flags/],
  [{ type: 'length', unit: 'words', min: 3, max: 2 }, /above/],
  [{ type: 'length', unit: 'words' }, /needs/],
  [{ type: 'json', schema: { type: 'strange' } }, /schema/i],
  [{ type: 'language', value: 'tlh' }, /Invalid option/],
  [{ type: 'contains', all: ['a'], casesensitive: true }, /Unrecognized/],
])('%j is refused', (raw, message) => expect(check.safeParse(raw).error?.message).toMatch(message));

test.each([
  ['We meet at 7 p.m. Bring 1,200 chairs; see § 3, e.g. there.', 12],
  ['forty-one and/or e.g. p.m.', 4],
  ['# Title\n\n- one\n- two', 3],
  ['1. one\n2) two', 2],
  ['word — word–word', 3],
  ['会议推迟了', 3],
  ['', 0],
])('words of %j: %i', (text, count) => expect(countWords(text)).toEqual({ low: count, high: count }));

test.each([
  ['One. Two! Three?', 3, 3],
  ['It is 3.5 or 1,200. See § 3. Done.', 3, 3],
  ['Use tea, e.g. Assam, or Mr. Lee’s. No. 5 is best.', 2, 2],
  ['At 9 a.m. Thursday we go.', 1, 2],
  ['"Stop!" he said.', 1, 1],
  ['"Really?" Grace asked.', 1, 2],
  ['No. I will not.', 2, 2],
  ['one line\nof a poem\nwithout a stop', 1, 1],
  ['Title\n\nA sentence.\n\n- an item\n- another item', 4, 4],
  ['He waited… and left.', 1, 1],
  ['', 0, 0],
])('sentences of %j: %i to %i', (text, low, high) => expect(countSentences(text)).toEqual({ low, high }));

test('items, lines and characters', () => {
  expect(countItems('a, b and c')).toEqual({ low: 1, high: 3 });
  expect(countItems('["a", "b"]')).toEqual({ low: 2, high: 2 });
  expect(countItems('one\ntwo')).toEqual({ low: 2, high: 2 });
  expect(countLines('```js\na\n\nb\n```')).toEqual({ low: 2, high: 2 });
  expect(countCharacters(' abc ')).toEqual({ low: 3, high: 3 });
});

test('the languages are those of the detector', async () => {
  const { eld } = await import('eld/small');
  expect(Object.values(eld.info().Languages).sort()).toEqual([...LANGUAGES].sort());
});

test('no check throws, whatever the answer', async () => {
  const checks = [
    { type: 'contains', all: ['a'] },
    { type: 'regex', pattern: 'a.b' },
    { type: 'equals', value: 'a' },
    { type: 'number', value: 1 },
    { type: 'json', schema: SCHEMA },
    ...['words', 'sentences', 'lines', 'characters', 'items'].map((unit) => ({ type: 'length', unit, min: 1, max: 3 })),
    { type: 'language', value: 'en' },
  ];
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (answer) => {
      for (const each of checks) expect(typeof (await run(each, answer)).passed).toBe('boolean');
    }),
  );
});

test('counts keep low below high, and words do not depend on line breaks', () => {
  const word = fc.constantFrom('one', 'two.', 'e.g.', 'Three', 'p.m.', '"Go!"', 'A', '–', '1,200', 'forty-one');
  // What makes a list or a heading of the line that it begins is no word there.
  const mark = fc.constantFrom('3.', '-', '#', 'A.');
  const gap = fc.constantFrom(' ', '  ', '\n', '\n\n');
  const gaps = fc.array(gap, { minLength: 30, maxLength: 30 });
  const text = (words: readonly string[], between: readonly string[]) =>
    words.map((each, i) => each + between[i]).join('');
  fc.assert(
    fc.property(fc.array(fc.oneof(word, mark), { maxLength: 30 }), gaps, (words, between) => {
      for (const count of [countSentences, countItems]) {
        const { low, high } = count(text(words, between));
        expect(low).toBeLessThanOrEqual(high);
      }
    }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), gaps, (words, between) => {
      expect(countWords(text(words, between))).toEqual(countWords(words.join(' ')));
    }),
  );
});
