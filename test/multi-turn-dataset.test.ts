import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  CATEGORIES,
  CHECK_KINDS,
  dependentShare,
  likeness,
  MAX_COSINE,
  MAX_SHARED_5GRAMS,
  MAX_TURN_OVERLAP,
  PHENOMENA,
  type Session,
  type Turn,
  validateSessions,
} from './support/validate-sessions.ts';

const DIRECTORY = fileURLToPath(new URL('../datasets/multi-turn/', import.meta.url));

const lines = readFileSync(join(DIRECTORY, 'sessions.jsonl'), 'utf8').trimEnd().split('\n');
const sessions: Session[] = lines.map((line) => JSON.parse(line));

const recompute = (directory: string, ...ids: string[]) =>
  spawnSync(process.execPath, [join(directory, 'recompute', 'run.mjs'), ...ids], { encoding: 'utf8' });

describe('the multi-turn dataset', () => {
  test('keeps every rule of its format', () => {
    expect(validateSessions(sessions)).toEqual([]);
  });

  test('has 8 categories of 10 sessions of 8 turns', () => {
    expect(sessions.flatMap(({ turns }) => turns)).toHaveLength(640);
    for (const category of CATEGORIES) {
      expect(sessions.filter((session) => session.category === category)).toHaveLength(10);
    }
  });

  test('has each session on one line, written as JSON.stringify writes it', () => {
    expect(lines).toEqual(sessions.map((session) => JSON.stringify(session)));
  });

  test('leans on the conversation in at least 80% of the turns after the first', () => {
    const share = dependentShare(sessions);
    console.log(`turns after the first that depend on an earlier one: ${(100 * share).toFixed(1)}%`);
    expect(share).toBeGreaterThanOrEqual(0.8);
  });

  test('uses every phenomenon in every category', () => {
    for (const category of CATEGORIES) {
      const used = sessions.filter((session) => session.category === category).flatMap(({ turns }) => turns);
      expect(new Set(used.map(({ phenomenon }) => phenomenon))).toEqual(new Set(PHENOMENA));
    }
  });

  test('has no near copies, by a wide margin', () => {
    const found = likeness(sessions);
    expect(found.fiveGrams[0]!.value).toBeLessThan(MAX_SHARED_5GRAMS / 5);
    expect(found.cosine[0]!.value).toBeLessThan(MAX_COSINE / 1.4);
    expect(found.turns[0]!.value).toBeLessThan(MAX_TURN_OVERLAP / 1.2);
  });
});

describe('its card', () => {
  // Without the blanks that line the columns up.
  const card = readFileSync(join(DIRECTORY, 'README.md'), 'utf8').replace(/ +/g, ' ');
  const groups = [
    ...CATEGORIES.map((category) => [category, sessions.filter((each) => each.category === category)]),
  ] as [string, Session[]][];
  groups.push(['all', sessions]);

  test.each(groups)('has the right figures for %s', (name, group) => {
    const turns = group.flatMap((session) => session.turns);
    const having = (key: 'reference' | 'answer' | 'checks') => turns.filter((turn) => turn[key] !== undefined).length;
    const checks = turns.flatMap((turn) => turn.checks ?? []).length;
    const counts = [group.length, turns.length, having('reference'), having('answer'), having('checks'), checks];
    expect(card).toContain(`| ${name} | ${counts.join(' | ')} |\n`);
    const phenomena = PHENOMENA.map((phenomenon) => turns.filter((turn) => turn.phenomenon === phenomenon).length);
    expect(card).toContain(`| ${name} | ${phenomena.join(' | ')} |\n`);
  });

  test('has the right figures for the kinds of checks and the dependent turns', () => {
    const checks = sessions.flatMap(({ turns }) => turns).flatMap((turn) => turn.checks ?? []);
    for (const kind of CHECK_KINDS) {
      expect(card).toContain(`| ${kind} | ${checks.filter(({ type }) => type === kind).length} |\n`);
    }
    expect(card).toContain(`(${(100 * dependentShare(sessions)).toFixed(1)}%)`);
  });
});

