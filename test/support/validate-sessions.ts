// The rules of datasets/multi-turn/sessions.jsonl as one pure function: sessions in, a list of faults out.

import { z } from 'zod';

export const CATEGORIES = [
  'writing',
  'roleplay',
  'reasoning',
  'math',
  'coding',
  'extraction',
  'stem',
  'humanities',
] as const;

export const PHENOMENA = [
  'anaphora',
  'ellipsis',
  'carried constraint',
  'correction',
  'topic return',
  'comparison',
  'none',
] as const;

const SESSIONS_PER_CATEGORY = 10;
const TURNS_PER_SESSION = 8;
const MIN_DEPENDENT_SHARE = 0.8;
const MAX_INDEPENDENT_FOLLOW_UPS = 1;
const TOPIC_RETURN_DISTANCE = 3;

const REFERENCE_REQUIRED = new Set<string>(['math', 'reasoning', 'coding', 'extraction']);
const ANSWER_REQUIRED = new Set<string>(['math', 'coding']);

const SESSION_KEYS = ['id', 'category', 'title', 'turns'];
const TURN_KEYS = ['user', 'depends_on', 'phenomenon', 'reference', 'answer', 'checks'];

// Two sessions count as near copies when a twentieth of the word 5-grams of the one with fewer also stand in the other.
// Independent texts have no more in common than a stock phrase: the closest pair of the set shares under 0.5%, a
// session copied with every name and figure exchanged still a third to two thirds.
export const MAX_SHARED_5GRAMS = 0.05;

// The same for wording shuffled so that no 5-gram survives: cosine of the TF-IDF vectors (rare words weigh most, so
// that stock words of a category do not count as likeness). The closest pair of the set comes out under 0.2 (two
// sessions of code in one language), such a copy at 0.46 to 0.82, the same words in another order at 1.
export const MAX_COSINE = 0.3;

// Turns of different sessions are near copies when three fifths of their different words are the same, in whatever
// order: "And in French?" twice is a copy too, so there is no minimum length. The closest pair of the set is two short
// questions at 0.43.
export const MAX_TURN_OVERLAP = 0.6;

export const CHECK_KINDS: readonly string[] = [
  'contains',
  'not-contains',
  'regex',
  'not-regex',
  'equals',
  'number',
  'json',
  'length',
  'language',
  'same-as',
];

// ------------------------------------------------------------------------------------------------------------ format

const text = z.string().refine((value) => value.trim() === value && value !== '', 'blank or with outer whitespace');
const words = z.array(z.string().min(1)).min(1);
const turnNumber = z.int().min(1).max(TURNS_PER_SESSION);

const compiles = ({ pattern, flags }: { pattern: string; flags?: string | undefined }) => {
  try {
    new RegExp(pattern, flags);
    return !/[gy]/.test(flags ?? '');
  } catch {
    return false;
  }
};

const JSON_TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'] as const;

const jsonSchema: z.ZodType<unknown> = z.lazy(() =>
  z.strictObject({
    type: z.union([z.enum(JSON_TYPES), z.array(z.enum(JSON_TYPES)).min(1)]).optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    items: jsonSchema.optional(),
    enum: z.array(z.unknown()).min(1).optional(),
    minItems: z.int().min(0).optional(),
    maxItems: z.int().min(0).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    additionalProperties: z.boolean().optional(),
  }),
);

const pattern = { pattern: z.string().min(1), flags: z.string().optional() };
const COMPILES = 'the regular expression does not compile, or has the flag g or y';

