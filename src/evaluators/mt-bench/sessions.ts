import * as z from 'zod';
import { type FieldMap, field, label, text } from '../../data/fields.ts';
import { type Row, RowError } from '../../data/row.ts';
import { RowProblems } from '../../data/row-problems.ts';
import { printable } from '../../printable.ts';
import { mistakesOf } from '../../schema-mistakes.ts';
import { nearestName } from '../../suggest.ts';
import { stillHolding } from './checks/run-checks.ts';
import { type Check, check } from './checks/schema.ts';

/** What a user says, and what is known of how to answer it. */
export interface Turn {
  /** Its place in the session, from 1. */
  number: number;
  user: string;
  /** The earlier turns without which it can't be answered right; undefined where nobody said. */
  dependsOn?: readonly number[];
  /** How it leans on them: anaphora, ellipsis, … */
  phenomenon?: string;
  reference?: string;
  /** The short canonical result. */
  answer?: string;
  checks: readonly Check[];
}

/** A conversation: its user turns, in order. */
export interface Session {
  id: string;
  category: string;
  title?: string;
  turns: readonly Turn[];
}

/** Whether a turn leans on earlier ones. Where nobody said (MT-Bench's own questions), all but the first may. */
export function isDependent({ number, dependsOn }: Turn): boolean {
  return dependsOn === undefined ? number > 1 : dependsOn.length > 0;
}

const turnSchema = z.object({
  user: z.string().min(1),
  depends_on: z.array(z.int().min(1)).optional(),
  phenomenon: z.string().min(1).transform(printable).optional(),
  reference: z.string().optional(),
  answer: z.union([z.string(), z.number().transform(String)]).optional(),
  checks: z.array(check).default([]),
});

/**
 * Sessions from the rows of a data file: our own form (`id`, `category`, `turns` of mappings with `user`, …) or the
 * question.jsonl of MT-Bench (`question_id`, `category`, `turns` of texts, and maybe a list `reference`), or a mixture.
 *
 * @throws UsageError with the rows, turns and checks that are wrong
 */
export async function toSessions(rows: AsyncIterable<readonly Row[]>, fields: FieldMap): Promise<Session[]> {
  const sessions: Session[] = [];
  const seen = new Map<string, string>();
  const problems = new RowProblems();
  let number = 0;
  await problems.each(rows, (row) => {
    number += 1;
    const id = label(field(row, fields, 'id') ?? row.value.question_id, row, 'id') || String(number);
    const before = seen.get(id);
    if (before !== undefined) throw new RowError(row.place, `the id "${id}" was used before, at ${before}`);
    seen.set(id, row.place);
    const title = text(field(row, fields, 'title'), row, 'title');
    const category = label(field(row, fields, 'category'), row, 'category') ?? '';
    const turns = toTurns(row, fields, problems);
    if (turns === undefined) return;
    for (const each of wrongReferences(turns, row)) problems.add(each);
    sessions.push({ id, category, ...(title !== undefined && { title }), turns });
  });
  problems.raise();
  return sessions;
}

/** The turns of a session; undefined where one is wrong, with all that is wrong added to the problems. */
function toTurns(row: Row, fields: FieldMap, problems: RowProblems): Turn[] | undefined {
  const given = field(row, fields, 'turns');
  if (!Array.isArray(given) || given.length === 0) {
    const has = Object.keys(row.value);
    const nearest = given === undefined ? nearestName('turns', has) : undefined;
    throw new RowError(
      row.place,
      `a session needs "turns", a list of what the user says; this row has: ${has.join(', ')}${nearest ? `; did you mean "${nearest}"?` : ''}`,
    );
  }
  const reference = field(row, fields, 'reference');
  const references = Array.isArray(reference) ? reference : [reference];
  const turns: Turn[] = [];
  for (const [i, value] of given.entries()) {
    const raw: unknown = typeof value === 'string' ? { user: value } : value;
    const parsed = turnSchema.safeParse(raw);
    const place = `${row.place}, turn ${i + 1}`;
    const wrong = [...(parsed.success ? [] : mistakes(parsed.error.issues, raw, place)), ...slips(raw, place)];
    for (const each of wrong) problems.add(each);
    if (parsed.success && wrong.length === 0) turns.push(toTurn(parsed.data, i + 1, references[i]));
  }
  return turns.length === given.length ? turns : undefined;
}

/** What is wrong with a turn, as its author is told. */
function mistakes(issues: readonly z.core.$ZodIssue[], turn: unknown, place: string): RowError[] {
  return issues
    .flatMap((issue) => mistakesOf(issue, turnSchema, turn, nameOf))
    .map(({ message, path }) => new RowError(isInCheck(path) ? `${place}, check ${path[1] + 1}` : place, message));
}

type Path = readonly (string | number)[];

function isInCheck(path: Path): path is ['checks', number, ...Path] {
  return path[0] === 'checks' && typeof path[1] === 'number';
}

/** What a part of a turn is called; parts of a check are called by their names in it. */
function nameOf(path: Path): string {
  const within = isInCheck(path) ? path.slice(2) : path;
  if (within.length > 0) return `\`${within.join('.')}\``;
  return isInCheck(path) ? 'the check' : 'the turn';
}

/** Annotations of your own are welcome; one that is nearly a known name is taken for a slip. */
function slips(turn: unknown, place: string): RowError[] {
  if (typeof turn !== 'object' || turn === null) return [];
  return Object.keys(turn).flatMap((key) => {
    const nearest = key in turnSchema.shape ? undefined : nearestName(key, Object.keys(turnSchema.shape));
    return nearest === undefined ? [] : new RowError(place, `unknown key \`${key}\`; did you mean \`${nearest}\`?`);
  });
}

function toTurn(parsed: z.output<typeof turnSchema>, number: number, reference: unknown): Turn {
  const { user, depends_on: dependsOn, phenomenon, answer, checks, ...rest } = parsed;
  const known = rest.reference ?? (typeof reference === 'string' && reference !== '' ? reference : undefined);
  return {
    number,
    user: user.toWellFormed(),
    checks,
    ...(dependsOn !== undefined && { dependsOn }),
    ...(phenomenon !== undefined && { phenomenon }),
    ...(known !== undefined && { reference: known.toWellFormed() }),
    ...(answer !== undefined && { answer }),
  };
}

/** A turn can lean on earlier ones only, and a check that asks nothing is a mistake. */
function wrongReferences(turns: readonly Turn[], row: Row): RowError[] {
  const wrong: RowError[] = [];
  for (const { number, dependsOn = [], checks } of turns) {
    const refuse = (message: string) => wrong.push(new RowError(`${row.place}, turn ${number}`, message));
    const later = dependsOn.find((on) => on >= number);
    if (later !== undefined) refuse(`depends_on names turn ${later}, which is not earlier`);
    for (const each of checks) {
      if (each.type !== 'same-as') continue;
      if (each.turn >= number) refuse(`same-as names turn ${each.turn}, which is not earlier`);
      else if (stillHolding(each, turns).length === 0) {
        const excepted = each.but.length > 0 ? ' but the excepted ones' : '';
        refuse(`same-as turn ${each.turn} asks nothing: that turn has no checks${excepted}`);
      }
    }
  }
  return wrong;
}
