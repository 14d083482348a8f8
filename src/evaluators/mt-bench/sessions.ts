import * as z from 'zod';
import { type FieldMap, field, text } from '../../data/fields.ts';
import type { Row } from '../../data/row.ts';
import { UsageError } from '../../errors.ts';
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
  phenomenon: z.string().min(1).optional(),
  reference: z.string().optional(),
  answer: z.union([z.string(), z.number().transform(String)]).optional(),
  checks: z.array(check).default([]),
});

/**
 * Sessions from the rows of a data file: our own form (`id`, `category`, `turns` of mappings with `user`, …) or the
 * question.jsonl of MT-Bench (`question_id`, `category`, `turns` of texts, and maybe a list `reference`), or a mixture.
 *
 * @throws UsageError naming the row and turn that is wrong.
 */
export async function toSessions(rows: AsyncIterable<readonly Row[]>, fields: FieldMap): Promise<Session[]> {
  const sessions: Session[] = [];
  const seen = new Map<string, string>();
  for await (const batch of rows) {
    for (const row of batch) {
      const id = text(field(row, fields, 'id') ?? row.value.question_id, row, 'id') ?? String(sessions.length + 1);
      const before = seen.get(id);
      if (before !== undefined) throw new UsageError(`${row.place}: the id "${id}" was used before, at ${before}`);
      seen.set(id, row.place);
      const turns = field(row, fields, 'turns');
      if (!Array.isArray(turns) || turns.length === 0) {
        const has = Object.keys(row.value).join(', ');
        throw new UsageError(
          `${row.place}: a session needs "turns", a list of what the user says; this row has: ${has}`,
        );
      }
      const reference = field(row, fields, 'reference');
      const references = Array.isArray(reference) ? reference : [reference];
      const title = text(field(row, fields, 'title'), row, 'title');
      const session: Session = {
        id,
        category: text(field(row, fields, 'category'), row, 'category') ?? '',
        ...(title !== undefined && { title }),
        turns: turns.map((turn, i) => toTurn(turn, i + 1, references[i], `${row.place}, turn ${i + 1}`)),
      };
      refuseForward(session, row);
      sessions.push(session);
    }
  }
  return sessions;
}

function toTurn(value: unknown, number: number, reference: unknown, place: string): Turn {
  const raw: unknown = typeof value === 'string' ? { user: value } : value;
  const parsed = turnSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue!.path
      .map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`))
      .join('')
      .replace(/^\./, '');
    throw new UsageError(`${place}: ${at === '' ? '' : `\`${at}\`: `}${issue!.message}`);
  }
  // Annotations of your own are welcome; one that is nearly a known name is taken for a slip.
  for (const key of Object.keys(raw as object)) {
    if (key in turnSchema.shape) continue;
    const nearest = nearestName(key, Object.keys(turnSchema.shape));
    if (nearest !== undefined) throw new UsageError(`${place}: unknown key "${key}"; did you mean "${nearest}"?`);
  }
  const { user, depends_on: dependsOn, phenomenon, answer, checks, ...rest } = parsed.data;
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
function refuseForward({ turns }: Session, row: Row): void {
  for (const { number, dependsOn = [], checks } of turns) {
    const place = `${row.place}, turn ${number}`;
    const later = dependsOn.find((on) => on >= number);
    if (later !== undefined) throw new UsageError(`${place}: depends_on names turn ${later}, which is not earlier`);
    for (const each of checks) {
      if (each.type !== 'same-as') continue;
      if (each.turn >= number) throw new UsageError(`${place}: same-as names turn ${each.turn}, which is not earlier`);
      if (stillHolding(each, turns).length > 0) continue;
      throw new UsageError(
        `${place}: same-as turn ${each.turn} asks nothing: that turn has no checks${each.but.length > 0 ? ' but the excepted ones' : ''}`,
      );
    }
  }
}
