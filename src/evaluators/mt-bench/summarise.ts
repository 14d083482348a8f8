import type { Statistic } from '../evaluator.ts';
import { ABLATED_ANSWER_WORDS, ANSWER_WORDS } from './criteria.ts';
import { checkStatistics } from './statistics/checks.ts';
import { comparisonsOf } from './statistics/comparisons.ts';
import { contextErrorStatistics } from './statistics/context-errors.ts';
import { coverage } from './statistics/coverage.ts';
import { failureStatistics } from './statistics/failures.ts';
import { gradeStatistics } from './statistics/grades.ts';
import { type Material, observations } from './statistics/material.ts';
import { judgeStatistics, winStatistics } from './statistics/preferences.ts';
import { Sheet } from './statistics/sheet.ts';

/**
 * Scores → statistics: what a run says over all models (model '') and, where there are several, of each. Sessions are
 * the unit of the intervals, as their turns depend on each other. Win rates always stand under the name of their model,
 * as over all models they are one half.
 *
 * @param all of all models
 */
export function summarise(all: Material, seed: number): Statistic[] {
  const { scores, ratings, games } = all;
  const comparisons = comparisonsOf(all);
  const models = [...new Set(scores.map(({ model }) => model))];
  const groups = models.length > 1 ? ['', ...models] : [''];
  return [
    ...groups.flatMap((model) => {
      const sheet = new Sheet(model, seed);
      const own: Material =
        model === ''
          ? all
          : {
              ...all,
              scores: scores.filter((score) => score.model === model),
              ratings: ratings.filter((rating) => rating.model === model),
              games: games.filter((game) => game.model === model),
            };
      gradeStatistics(sheet, own);
      contextErrorStatistics(sheet, own);
      checkStatistics(sheet, own);
      failureStatistics(sheet, own);
      answerStatistics(sheet, own);
      if (model === '') judgeStatistics(sheet, all, comparisons);
      return sheet.statistics;
    }),
    ...models.flatMap((model) => {
      const sheet = new Sheet(model, seed);
      winStatistics(sheet, all, comparisons, model);
      return sheet.statistics;
    }),
  ];
}

/** Criterion `answer-words`: `n` turns, the share `coverage` that was answered, `mean` length in words (also by turn). */
function answerStatistics(sheet: Sheet, material: Material): void {
  for (const criterion of [ANSWER_WORDS, ABLATED_ANSWER_WORDS] as const) {
    const words = observations(material, criterion);
    coverage(sheet, material, criterion);
    sheet.mean(criterion, 'mean', words);
    sheet.byTurn('mean', criterion, 'mean', words);
  }
}