const check = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('contains'),
      all: words.optional(),
      any: words.optional(),
      caseSensitive: z.boolean().optional(),
    })
    .refine(({ all, any }) => (all === undefined) !== (any === undefined), 'needs either all or any'),
  z.strictObject({
    type: z.literal('not-contains'),
    any: words,
    caseSensitive: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('regex'), ...pattern }).refine(compiles, COMPILES),
  z.strictObject({ type: z.literal('not-regex'), ...pattern }).refine(compiles, COMPILES),
  z.strictObject({ type: z.literal('equals'), value: text }),
  z.strictObject({ type: z.literal('number'), value: z.number(), tolerance: z.number().min(0).optional() }),
  z.strictObject({ type: z.literal('json'), schema: jsonSchema.optional() }),
  z
    .strictObject({
      type: z.literal('length'),
      unit: z.enum(['words', 'sentences', 'lines', 'characters', 'items']),
      min: z.int().min(0).optional(),
      max: z.int().min(1).optional(),
    })
    .refine(
      ({ min, max }) => (min !== undefined || max !== undefined) && (min ?? 0) <= (max ?? Infinity),
      'bad limits',
    ),
  z.strictObject({ type: z.literal('language'), value: z.string().regex(/^[a-z]{2}$/) }),
  z.strictObject({
    type: z.literal('same-as'),
    turn: turnNumber,
    but: z
      .array(z.string())
      .refine((kinds) => kinds.every((kind) => CHECK_KINDS.includes(kind)), 'names an unknown check kind'),
  }),
]);

const turn = z.strictObject({
  user: text,
  depends_on: z.array(turnNumber),
  phenomenon: z.enum(PHENOMENA),
  reference: text.optional(),
  answer: text.optional(),
  checks: z.array(check).min(1).optional(),
});

const session = z.strictObject({
  id: z.string(),
  category: z.enum(CATEGORIES),
  title: text,
  turns: z.array(turn).length(TURNS_PER_SESSION),
});

export type Turn = z.infer<typeof turn>;
export type Session = z.infer<typeof session>;

const inOrder = (keys: string[], order: string[]) =>
  keys.join() === order.filter((key) => keys.includes(key)).join() ? [] : [`keys out of order: ${keys.join(', ')}`];

const formatFaults = (raw: unknown, position: number): string[] => {
  const parsed = session.safeParse(raw);
  const where = (raw as { id?: unknown } | null)?.id ?? `line ${position + 1}`;
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => {
      const place =
        path[0] === 'turns' && typeof path[1] === 'number' ? [`turn ${path[1] + 1}`, ...path.slice(2)] : path;
      return `${where}: ${place.join('.')}: ${message}`;
    });
  }
  const { turns } = raw as Session;
  return [
    ...inOrder(Object.keys(raw as object), SESSION_KEYS),
    ...turns.flatMap((entry, index) =>
      inOrder(Object.keys(entry), TURN_KEYS).map((fault) => `turn ${index + 1}: ${fault}`),
    ),
  ].map((fault) => `${where}: ${fault}`);
};

// ------------------------------------------------------------------------------------------------- turns of a session

const dependencyFaults = (entry: Turn, number: number): string[] => {
  const { depends_on: dependsOn, phenomenon } = entry;
  const faults: string[] = [];
  if (number === 1 && dependsOn.length > 0) faults.push('turn 1 depends on nothing');
  for (const earlier of dependsOn) {
    if (number > 1 && earlier >= number) faults.push(`depends on turn ${earlier}, which is not an earlier one`);
  }
  if (dependsOn.some((earlier, index) => index > 0 && earlier <= dependsOn[index - 1]!)) {
    faults.push('depends_on is not strictly ascending');
  }
  if ((phenomenon === 'none') !== (dependsOn.length === 0)) {
    faults.push(`phenomenon ${phenomenon} with ${dependsOn.length} dependencies`);
  }
  if (phenomenon === 'topic return' && !dependsOn.some((earlier) => number - earlier >= TOPIC_RETURN_DISTANCE)) {
    faults.push(`a topic return to nothing ${TOPIC_RETURN_DISTANCE} or more turns earlier`);
  }
  return faults;
};

/** The kinds of check in force through a turn's own checks, with those it takes over from earlier turns. */
const kindsOf = (turns: Turn[], number: number): Set<string> => {
  const kinds = new Set<string>();
  for (const entry of turns[number - 1]?.checks ?? []) {
    if (entry.type !== 'same-as') kinds.add(entry.type);
    else if (entry.turn < number) {
      for (const kind of kindsOf(turns, entry.turn)) if (!entry.but.includes(kind)) kinds.add(kind);
    }
  }
  return kinds;
};

