// All that is computed of a run, from its predictions: consistency, EM, capabilities by each algorithm, how sure they are,
// and, where there are gold answers, how well the ranking did.
import type { Interval } from '../../stats/interval.ts';
import type { Rating } from '../evaluator.ts';
import { measureOf } from './config.ts';
import { reliabilityOfMeans } from './consistency/rating.ts';
import type { Measure } from './consistency.ts';
import { type ExpectationMaximisation, expectationMaximisation } from './expectation-maximisation.ts';
import { rateInterval } from './extraction-rate.ts';
import { identicalModels } from './identical.ts';
import { comparable, type Measured, type Measurement, measure } from './measured.ts';
import { beyondChance, expectation, type NearCopies, nearCopies, sharingErrors } from './near-copies.ts';
import type { Matrix } from './predictions.ts';
import { type PeemInputs, type Prepared, prepare, type Replies } from './prepared.ts';
import { type Capabilities, capabilitiesOf, valuesOf } from './ranking.ts';
import { type References, referencesOf } from './references.ts';
import { affordableResamples, resampled } from './trust.ts';

/** What became of the replies of a model under evaluation. */
interface ModelReplies {
  name: string;
  replies: Replies;
  /** Interval of the share that could be read. */
  extraction?: Interval;
}

export interface Analysis extends Pick<References, 'names' | 'human' | 'ranked' | 'answered'>, Measured {
  /** All models under evaluation, in the order of the config. */
  all: readonly ModelReplies[];
  /** Items that at least one ranked model was asked. */
  items: number;
  /** Consistency of each reference with itself, a sample never paired with itself; NaN where nobody can say. */
  self: readonly number[];
  /** Pairs of references without an item in common: nothing is known of their consistency. */
  unpaired: readonly (readonly [number, number])[];
  em: ExpectationMaximisation;
  /** Groups of ranked models whose predictions are all the same. */
  identical: readonly (readonly number[])[];
  nearCopies: readonly NearCopies[];
  capabilities: readonly Capabilities[];
}

/**
 * The analysis of a run's ratings, which all of its results are read off: neither scores nor statistics can be had
 * before the predictions of all models were compared.
 *
 * @param ratings none are needed where the predictions are given
 */
export function analyse(ratings: readonly Rating[], inputs: PeemInputs): Analysis {
  const { config, seed } = inputs;
  const prepared = prepare(ratings, inputs);
  const references = referencesOf(prepared, inputs);
  const { names, human, ranked, answered } = references;
  if (ranked.length === 0) return nothingToRank(prepared);

  const by = measureOf(config);
  const resampling = { seed, resamples: config.resamples ?? affordableResamples(names.length) };
  const measurement = measure(references, by, resampling);
  const { blocks, self } = measurement;
  const measured = measurement.of();
  const values = valuesOf(measured, references, config);
  const identical = identicalModels(ranked.map((i) => references.columns[i]!));
  const alike = copiesAmong(references, measurement, measured.consistency, by.type, identical);
  const replicates = resampled(blocks.count, resampling, (weights) => {
    const again = measurement.of(weights);
    return {
      values: valuesOf(again, references, config),
      // Only of ratings they are looked at: of other answers, shared errors tell.
      excesses: by.type === 'rating' ? excessesOf(alike, amongRanked(again.consistency, ranked)) : [],
    };
  });
  return {
    all: modelReplies(prepared),
    names,
    human,
    ranked,
    answered,
    items: itemsAsked(references),
    ...measured,
    self,
    unpaired: measurement.unpaired,
    em: expectationMaximisation(comparable(measured.consistency, ranked), names),
    identical,
    nearCopies:
      by.type === 'rating'
        ? beyondChance(
            alike,
            alike.map((_, at) => replicates.map(({ excesses }) => excesses[at])),
          )
        : alike,
    capabilities: config.algorithms.map((algorithm, a) =>
      capabilitiesOf(
        algorithm,
        values[a]!,
        replicates.map((replicate) => replicate.values[a]!),
        { ranked, blocks: blocks.count },
      ),
    ),
  };
}

function modelReplies({ models, replies, predictions }: Prepared): ModelReplies[] {
  return models.map((name, i) => ({ name, replies: replies[i]!, extraction: rateInterval(predictions[i]!) }));
}

function nothingToRank(prepared: Prepared): Analysis {
  return {
    all: modelReplies(prepared),
    names: [],
    ranked: [],
    answered: [],
    items: 0,
    consistency: [],
    self: [],
    unpaired: [],
    em: { references: [], dropped: [], trace: [] },
    identical: [],
    nearCopies: [],
    capabilities: [],
  };
}

/** Items that at least one of the ranked models was asked. */
function itemsAsked({ columns, ranked }: References): number {
  return columns[0]!.filter((_, item) => ranked.some((i) => columns[i]![item]!.length > 0)).length;
}

/** Near copies among the ranked models, by their places; with ratings only as far as all items together tell. */
function copiesAmong(
  { ranked, replies, columns }: References,
  { self }: Measurement,
  consistency: Matrix,
  type: Measure['type'],
  identical: readonly (readonly number[])[],
): NearCopies[] {
  const reproducible = ranked.map((i) => {
    const { read, items } = replies[i]!;
    return type === 'rating' ? reliabilityOfMeans(self[i]!, read / items) : self[i]!;
  });
  const matrix = amongRanked(consistency, ranked);
  const found = nearCopies(matrix, reproducible).filter(
    ({ pair }) => !identical.some((group) => pair.every((i) => group.includes(i))),
  );
  if (type === 'rating') return found;
  return sharingErrors(
    found,
    ranked.map((i) => columns[i]!),
    matrix,
    type,
  );
}

/** Agreement less what is expected, of each pair. */
function excessesOf(pairs: readonly NearCopies[], consistency: Matrix): (number | undefined)[] {
  const expected = expectation(consistency);
  return pairs.map(({ pair: [i, j] }) => {
    const value = expected(i, j);
    return value === undefined ? undefined : consistency[i]![j]! - value;
  });
}

const amongRanked = (consistency: Matrix, ranked: readonly number[]): Matrix =>
  ranked.map((i) => ranked.map((j) => consistency[i]![j]!));
