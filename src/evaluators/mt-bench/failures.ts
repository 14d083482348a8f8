import type { Score } from '../evaluator.ts';
import type { MtBenchConfig } from './config.ts';
import { CHECKS, CONTEXT_ERROR, FAILURE, GRADE } from './criteria.ts';
import { type Place, placed, scoreKey } from './place.ts';

/**
 * Whether a turn failed: its grade is below `failBelow`, one of its checks does not pass, or most judgements find a
 * context error. Known to be failed by one of them, but sound only where all of them are known.
 */
export function failures(
  places: readonly Place[],
  scores: readonly Score[],
  { failBelow }: Pick<MtBenchConfig, 'failBelow'>,
): Score[] {
  const byKey = new Map(scores.map((score) => [scoreKey(score), score]));
  return places.flatMap((place): Score[] => {
    const signs = [
      { score: byKey.get(scoreKey(placed(place, GRADE))), fails: (grade: number) => grade < failBelow },
      { score: byKey.get(scoreKey(placed(place, CHECKS))), fails: (share: number) => share < 1 },
      { score: byKey.get(scoreKey(placed(place, CONTEXT_ERROR))), fails: (share: number) => share > 0.5 },
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