const sameAsFaults = (turns: Turn[], number: number): string[] =>
  (turns[number - 1]!.checks ?? []).flatMap((entry) => {
    if (entry.type !== 'same-as') return [];
    if (entry.turn >= number) return [`same-as turn ${entry.turn}, which is not an earlier one`];
    const kinds = kindsOf(turns, entry.turn);
    if (kinds.size === 0) return [`same-as turn ${entry.turn}, which has no checks`];
    if ([...kinds].every((kind) => entry.but.includes(kind))) return [`same-as turn ${entry.turn} leaves nothing over`];
    return [];
  });

const sessionFaults = ({ id, category, title, turns }: Session): string[] => {
  const faults = turns.flatMap((entry, index) => {
    const number = index + 1;
    const missing = [
      ...(REFERENCE_REQUIRED.has(category) && entry.reference === undefined ? ['no reference'] : []),
      ...(ANSWER_REQUIRED.has(category) && entry.answer === undefined ? ['no answer'] : []),
    ];
    return [...missing, ...dependencyFaults(entry, number), ...sameAsFaults(turns, number)].map(
      (fault) => `turn ${number}: ${fault}`,
    );
  });
  const independent = turns.slice(1).filter(({ depends_on }) => depends_on.length === 0).length;
  if (independent > MAX_INDEPENDENT_FOLLOW_UPS) faults.push(`${independent} turns after the first stand alone`);
  const reaches = turns.some(({ depends_on }, index) =>
    depends_on.some((earlier) => index + 1 - earlier >= TOPIC_RETURN_DISTANCE),
  );
  if (!reaches) faults.push(`no turn goes back ${TOPIC_RETURN_DISTANCE} turns or more`);
  const length = title.split(/\s+/).length;
  if (length < 3 || length > 7) faults.push(`the title has ${length} words, not 3 to 7`);
  return faults.map((fault) => `${id}: ${fault}`);
};

// ---------------------------------------------------------------------------------------------------- the set as a whole

/** Of the turns after the first, the share that depends on an earlier one. */
export const dependentShare = (sessions: Session[]): number => {
  const followUps = sessions.flatMap(({ turns }) => turns.slice(1));
  return followUps.filter(({ depends_on }) => depends_on.length > 0).length / followUps.length;
};

const EXPECTED_IDS = CATEGORIES.flatMap((category) =>
  Array.from({ length: SESSIONS_PER_CATEGORY }, (_, index) => `${category}-${String(index + 1).padStart(2, '0')}`),
);

const countFaults = (sessions: Session[]): string[] => {
  const faults: string[] = [];
  const ids = sessions.map(({ id }) => id);
  if (ids.length !== EXPECTED_IDS.length) faults.push(`${ids.length} sessions, not ${EXPECTED_IDS.length}`);
  for (const id of EXPECTED_IDS) if (!ids.includes(id)) faults.push(`${id} is missing`);
  for (const id of ids) if (!EXPECTED_IDS.includes(id)) faults.push(`${id} is not an id of this set`);
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) faults.push(`${id} occurs twice`);
  if (faults.length === 0 && ids.join() !== EXPECTED_IDS.join()) faults.push('the sessions are out of order');
  for (const { id, category } of sessions) {
    if (id.slice(0, id.lastIndexOf('-')) !== category) faults.push(`${id} is in the category ${category}`);
  }
  const titles = sessions.map(({ title }) => title.toLowerCase());
  sessions.forEach(({ id, title }, index) => {
    if (titles.indexOf(title.toLowerCase()) !== index) faults.push(`${id}: the title "${title}" is taken`);
  });
  const share = dependentShare(sessions);
  if (!(share >= MIN_DEPENDENT_SHARE)) {
    faults.push(`only ${(100 * share).toFixed(1)}% of the turns after the first depend on an earlier one`);
  }
  return faults;
};

// ------------------------------------------------------------------------------------------------------- near copies

const tokens = (value: string) => value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const fiveGrams = (value: string) => {
  const list = tokens(value);
  return new Set(list.slice(4).map((_, index) => list.slice(index, index + 5).join(' ')));
};

