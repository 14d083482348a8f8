import { appendTo } from '../../append-to.ts';
import type { RatingStatus } from '../../judging/status.ts';
import { mean } from '../../stats/mean.ts';
import { standardError } from '../../stats/standard-error.ts';
import type { Rating, Score } from '../evaluator.ts';
import { asksContextErrors, type MtBenchConfig } from './config.ts';
import {
  ABLATED,
  ANSWER_WORDS,
  CHECKS,
  CONTEXT_ERROR,
  checkTypeIn,
  FAILURE,
  GRADE,
  opponentIn,
  preferenceAgainst,
} from './criteria.ts';
import { gamesOf } from './games.ts';
import { judgesOf, type Participant, pairsOf } from './participants.ts';
import { isDependent, type Session, type Turn } from './sessions.ts';

/**
 * A score of every turn of every model on everything that it is looked at for, in the order of the dataset, whether or
 * not there are ratings for it.
 */
export function aggregate(
  ratings: readonly Rating[],
  sessions: readonly Session[],
  participants: readonly Participant[],
  config: MtBenchConfig,
): Score[] {
  const byPlace = group(ratings);
  const own = (place: Place, criterion: string) => byPlace.get(placeKey(place, criterion)) ?? [];
  const contextErrors = asksContextErrors(config);
  const graded = config.mode === 'single' && judgesOf(config).length > 0;
  const places = participants.flatMap((participant) =>
    sessions.flatMap((session) => session.turns.map((turn): Place => ({ participant, session, turn }))),
  );
  const dependent = places.filter(({ turn }) => isDependent(turn));
  const checked = places.filter(({ turn }) => turn.checks.length > 0);
  const words = (prefix: string) => (place: Place) =>
    numeric(place, prefix + ANSWER_WORDS, own(place, prefix + ANSWER_WORDS));
  const grades = (prefix: string) => (place: Place) => numeric(place, prefix + GRADE, own(place, prefix + GRADE));
  const errors = (prefix: string) => (place: Place) =>
    numeric(place, prefix + CONTEXT_ERROR, own(place, prefix + CONTEXT_ERROR).map(errorAsNumber));
  const checks = (prefix: string) => (place: Place) => numeric(place, prefix + CHECKS, own(place, prefix + CHECKS));
  const scores = [
    ...places.map(words('')),
    ...checked.map(checks('')),
    ...(graded ? places.map(grades('')) : []),
    ...(contextErrors ? dependent.map(errors('')) : []),
  ];
  if (config.ablation) {
    const again = dependent.filter(({ participant }) => 'model' in participant);
    scores.push(
      ...again.map(words(ABLATED)),
      ...again.filter(({ turn }) => turn.checks.length > 0).map(checks(ABLATED)),
      ...(graded ? again.map(grades(ABLATED)) : []),
      ...(contextErrors ? again.map(errors(ABLATED)) : []),
    );
  }
  const preferences = pairsOf(config, participants).flatMap(([a, b]) =>
    places
      .filter(({ participant }) => participant === a)
      .flatMap((place) => {
        const score = preference(place, own(place, preferenceAgainst(b.name)), b.name);
        return config.mode === 'pairwise' ? [score] : [score, mirrored(score, a.name)];
      }),
  );
  return [...scores, ...preferences, ...failures(places, scores, config)];
}

interface Place {
  participant: Participant;
  session: Session;
  turn: Turn;
}

/** Ratings by what they are a part of: those of single checks belong to the checks of the turn. */
function group(ratings: readonly Rating[]): Map<string, Rating[]> {
  const groups = new Map<string, Rating[]>();
  for (const rating of ratings) {
    const prefix = rating.criterion.startsWith(ABLATED) ? ABLATED : '';
    const criterion = checkTypeIn(rating.criterion) === undefined ? rating.criterion : prefix + CHECKS;
    const key = JSON.stringify([rating.model, rating.sample, rating.turn, criterion]);
    appendTo(groups, key, rating);
  }
  return groups;
}

function placeKey({ participant, session, turn }: Place, criterion: string): string {
  return JSON.stringify([participant.name, session.id, turn.number, criterion]);
}

/** The mean of the ratings; with several judges, the mean of the judges' means. */
function numeric(place: Place, criterion: string, ratings: readonly Rating[]): Score {
  const read = ratings.flatMap(({ judge, rating }) => (typeof rating === 'number' ? [{ judge, value: rating }] : []));
  return {
    ...placed(place, criterion),
    ...(read.length > 0 && { score: meanOfJudges(read) }),
    stderr: standardError(read.map(({ value }) => value)),
    ratings: read.length,
    status: read.length > 0 ? 'ok' : lastStatus(ratings),
  };
}

function errorAsNumber(rating: Rating): Rating {
  return rating.rating === undefined ? rating : { ...rating, rating: rating.rating === 'none' ? 0 : 1 };
}

function preference(place: Place, ratings: readonly Rating[], opponent: string): Score {
  const games = gamesOf(ratings);
  const read = games.flatMap(({ judge, result }) => (result === undefined ? [] : [{ judge, value: result }]));
  return {
    ...placed(place, preferenceAgainst(opponent)),
    ...(read.length > 0 && { score: meanOfJudges(read) }),
    stderr: standardError(read.map(({ value }) => value)),
    ratings: ratings.filter(({ rating }) => rating !== undefined).length,
    status: read.length > 0 ? 'ok' : (ratings.findLast(({ status }) => status !== 'ok')?.status ?? 'not-asked'),
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

/**
 * Whether a turn failed: its grade is below `failBelow`, one of its checks does not pass, or most judgements find a
 * context error. Known to be failed by one of them, but sound only where all of them are known.
 */
function failures(places: readonly Place[], scores: readonly Score[], { failBelow }: MtBenchConfig): Score[] {
  const byPlace = new Map(
    scores.map((score) => [JSON.stringify([score.model, score.sample, score.turn, score.criterion]), score]),
  );
  return places.flatMap((place): Score[] => {
    const signs = [
      { score: byPlace.get(placeKey(place, GRADE)), fails: (grade: number) => grade < failBelow },
      { score: byPlace.get(placeKey(place, CHECKS)), fails: (share: number) => share < 1 },
      { score: byPlace.get(placeKey(place, CONTEXT_ERROR)), fails: (share: number) => share > 0.5 },
    ].flatMap(({ score, fails }) => (score === undefined ? [] : [{ score, fails }]));
    if (signs.length === 0) return [];
    const known = signs.filter(({ score }) => score.score !== undefined);
    const failed = known.some(({ score, fails }) => fails(score.score!));
    const status = signs.find(({ score }) => score.status !== 'ok')?.score.status ?? 'ok';
    const decided = failed || status === 'ok';
    return [
      {
        ...placed(place, FAILURE),
        ...(decided && { score: failed ? 1 : 0 }),
        ratings: known.length,
        status: decided ? 'ok' : status,
      },
    ];
  });
}

function placed({ participant, session, turn }: Place, criterion: string) {
  return { model: participant.name, sample: session.id, criterion, turn: turn.number };
}

function lastStatus(ratings: readonly Rating[]): RatingStatus {
  return ratings.at(-1)?.status ?? 'not-asked';
}

function meanOfJudges(read: readonly { judge: string; value: number }[]): number {
  const byJudge = new Map<string, number[]>();
  for (const { judge, value } of read) appendTo(byJudge, judge, value);
  return mean([...byJudge.values()].map((values) => mean(values)!))!;
}
