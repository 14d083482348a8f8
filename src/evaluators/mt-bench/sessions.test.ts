import { expect, test } from 'vitest';
import { toSessions } from './sessions.ts';

async function* rows(values: readonly Record<string, unknown>[]) {
  yield values.map((value, i) => ({ value, place: `s.jsonl:${i + 1}` }));
}

/** What is told of sessions that are wrong, a paragraph each, without the last one. */
async function mistakesIn(...sessions: Record<string, unknown>[]): Promise<string[]> {
  const message = await toSessions(rows(sessions), {}).then(
    () => '',
    (error: Error) => error.message,
  );
  const told = message.split('\n\n');
  return told.length > 1 ? told.slice(0, -1) : told;
}

const withChecks = (...checks: unknown[]) => ({ turns: ['x', { user: 'y', checks }] });

const TYPES =
  '`contains`, `not-contains`, `regex`, `not-regex`, `equals`, `number`, `json`, `length`, `language`, `same-as`';

test.each<[unknown, string]>([
  [{ type: 'contians', all: ['a'] }, `\`type\` must be one of ${TYPES}, found "contians"; did you mean \`contains\`?`],
  [{ type: 'judge' }, `\`type\` must be one of ${TYPES}, found "judge"`],
  [{ any: ['a'] }, `\`type\` must be one of ${TYPES}, found nothing`],
  [
    { type: 'not-contains', any: ['a'], casesensitive: true },
    'unknown key `casesensitive`; did you mean `caseSensitive`?',
  ],
  [{ type: 'number', value: 1, within: 2 }, 'unknown key `within`; it may hold: type, value, tolerance'],
  [{ type: 'number', value: '1' }, '`value` must be a number, found "1"'],
  [
    { type: 'length', unit: 'word', max: 3 },
    '`unit` must be one of `words`, `sentences`, `lines`, `characters`, `items`, found "word"; did you mean `words`?',
  ],
  [{ type: 'length', unit: 'words' }, 'the check needs `min` or `max`'],
  [{ type: 'length', unit: 'words', min: 2, max: 1 }, 'the check has a `min` above its `max`'],
  [{ type: 'contains' }, 'the check needs `all` or `any`'],
  [{ type: 'contains', all: 'a' }, '`all` must be a list, found "a"'],
  [{ type: 'regex', pattern: 'a', flags: 'g' }, '`flags` may hold d, i, m, s, u, v'],
  [{ type: 'json', schema: { type: 'objct' } }, '`schema` is no JSON Schema: '],
  ['contains', 'the check must be a mapping, found "contains"'],
])('a check that is wrong: %j', async (check, told) => {
  const [message] = await mistakesIn(withChecks({ type: 'language', value: 'en' }, check));
  expect(message).toMatch(/^s\.jsonl:1, turn 2, check 2: /);
  expect(message?.slice('s.jsonl:1, turn 2, check 2: '.length)).toContain(told);
});

test('all that is wrong with sessions is told', async () => {
  const told = await mistakesIn(
    { id: 'a', turns: [{ usr: 'x' }, 5, { user: '', chekcs: [] }, { user: 'x', depends_on: 1, why: 'mine' }] },
    { id: 'b', trns: ['x'] },
    { id: 'c', turns: ['x'] },
    { id: 'c', turns: ['y'] },
    { id: 'd', turns: [{ user: 'x', depends_on: [1], checks: [{ type: 'same-as', turn: 2 }] }] },
  );
  expect(told).toEqual([
    's.jsonl:1, turn 1: `user` is missing; it must be a text',
    's.jsonl:1, turn 1: unknown key `usr`; did you mean `user`?',
    's.jsonl:1, turn 2: the turn must be a mapping, found 5',
    's.jsonl:1, turn 3: `user` must have at least 1 character, found ""',
    's.jsonl:1, turn 3: unknown key `chekcs`; did you mean `checks`?',
    's.jsonl:1, turn 4: `depends_on` must be a list, found 1',
    's.jsonl:2: a session needs "turns", a list of what the user says; this row has: id, trns; did you mean "trns"?',
    's.jsonl:4: the id "c" was used before, at s.jsonl:3',
    's.jsonl:5, turn 1: depends_on names turn 1, which is not earlier',
    's.jsonl:5, turn 1: same-as names turn 2, which is not earlier',
  ]);
});

test('names can repaint no terminal, and a session without one is called by its number', async () => {
  const turns = [{ user: 'x', phenomenon: 'a\u0007b' }];
  const sessions = await toSessions(
    rows([
      { id: 'a\u001b[2J', category: 'c\nd', turns },
      { id: '', turns },
    ]),
    {},
  );
  expect(sessions.map(({ id, category }) => [id, category])).toEqual([
    ['a\\u001b[2J', 'c\\u000ad'],
    ['2', ''],
  ]);
  expect(sessions[0]!.turns[0]!.phenomenon).toBe('a\\u0007b');
});
