// The score of a model is its capability as estimated by the first of the algorithms that the config asks for.
import type { Score } from '../evaluator.ts';
import type { Analysis } from './analysis.ts';
import { CRITERION } from './criteria.ts';
import type { Replies } from './prepared.ts';

/** Up to this share of a model's calls may fail without its score being in doubt. */
const TOLERATED_FAILURES = 0.1;

/**
 * Ratings → scores, by way of their analysis: one score a model, in the order of the config. Its accuracy by the gold
 * answers, where there are any, stands in the column `human`, as what the score ought to follow.
 */
export function aggregate(analysis: Analysis): Score[] {
  const { names, capabilities, accuracy, all } = analysis;
  const [first] = capabilities;
  return all.map(({ name, replies }): Score => {
    const place = placeOf(analysis, name);
    const base = { model: name, sample: '', criterion: CRITERION.capability, ratings: replies.read };
    const gold = place === undefined ? undefined : accuracy?.[place];
    if (place === undefined || first === undefined) return { ...base, status: emptyStatus(replies) };
    const trust = first.trust.models.find(({ model }) => model === names.indexOf(name));
    return {
      ...base,
      score: first.values[place],
      ...(trust?.stderr !== undefined && { stderr: trust.stderr }),
      ...(gold !== undefined && { human: gold }),
      status: replies.failed > TOLERATED_FAILURES * (replies.failed + replies.given) ? 'failed' : 'ok',
    };
  });
}

/** The place of a model among those that are ranked; undefined where nothing of it could be read. */
export function placeOf({ names, ranked }: Analysis, model: string): number | undefined {
  const place = names.indexOf(model);
  return place < 0 || !ranked.includes(place) ? undefined : place;
}

function emptyStatus({ given, failed }: Replies): Score['status'] {
  return given > 0 ? 'unreadable' : failed > 0 ? 'failed' : 'not-asked';
}
