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
function consistencyTable(analysis: Analysis): OwnTable {
  const { names, consistency, human } = analysis;
  const order = inOrder(analysis);
  const cells = (i: number) =>
    order.map((j) => {
      const value = consistency[i]![j]!;
      return j === i && (i === human || Number.isNaN(value)) ? undefined : value;
    });
  return {
    columns: ['model', ...order.map((i) => names[i]!)],
    rows: order.map((i) => [names[i]!, ...cells(i)]),
  };
}

/** The references in the order of the config, the human labels last. */
function inOrder({ all, names, human }: Analysis): number[] {
  const places = new Map(names.map((name, i) => [name, i]));
  return [...all.flatMap(({ name }) => places.get(name) ?? []), ...(human === undefined ? [] : [human])];
}

/** What is known of two models together, the ranked ones only: a line for each pair, `a` before `b` in the config. */
function pairTable(analysis: Analysis): OwnTable {
  const { names, ranked, consistency, capabilities, identical, nearCopies } = analysis;
  const unsure = capabilities.map(({ trust }) => new Set(trust.indistinguishable.map(([i, j]) => key(i, j))));
  const copies = new Map(nearCopies.map((found) => [key(ranked[found.pair[0]]!, ranked[found.pair[1]]!), found]));
  const groups = identical.map((group) => group.map((at) => ranked[at]!));
  const order = inOrder(analysis).filter((i) => ranked.includes(i));
  const rows = order.flatMap((i, at) =>
    order.slice(at + 1).map((j) => {
      const copy = copies.get(key(i, j));
      return [
        names[i]!,
        names[j]!,
        consistency[i]![j]!,
        copy !== undefined || groups.some((group) => group.includes(i) && group.includes(j)) ? 1 : 0,
        copy?.expected,
        ...capabilities.flatMap(({ values, footing }, a) => [
          values[i]! - values[j]!,
          onOneFooting(footing, i, j) ? (unsure[a]!.has(key(i, j)) ? 0 : 1) : undefined,
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

/** Two models as one text, whichever comes first. */
const key = (i: number, j: number): string => `${Math.min(i, j)},${Math.max(i, j)}`;

/** The EM, a line for each reference that was in at each step. The steps end with the one that dropped nobody. */
function traceTable(analysis: Analysis): OwnTable {
  const { names, em } = analysis;
  const order = inOrder(analysis);
  return {
    columns: ['step', 'model', 'weight', 'candidate', 'dropped', 'consistency_before', 'consistency_after'],
    rows: em.trace.flatMap(({ references, weights, candidate, dropped, before, after }, step) =>
      order
        .filter((model) => references.includes(model))
        .map((model) => [
          step,
          names[model]!,
          weights[references.indexOf(model)]!,
          model === candidate ? 1 : 0,
          model === candidate && dropped ? 1 : 0,
          before,
          after,
        ]),
    ),
  };
}
