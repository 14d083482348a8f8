// The method has conditions: many items, independent errors, predictions that can be read. What breaks them, and what a
// run lacks, is told in one plain sentence each.
import type { Analysis } from './analysis.ts';
import type { NearCopies } from './near-copies.ts';
import { type PeemInputs, READABLE } from './prepared.ts';
import type { Capabilities } from './ranking.ts';

/**
 * With fewer items a consistency can be off by more than 0.1, which blurs any ranking: 1.96 · √(0.25 / 100) at worst, near
 * a half and with one sample of each model. How far a run is off its own intervals tell; they rest on what was seen, on all
 * samples and references, and are mostly narrower.
 */
const FEW_ITEMS = 100;

/** With fewer models there is no majority among the references. */
const FEW_MODELS = 3;

/** Above this share of failed calls a model's capability rests on noticeably fewer items than the others'. */
const NOTABLE_FAILURES = 0.01;

/** Below this share of the items a model's capability may be of other items than that of the others. */
const MOSTLY = 0.9;

/** What a user must know about how far the results of a run can be trusted, the gravest first. */
export function warnings(analysis: Analysis, inputs: PeemInputs): string[] {
  return [
    ...ofSilent(analysis),
    ...ofStrangers(analysis),
    ...ofConditions(findingsOf(analysis)),
    ...ofGaps(analysis, inputs),
  ];
}

/** So many pairs are named in a note. */
const MOST_NAMED = 5;

/** Models that nothing connects: they must not pass for models that never agree. */
function ofStrangers({ names, human, unpaired }: Analysis): string[] {
  const pairs = unpaired.filter(([i, j]) => i !== human && j !== human).map(([i, j]) => `${names[i]} and ${names[j]}`);
  if (pairs.length === 0) return [];
  const more = pairs.length > MOST_NAMED ? `; and ${count(pairs.length - MOST_NAMED, 'more pair')}` : '';
  return [
    `${pairs.slice(0, MOST_NAMED).join('; ')}${more} have no item in common: nothing is known of their consistency. It counts as 0, so ` +
      'that they come out too low, whatever the intervals say. Rank only models that answered the same items.',
  ];
}

/** Models that take no part. */
function ofSilent({ all, names, ranked }: Analysis): string[] {
  const models = ranked.map((i) => names[i]!);
  return all
    .filter(({ name }) => !models.includes(name))
    .map(({ name, replies }) =>
      replies.given > 0
        ? `None of the ${replies.given} replies of ${name} could be read: it is left out of the ranking, which says nothing of its capability.`
        : `${name} gave no reply at all: it is left out of the ranking.`,
    );
}

/** What data and calls lack. */
function ofGaps({ all, human, items: asked }: Analysis, { data: { items, predictions } }: PeemInputs): string[] {
  const failing = all.filter(
    ({ replies: { failed, given } }) => given > 0 && failed > NOTABLE_FAILURES * (given + failed),
  );
  const partial = all.filter(
    ({ replies }) => replies.given > 0 && replies.failed === 0 && replies.items < MOSTLY * asked,
  );
  const unknownItems = predictions?.unknownItems ?? 0;
  const unlabelled = human === undefined ? 0 : items.filter(({ human: labels }) => labels.length === 0).length;
  return [
    ...failing.map(
      ({ name, replies: { failed, given } }) =>
        `${Math.ceil((100 * failed) / (given + failed))}% of the calls of ${name} failed: its capability rests on the others.`,
    ),
    ...partial.map(
      ({ name, replies }) =>
        `${name} has predictions for ${replies.items} of the ${count(asked, 'item')} only: its capability rests on these, and compares with ` +
        "the others' as far as they are no easier and no harder than the rest.",
    ),
    ...(unknownItems > 0
      ? [
          `Left out ${unknownItems === 1 ? 'is' : 'are'} ${count(unknownItems, 'prediction')} for items that are not in this run: the dataset lacks them, or dataset.limit leaves them out.`,
        ]
      : []),
    ...(unlabelled > 0
      ? [`${unlabelled} of ${count(items.length, 'item')} ${unlabelled === 1 ? 'has' : 'have'} no human label.`]
      : []),
  ];
}

function findingsOf({
  all,
  names,
  ranked,
  items,
  human,
  capabilities,
  identical,
  nearCopies,
  consistency,
}: Analysis): Findings {
  const repliesOf = new Map(all.map(({ name, replies }) => [name, replies]));
  return {
    // Human labels are a reference like the others, but say nothing of the models' own number or form.
    names,
    items,
    human,
    capabilities,
    unknownSelf: ranked.filter((i) => Number.isNaN(consistency[i]![i])),
    identical: identical.map((group) => group.map((at) => ranked[at]!)),
    nearCopies: nearCopies.map((found) => ({
      ...found,
      pair: [ranked[found.pair[0]]!, ranked[found.pair[1]]!] as [number, number],
    })),
    extractionRates: names.map((name) => {
      const replies = repliesOf.get(name);
      return replies === undefined ? undefined : replies.read / replies.given;
    }),
  };
}

