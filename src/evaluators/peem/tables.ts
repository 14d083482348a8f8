import type { OwnTable } from '../evaluator.ts';
import type { Analysis } from './analysis.ts';
import { TABLES } from './criteria.ts';
import { onOneFooting } from './footing.ts';

export function tables(analysis: Analysis): Record<string, OwnTable> {
  return {
    [TABLES.consistency]: consistencyTable(analysis),
    [TABLES.pairs]: pairTable(analysis),
    [TABLES.trace]: traceTable(analysis),
  };
}

/**
 * The matrix as a square, which `pandas.read_csv(…, index_col=0)` takes as it is; a line and a column a model. How
 * consistent somebody with one sample an item is with itself can't be told, nor is it for human labels.
 */
function consistencyTable({ names, consistency, human }: Analysis): OwnTable {
  const cells = (i: number) =>
    consistency[i]!.map((value, j) => (j === i && (i === human || Number.isNaN(value)) ? undefined : value));
  return { columns: ['model', ...names], rows: names.map((name, i) => [name, ...cells(i)]) };
}

/** What is known of two models together, the ranked ones only: a line for each pair, `a` before `b` in the config. */
function pairTable({ names, ranked, consistency, capabilities, identical, nearCopies }: Analysis): OwnTable {
  const unsure = capabilities.map(({ trust }) => new Set(trust.indistinguishable.map(([i, j]) => `${i},${j}`)));
  const copies = new Map(nearCopies.map((found) => [found.pair.map((at) => ranked[at]!).join(), found]));
  const rows = ranked.flatMap((i, at) =>
    ranked.slice(at + 1).map((j, after) => {
      const copy = copies.get(`${i},${j}`);
      return [
        names[i]!,
        names[j]!,
        consistency[i]![j]!,
        copy !== undefined || identical.some((group) => group.includes(at) && group.includes(at + 1 + after)) ? 1 : 0,
        copy?.expected,
        ...capabilities.flatMap(({ values, footing }, a) => [
          values[i]! - values[j]!,
          onOneFooting(footing, i, j) ? (unsure[a]!.has(`${i},${j}`) ? 0 : 1) : undefined,
        ]),
      ];
    }),
  );
  const columns = [
    'a',
    'b',
    'consistency',
    'near_copies',
    'expected_consistency',
    ...capabilities.flatMap(({ algorithm }) => [`difference[${algorithm}]`, `told_apart[${algorithm}]`]),
  ];
  return { columns, rows };
}

/** The EM, a line for each reference that was in at each step. The steps end with the one that dropped nobody. */
function traceTable({ names, em }: Analysis): OwnTable {
  return {
    columns: ['step', 'model', 'weight', 'candidate', 'dropped', 'consistency_before', 'consistency_after'],
    rows: em.trace.flatMap(({ references, weights, candidate, dropped, before, after }, step) =>
      references.map((model, k) => [
        step,
        names[model]!,
        weights[k]!,
        model === candidate ? 1 : 0,
        model === candidate && dropped ? 1 : 0,
        before,
        after,
      ]),
    ),
  };
}
