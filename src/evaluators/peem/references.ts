// Who is compared: the models of which something could be read and, where they join, the human labels. Beside them the
// gold answers, which never rank.
import { HUMAN } from './config.ts';
import type { Predictions } from './predictions.ts';
import type { PeemInputs, Prepared, Replies } from './prepared.ts';

/** The predictions of one model as [item][sample]. */
type Column = Predictions[number];

export interface References {
  /**
   * The models with at least one prediction by name, and the human labels last. Not in the order of the config: sums would
   * round otherwise in another order, down to the last digits of the results.
   */
  names: readonly string[];
  /** Their predictions, the items in the order that was prepared. */
  columns: readonly Column[];
  /** Place of the human labels. */
  human?: number;
  /** Places of the models that are ranked: all but the human labels. */
  ranked: readonly number[];
  /** What became of the replies of the ranked models. */
  replies: readonly Replies[];
  /** The gold answers, where there are any. */
  gold?: Column;
  /** How many items each of them has, and how many of these have a gold answer. */
  answered: readonly { items: number; gold: number }[];
}

export function referencesOf({ models, predictions, replies, order }: Prepared, inputs: PeemInputs): References {
  const { config, data } = inputs;
  // A model of which nothing could be read takes no part: nothing is known of it, not even that it is weak.
  const present = models
    .flatMap((_, i) => (replies[i]!.read > 0 ? [i] : []))
    .sort((a, b) => (models[a]! < models[b]! ? -1 : 1));
  const joined = config.human && present.length > 0;
  const columns = present.map((i) => predictions[i]!);
  if (joined) columns.push(order.map((item) => data.items[item]!.human));
  const gold = goldOf(order, inputs);
  return {
    names: [...present.map((i) => models[i]!), ...(joined ? [HUMAN] : [])],
    columns,
    ...(joined && { human: present.length }),
    ranked: present.map((_, place) => place),
    replies: present.map((i) => replies[i]!),
    gold,
    answered: columns.map((column) => answeredOf(column, gold)),
  };
}

function goldOf(order: readonly number[], { data: { items } }: PeemInputs): Column | undefined {
  if (items.every(({ gold }) => gold === undefined)) return undefined;
  return order.map((item) => {
    const { gold } = items[item]!;
    return gold === undefined ? [] : [gold];
  });
}

function answeredOf(column: Column, gold: Column | undefined): { items: number; gold: number } {
  const answered = { items: 0, gold: 0 };
  for (const [item, samples] of column.entries()) {
    if (samples.length === 0) continue;
    answered.items += 1;
    if (gold !== undefined && gold[item]!.length > 0) answered.gold += 1;
  }
  return answered;
}
