import type { Rating } from '../evaluator.ts';
import { analysisOf } from './analysis.ts';
import type { PeemInputs } from './prepared.ts';
import { modelsOf } from './prepared.ts';
import { warnings } from './warnings.ts';

/** Above this share of failed calls a model's capability rests on noticeably fewer items than the others'. */
const FAILED_SHARE = 0.01;

/** The warnings of a run: those of the method, and what its data and calls lack. */
export function cautions(ratings: readonly Rating[], inputs: PeemInputs): string[] {
  const { config, data } = inputs;
  if (modelsOf(inputs).length === 0) return [];
  const { all, names, ranked, items, em, nearCopies, human } = analysisOf(ratings, inputs);
  const models = ranked.map((i) => names[i]!);
  const repliesOf = new Map(all.map(({ name, replies }) => [name, replies]));
  const silent = all.filter(({ name }) => !models.includes(name));
  const failing = all.filter(({ replies: { failed, given } }) => given > 0 && failed > FAILED_SHARE * (given + failed));
  const strangers = data.held?.strangers ?? 0;
  const unlabelled = human === undefined ? 0 : data.items.filter(({ human: labels }) => labels.length === 0).length;
  return [
    ...silent.map(({ name, replies }) =>
      replies.given > 0
        ? `None of the ${replies.given} replies of ${name} could be read: it is left out of the ranking, which says nothing of its capability.`
        : `${name} gave no reply at all: it is left out of the ranking.`,
    ),
    ...warnings({
      // Human labels are a reference like the others, but say nothing of the models' own number or form.
      names,
      items,
      ...(config.algorithms.includes('peem') && { em }),
      nearCopies: nearCopies.map((found) => ({
        ...found,
        pair: [ranked[found.pair[0]]!, ranked[found.pair[1]]!] as [number, number],
      })),
      extractionRates: names.map((name) => {
        const replies = repliesOf.get(name);
        return replies === undefined ? undefined : replies.read / replies.given;
      }),
    }),
    ...failing.map(
      ({ name, replies: { failed, given } }) =>
        `${Math.ceil((100 * failed) / (given + failed))}% of the calls of ${name} failed: its capability rests on the others.`,
    ),
    ...(strangers > 0
      ? [`${strangers} predictions are for items that the dataset does not have, and were left out.`]
      : []),
    ...(unlabelled > 0 ? [`${unlabelled} of ${data.items.length} items have no human label.`] : []),
  ];
}