describe('recompute/run.mjs', () => {
  test('arrives at every answer of math and coding', () => {
    const run = recompute(DIRECTORY);
    if (run.stdout.includes('skipped')) console.log(run.stdout.trim());
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(/recomputed \d+ answers, 0 differ/);
    expect(run.status).toBe(0);
  });

  test('names every answer that differs', () => {
    const copy = mkdtempSync(join(tmpdir(), 'multi-turn-'));
    try {
      cpSync(DIRECTORY, copy, { recursive: true });
      const wrong = structuredClone(sessions);
      const javascript = wrong.find((session) => session.turns[0]!.reference?.includes('```javascript'))!;
      const math = wrong.find(({ id }) => id === 'math-03')!;
      math.turns[4]!.answer = 'eleventy';
      javascript.turns[0]!.reference = javascript.turns[0]!.reference!.replace(
        /```(\w+)\n/,
        '```$1\nprocess.exit(3);\n',
      );
      writeFileSync(join(copy, 'sessions.jsonl'), wrong.map((session) => JSON.stringify(session)).join('\n'));
      const run = recompute(copy, 'math-03', javascript.id);
      expect(run.status).toBe(1);
      expect(run.stderr).toContain('math-03 turn 5: answer is "eleventy"');
      expect(run.stderr).toContain(`${javascript.id} turn 1: could not be recomputed: exit status 3`);
      expect(run.stdout).toContain('2 differ');
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});

describe('validateSessions', () => {
  const of = (set: Session[], id: string) => set.find((session) => session.id === id)!;
  const turnOf = (set: Session[], id: string, number: number): Turn => of(set, id).turns[number - 1]!;
  /** Sets keys on an object whatever its type says. */
  const put = (target: object, values: Record<string, unknown>) => Object.assign(target, values);
  const withChecks = (...checks: unknown[]) => {
    return (set: Session[]) => put(turnOf(set, 'math-05', 3), { checks });
  };
  const exchanged = (text: string) =>
    text.replace(/\d/g, (digit) => String((Number(digit) + 3) % 10)).replace(/(?<=\s)\p{Lu}\p{L}+/gu, 'Zed');
  const shuffled = (text: string) => text.split(/\s+/).sort().join(' ');
  const copyOf = (change: (text: string) => string) => (set: Session[]) => {
    of(set, 'stem-02').turns.forEach((turn, index) => {
      turn.user = change(turnOf(set, 'stem-01', index + 1).user);
    });
  };

  const broken: [string, (set: Session[]) => unknown, string][] = [
    ['a session is gone', (set) => set.splice(12, 1), 'roleplay-03 is missing'],
    ['a session stands twice', (set) => set.push(structuredClone(set[0]!)), 'writing-01 occurs twice'],
    ['sessions are out of order', (set) => set.push(set.shift()!), 'the sessions are out of order'],
    ['an id is unknown', (set) => put(set[3]!, { id: 'writing-4' }), 'writing-4 is not an id of this set'],
    [
      'an id and its category differ',
      (set) => put(set[3]!, { category: 'math' }),
      'writing-04 is in the category math',
    ],
    ['the category is unknown', (set) => put(set[3]!, { category: 'law' }), 'writing-04: category'],
    ['a turn is missing', (set) => set[7]!.turns.pop(), 'writing-08: turns'],
    [
      'a session has an unknown key',
      (set) => put(set[7]!, { source: 'x' }),
      'writing-08: : Unrecognized key: "source"',
    ],
    ['a turn has an unknown key', (set) => put(set[7]!.turns[2]!, { note: 'x' }), 'turn 3: Unrecognized key: "note"'],
    [
      'keys are out of order',
      (set) => {
        const { user, ...rest } = set[0]!.turns[0]!;
        set[0]!.turns[0] = { ...rest, user };
      },
      'writing-01: turn 1: keys out of order',
    ],
    ['the phenomenon is unknown', (set) => put(set[0]!.turns[1]!, { phenomenon: 'irony' }), 'turn 2.phenomenon'],
    ['a user turn is blank', (set) => put(set[0]!.turns[1]!, { user: ' ' }), 'turn 2.user'],
    ['turn 1 depends on something', (set) => put(set[0]!.turns[0]!, { depends_on: [1] }), 'turn 1 depends on nothing'],
    [
      'a dependency points forwards',
      (set) => put(set[0]!.turns[3]!, { depends_on: [1, 6] }),
      'turn 4: depends on turn 6, which is not an earlier one',
    ],
    [
      'a turn depends on itself',
      (set) => put(set[0]!.turns[3]!, { depends_on: [4] }),
      'depends on turn 4, which is not',
    ],
    ['dependencies repeat', (set) => put(set[0]!.turns[3]!, { depends_on: [2, 2] }), 'not strictly ascending'],
    [
      'a dependent turn claims no phenomenon',
      (set) => put(turnOf(set, 'math-05', 3), { phenomenon: 'none' }),
      'math-05: turn 3: phenomenon none with',
    ],
    [
      'a topic return returns to the turn before',
      (set) => put(turnOf(set, 'math-05', 6), { phenomenon: 'topic return', depends_on: [5] }),
      'math-05: turn 6: a topic return to nothing 3 or more turns earlier',
    ],
    [
      'two follow-ups stand alone',
      (set) => {
        for (const index of [4, 5]) put(set[0]!.turns[index]!, { depends_on: [], phenomenon: 'none' });
      },
      'writing-01: 2 turns after the first stand alone',
    ],
    [
      'no turn looks far back',
      (set) => {
        of(set, 'stem-04').turns.forEach((turn, index) => {
          if (index > 0) put(turn, { depends_on: [index], phenomenon: 'anaphora' });
        });
      },
      'stem-04: no turn goes back 3 turns or more',
    ],
    [
      'too few turns depend on others',
      (set) => {
        for (const session of set.slice(0, 20)) {
          for (const turn of session.turns) put(turn, { depends_on: [], phenomenon: 'none' });
        }
      },
      '% of the turns after the first depend on an earlier one',
    ],
    [
      'a reference is missing',
      (set) => delete turnOf(set, 'reasoning-02', 4).reference,
      'reasoning-02: turn 4: no reference',
    ],
    ['an answer is missing', (set) => delete turnOf(set, 'coding-02', 4).answer, 'coding-02: turn 4: no answer'],
    ['a title is taken', (set) => put(set[1]!, { title: set[0]!.title.toUpperCase() }), 'writing-02: the title'],
    ['a title is too long', (set) => put(set[1]!, { title: 'one two three four five six seven eight' }), 'has 8 words'],
    ['a check kind is unknown', withChecks({ type: 'sounds-like', value: 'x' }), 'turn 3.checks.0'],
    ['a check has an unknown key', withChecks({ type: 'number', value: 3, within: 1 }), 'Unrecognized key: "within"'],
    ['a check lacks its value', withChecks({ type: 'number' }), 'turn 3.checks.0.value'],
    ['contains has neither all nor any', withChecks({ type: 'contains' }), 'needs either all or any'],
    ['a regex does not compile', withChecks({ type: 'regex', pattern: '(a' }), 'does not compile'],
    ['a regex carries state', withChecks({ type: 'not-regex', pattern: 'a', flags: 'g' }), 'does not compile, or has'],
    ['a length has no limit', withChecks({ type: 'length', unit: 'words' }), 'bad limits'],
    ['a length is upside down', withChecks({ type: 'length', unit: 'words', min: 9, max: 3 }), 'bad limits'],
    ['a schema leaves the subset', withChecks({ type: 'json', schema: { items: { oneOf: [] } } }), '"oneOf"'],
    ['checks are empty', withChecks(), 'math-05: turn 3.checks'],
    [
      'same-as points forwards',
      withChecks({ type: 'same-as', turn: 5, but: [] }),
      'same-as turn 5, which is not an earlier',
    ],
    ['same-as excepts an unknown kind', withChecks({ type: 'same-as', turn: 2, but: ['size'] }), 'unknown check kind'],
    [
      'same-as leaves nothing over',
      (set) => {
        put(turnOf(set, 'math-05', 2), { checks: [{ type: 'number', value: 1 }] });
        withChecks({ type: 'same-as', turn: 2, but: ['number'] })(set);
      },
      'math-05: turn 3: same-as turn 2 leaves nothing over',
    ],
    [
      'same-as points to a turn without checks',
      (set) => {
        delete turnOf(set, 'math-05', 2).checks;
        withChecks({ type: 'same-as', turn: 2, but: [] })(set);
      },
      'math-05: turn 3: same-as turn 2, which has no checks',
    ],
    ['a session is a copy with other names and figures', copyOf(exchanged), 'stem-01 and stem-02: near copies, shared'],
    ['a session is a copy in other order', copyOf(shuffled), 'stem-01 and stem-02: near copies, cosine'],
    [
      'a turn stands in two sessions',
      (set) => put(turnOf(set, 'stem-07', 4), { user: `${turnOf(set, 'math-05', 3).user} Please!` }),
      'math-05 turn 3 and stem-07 turn 4: nearly the same turn',
    ],
  ];

  test.each(broken)('says so when %s', (_what, damage, fault) => {
    const set = structuredClone(sessions);
    damage(set);
    expect(validateSessions(set).join('\n')).toContain(fault);
  });

  test('says so when a line is no session at all', () => {
    expect(validateSessions([...sessions, null, 7, 'x', []]).length).toBeGreaterThanOrEqual(4);
  });
});
