import { appendTo } from '../../append-to.ts';
import type { RatingStatus } from '../../judging/status.ts';
import type { Rating, Score } from '../evaluator.ts';
import { judgesOf } from '../judges.ts';
import { meanOfJudges } from '../mean-of-judges.ts';
import { asksContextErrors, type MtBenchConfig, type SettledMtBenchConfig } from './config.ts';
import {
  ABLATED,
  ANSWER_WORDS,
  CHECKS,
  CONTEXT_ERROR,
  checkTypeIn,
  GRADE,
  isAblated,
  opponentIn,
  preferenceAgainst,
} from './criteria.ts';
import { failures } from './failures.ts';
import { gamesOf } from './games.ts';
import { type Participant, pairsOf } from './participants.ts';
import { type Place, placed, scoreKey } from './place.ts';
import { isDependent, type Session } from './sessions.ts';

/**
 * Ratings → scores: a score of every turn of every model on everything that it is looked at for, in the order of the
 * dataset, whether or not there are ratings for it.
 */
export function aggregate(
  ratings: readonly Rating[],
  sessions: readonly Session[],
  participants: readonly Participant[],
  config: SettledMtBenchConfig,
): Score[] {
  const byPlace = group(ratings);
  const own = (place: Place, criterion: string) => byPlace.get(scoreKey(placed(place, criterion))) ?? [];
  const contextErrors = asksContextErrors(config);
  const judges = judgesOf(config).length;
  const graded = config.mode === 'single' && judges > 0;
  const places = participants.flatMap((participant) =>
    sessions.flatMap((session) => session.turns.map((turn): Place => ({ participant, session, turn }))),
  );
  const scores = ['', ABLATED].flatMap((prefix) => {
    const answered = prefix === '' ? places : ablatedOf(places, config);
    const score =
      (criterion: string, isPanel = false) =>
      (place: Place) =>
        numeric(place, prefix + criterion, own(place, prefix + criterion), isPanel);
    return [
      ...answered.map(score(ANSWER_WORDS)),
      ...answered
        .filter(({ turn }) => turn.checks.length > 0)
        .map((place) => checked(place, prefix + CHECKS, own(place, prefix + CHECKS))),
      ...(graded ? answered.map(score(GRADE, judges > 1)) : []),
      ...(contextErrors ? answered.filter(({ turn }) => isDependent(turn)).map(score(CONTEXT_ERROR, judges > 1)) : []),
    ];
  });
  const preferences = pairsOf(config, participants).flatMap(([a, b]) =>
    places
      .filter(({ participant }) => participant === a)
      .flatMap((place) => {
        const score = preference(place, own(place, preferenceAgainst(b.name)), b.name, judges > 1);
        return config.mode === 'pairwise' ? [score] : [score, mirrored(score, a.name)];
      }),
  );
  return [...scores, ...preferences, ...failures(places, scores, config)];
}

/** The turns that are asked once more without the history: dependent ones, of models that are asked at all. */
function ablatedOf(places: readonly Place[], { ablation }: MtBenchConfig): Place[] {
  return ablation ? places.filter(({ participant, turn }) => isDependent(turn) && 'model' in participant) : [];
}

/**
 * Ratings by what they are a part of: those of single checks belong to the checks of the turn. A context error counts as
 * 1, whatever its kind.
 */
function group(ratings: readonly Rating[]): Map<string, Rating[]> {
  const groups = new Map<string, Rating[]>();
  for (const rating of ratings) {
    const prefix = isAblated(rating.criterion) ? ABLATED : '';
    const criterion = checkTypeIn(rating.criterion) === undefined ? rating.criterion : prefix + CHECKS;
    appendTo(
      groups,
      scoreKey({ ...rating, criterion }),
      criterion === prefix + CONTEXT_ERROR ? errorAsNumber(rating) : rating,
    );
  }
  return groups;
}

/** @param isPanel whether several judges were to rate it */
function numeric(place: Place, criterion: string, ratings: readonly Rating[], isPanel: boolean): Score {
  const read = ratings.filter((each): each is Rating & { rating: number } => typeof each.rating === 'number');
  const { mean, stderr } = meanOfJudges(read, isPanel);
  return {
    ...placed(place, criterion),
    ...(mean !== undefined && { score: mean }),
    stderr,
    ratings: read.length,
    status: mean !== undefined ? 'ok' : lastStatus(ratings),
  };
}

/**
 * The share of a turn's checks that pass. While one of them is undecided it is not known that all do, and there is no
 * score. That one fails is known for all that: the share is that of the decided ones then.
 */
function checked(place: Place, criterion: string, ratings: readonly Rating[]): Score {
  const score = numeric(place, criterion, ratings, false);
  const open = ratings.find(({ rating }) => rating === undefined);
  return score.score === 1 && open !== undefined
    ? { ...placed(place, criterion), ratings: 0, status: open.status }
    : score;
}

function errorAsNumber(rating: Rating): Rating {
  return rating.rating === undefined ? rating : { ...rating, rating: rating.rating === 'none' ? 0 : 1 };
}

function preference(place: Place, ratings: readonly Rating[], opponent: string, isPanel: boolean): Score {
  const read = gamesOf(ratings).flatMap(({ judge, result }) =>
    result === undefined ? [] : [{ judge, rating: result }],
  );
  const { mean, stderr } = meanOfJudges(read, isPanel);
  return {
    ...placed(place, preferenceAgainst(opponent)),
    ...(mean !== undefined && { score: mean }),
    stderr,
    ratings: ratings.filter(({ rating }) => rating !== undefined).length,
    status: mean !== undefined ? 'ok' : (ratings.findLast(({ status }) => status !== 'ok')?.status ?? 'not-asked'),
  };
}

/** The same comparison from the opponent's side. */
function mirrored(score: Score, model: string): Score {
  const { score: value, ...rest } = score;
  return {
    ...rest,
    model: opponentIn(score.criterion)!,
    criterion: preferenceAgainst(model),
    ...(value !== undefined && { score: 1 - value }),
  };
}

function lastStatus(ratings: readonly Rating[]): RatingStatus {
  return ratings.at(-1)?.status ?? 'not-asked';
}