const shared = (a: Set<string>, b: Set<string>) => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let count = 0;
  for (const item of small) if (large.has(item)) count += 1;
  return count;
};

const tfIdf = (documents: string[]): Map<string, number>[] => {
  const counts = documents.map((document) => {
    const count = new Map<string, number>();
    for (const token of tokens(document)) count.set(token, (count.get(token) ?? 0) + 1);
    return count;
  });
  const documentFrequency = new Map<string, number>();
  for (const count of counts) {
    for (const token of count.keys()) documentFrequency.set(token, (documentFrequency.get(token) ?? 0) + 1);
  }
  return counts.map((count) => {
    const weights = [...count].map(([token, n]): [string, number] => [
      token,
      (1 + Math.log(n)) * Math.log(documents.length / documentFrequency.get(token)!),
    ]);
    const norm = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    return new Map(weights.map(([token, weight]) => [token, weight / norm]));
  });
};

const dot = (a: Map<string, number>, b: Map<string, number>) => {
  let total = 0;
  for (const [token, weight] of a) total += weight * (b.get(token) ?? 0);
  return total;
};

export interface Pair {
  a: string;
  b: string;
  value: number;
}

const pairs = <T>(items: { name: string; group: string; features: T }[], likeness: (a: T, b: T) => number): Pair[] =>
  items.flatMap((a, index) =>
    items
      .slice(index + 1)
      .filter((b) => b.group !== a.group)
      .map((b) => ({ a: a.name, b: b.name, value: likeness(a.features, b.features) })),
  );

/** How alike every two sessions, and every two turns of different sessions, are; the most alike first. */
export const likeness = (sessions: Session[]) => {
  const documents = sessions.map(({ turns }) => turns.map(({ user }) => user).join('\n'));
  const weights = tfIdf(documents);
  // The position is the group: two sessions with one id are still two sessions.
  const items = sessions.map(({ id }, index) => ({
    name: id,
    group: String(index),
    features: { grams: fiveGrams(documents[index]!), weights: weights[index]! },
  }));
  const turns = sessions.flatMap(({ id, turns: entries }, index) =>
    entries.map(({ user }, turnIndex) => ({
      name: `${id} turn ${turnIndex + 1}`,
      group: String(index),
      features: new Set(tokens(user)),
    })),
  );
  const descending = (list: Pair[]) => list.sort((a, b) => b.value - a.value);
  return {
    fiveGrams: descending(
      pairs(items, (a, b) => shared(a.grams, b.grams) / Math.max(1, Math.min(a.grams.size, b.grams.size))),
    ),
    cosine: descending(pairs(items, (a, b) => dot(a.weights, b.weights))),
    turns: descending(
      pairs(turns, (a, b) => {
        const common = shared(a, b);
        return common / Math.max(1, a.size + b.size - common);
      }),
    ),
  };
};

const nearCopyFaults = (sessions: Session[]): string[] => {
  const found = likeness(sessions);
  const above = (list: Pair[], limit: number, what: string) =>
    list.filter(({ value }) => value > limit).map(({ a, b, value }) => `${a} and ${b}: ${what} ${value.toFixed(2)}`);
  return [
    ...above(found.fiveGrams, MAX_SHARED_5GRAMS, 'near copies, shared word 5-grams'),
    ...above(found.cosine, MAX_COSINE, 'near copies, cosine'),
    ...above(found.turns, MAX_TURN_OVERLAP, 'nearly the same turn, shared words'),
  ];
};

/** Everything that is wrong with the sessions; an empty list when nothing is. */
export const validateSessions = (sessions: unknown[]): string[] => {
  const format = sessions.flatMap(formatFaults);
  // Sessions of an unreadable shape can't be looked into any further.
  const readable = sessions.flatMap((raw) => {
    const parsed = session.safeParse(raw);
    return parsed.success ? [parsed.data] : [];
  });
  const whole = readable.length === sessions.length ? [...countFaults(readable), ...nearCopyFaults(readable)] : [];
  return [...format, ...readable.flatMap(sessionFaults), ...whole];
};
