import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runCheck } from './run-checks.ts';
import { check } from './schema.ts';

const FOLDER = new URL('../../../../datasets/multi-turn/', import.meta.url);

interface RawTurn {
  reference?: string;
  checks?: unknown[];
}

// A right answer that fails a check is a mistake of the check, wherever it is: in the dataset or in how it is decided.
test.each(readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl')))(
  'the references of %s pass their turns',
  async (name) => {
    const failing: string[] = [];
    const lines = readFileSync(new URL(name, FOLDER), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    for (const line of lines) {
      const session = JSON.parse(line) as { id: string; turns: RawTurn[] };
      const turns = session.turns.map(({ reference, checks = [] }) => ({
        reference,
        checks: checks.map((each) => check.parse(each)),
      }));
      for (const [i, { reference, checks }] of turns.entries()) {
        if (reference === undefined) continue;
        for (const each of checks) {
          const { passed, reason } = await runCheck(each, reference, turns);
          if (passed !== true) failing.push(`${session.id} turn ${i + 1}, ${each.type}: ${reason}`);
        }
      }
    }
    expect(failing).toEqual([]);
  },
);