/** What tells whether the conditions of the method hold. Models are their places in `names`. */
export interface Findings {
  /** Names of the models, the human labels' included where they joined. */
  names: readonly string[];
  items: number;
  /** The human labels, where they joined. */
  human?: number;
  /** By each algorithm, whose can't be compared. */
  capabilities?: readonly Pick<Capabilities, 'algorithm' | 'footing'>[];
  /** The ranked models whose consistency with themselves is not known. */
  unknownSelf?: readonly number[];
  /** Groups of models whose predictions are all the same. */
  identical?: readonly (readonly number[])[];
  nearCopies?: readonly NearCopies[];
  /** Share of a model's replies that gave a prediction, where known. */
  extractionRates?: readonly (number | undefined)[];
}

/** The conditions that don't hold, one sentence each, the gravest first; none where all is well. */
export function ofConditions({
  names,
  items,
  human,
  capabilities = [],
  unknownSelf = [],
  identical = [],
  nearCopies = [],
  extractionRates = [],
}: Findings): string[] {
  const found: string[] = [];
  if (names.length < FEW_MODELS) {
    found.push(
      `${names.length === 0 ? 'No models' : `Only ${count(names.length, 'model')}`}: PEEM needs at least ${FEW_MODELS} to compare them by consistency.`,
    );
  }
  if (items > 0 && items < FEW_ITEMS) {
    found.push(
      `Only ${count(items, 'item')}: with other items of the kind the models could rank otherwise; use ${FEW_ITEMS} items or more.`,
    );
  }
  for (const group of identical) {
    found.push(
      `${listed(group.map((model) => names[model]!))} gave the same predictions on all ${count(items, 'item')}. If they are one ` +
        'model under several names, their agreement says nothing of how good it is and all may be rated too high: leave ' +
        'all but one out. If not, the items are too easy to tell them apart.',
    );
  }
  for (const { pair, agreement, expected, errors } of nearCopies) {
    const [a, b] = pair.map((model) => names[model]);
    const alike =
      errors === undefined
        ? ''
        : `, and where both go against most models they say the same in ${percent(errors.shared)} (expected: ${percent(errors.expected)})`;
    found.push(
      `${a} and ${b} agree about as much as each agrees with itself: their consistency is ${agreement.toFixed(2)} where the ` +
        `other models let expect ${expected.toFixed(2)}${alike}. They may be near copies: one model under two names, or a model ` +
        'and its fine-tune. If so, their errors are not independent and both may be rated too high.',
    );
  }
  found.push(...capabilities.flatMap((own) => ofFooting(own, names, human)));
  if (unknownSelf.length > 0) {
    found.push(
      `With one sample an item nobody knows how consistent ${unknownSelf.map((model) => names[model]).join(', ')} would be with ` +
        'itself, so that is left out for all models; give two samples or more to count it.',
    );
  }
  for (const [model, rate] of extractionRates.entries()) {
    if (rate === undefined || rate >= READABLE) continue;
    const share = `${(100 * rate).toFixed(0)}%`;
    found.push(
      `Only ${share} of the replies of ${names[model]} could be read: its rank tells more of form than capability.`,
    );
  }
  return found;
}

/** What the references that an algorithm chose can't tell. */
function ofFooting(
  { algorithm, footing: { alone, tied } }: Pick<Capabilities, 'algorithm' | 'footing'>,
  names: readonly string[],
  human: number | undefined,
): string[] {
  const kept = algorithm === 'peem' ? 'The EM kept' : `The algorithm ${algorithm} found`;
  if (alone !== undefined && alone === human) {
    return [`${kept} one reference only, the human labels: every capability is just the agreement with them.`];
  }
  if (alone !== undefined) {
    const own = algorithm === 'peem' ? 'itself and the references dropped last' : 'itself';
    return [
      // A name may be long: it is said once.
      `${kept} one reference only, ${names[alone]}: the capability of every other model is its agreement with this one, that of ` +
        `the reference its agreement with ${own}. These are two different things, so they do not tell whether the reference ` +
        'is better or worse than another model, wherever it stands in the list; the others can be compared with each ' +
        'other. For the place of the reference look at the algorithm ensemble, or compare rankings with other sets of models.',
    ];
  }
  if (tied === undefined || tied.includes(human ?? -1)) return [];
  const [a, b] = tied.map((model) => names[model]);
  return [
    `${kept} two references, ${a} and ${b}: each is rated by its agreement with the other, which is one number, and with ` +
      'itself, which is the same for both. So they tie whatever they are worth, which does not show that they are equally ' +
      'good; for their order look at the algorithm ensemble.',
  ];
}

const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;

/** Names in a sentence: `a, b and c`. */
const listed = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
