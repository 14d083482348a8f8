import type { Rating, Score } from '../evaluator.ts';
import { CONTEXT_ERROR, opponentIn } from './criteria.ts';
import { gamesOf } from './games.ts';

/**
 * Below this many sessions intervals that resample them cover less than they say: in simulations of grades and of passed
 * checks with eight turns a session, 94 and 93% of eight sessions and 87 and 83% of four, instead of 95%.
 */
const FEW_SESSIONS = 8;

/** Zheng et al. 2023, table 2: GPT-4 gave the same verdict in both orders in 65% of comparisons, weaker judges in far fewer. */
const CONSISTENT = 0.6;

/** Below this share of readable verdicts a rate says more about form than about what is judged. */
const READABLE = 0.8;

/** What a user must know about how far the results can be trusted, the gravest first. */
export function warnings(scores: readonly Score[], ratings: readonly Rating[]): string[] {
  const found: string[] = [];
  const percent = (share: number) => `${Math.round(100 * share)}%`;

  const games = gamesOf(ratings.filter(({ criterion }) => opponentIn(criterion) !== undefined)).filter(
    ({ result }) => result !== undefined,
  );
  const consistent = games.filter(({ orders: [first, second] }) => first === second).length / games.length;
  if (games.length > 0 && consistent < CONSISTENT) {
    found.push(
      `The judge kept to its verdict in only ${percent(consistent)} of comparisons when the order was turned round: most ties are its indecision.`,
    );
  }
  const verdicts = ratings.filter(
    ({ criterion, status }) => criterion === CONTEXT_ERROR && status !== 'no-output' && status !== 'not-asked',
  );
  const read = verdicts.filter(({ status }) => status === 'ok').length / verdicts.length;
  if (verdicts.length > 0 && read < READABLE) {
    found.push(
      `The judge gave a readable context error for only ${percent(read)} of the answers it was asked about. Failure rates are too high for that, as a turn counts as sound only where its context error is known; \`contextErrors: false\` leaves context errors out.`,
    );
  }
  const sessions = new Set(scores.map(({ sample }) => sample)).size;
  if (sessions > 0 && sessions < FEW_SESSIONS) {
    found.push(`There are only ${sessions} sessions: intervals are too narrow with fewer than ${FEW_SESSIONS}.`);
  }
  return found;
}
