// MT-Bench (Zheng et al. 2023, arXiv 2306.05685): win rates, position bias (section 3.3), agreement (section 4.2).
import { isPairable } from '../../../stats/is-pairable.ts';
import { spearman } from '../../../stats/spearman.ts';
import type { Qualifier } from '../../evaluator.ts';
import { opponentIn, PREFERENCES } from '../criteria.ts';
import type { Game } from '../games.ts';
import { type Comparison, pointsOf, turnedRound } from './comparisons.ts';
import { type Material, observe } from './material.ts';
import type { BareName } from './names.ts';
import { agreementOf, type Labels, labelPairs, meanKappa } from './nominal-agreement.ts';
import { distinct, type Observation, type Sheet } from './sheet.ts';

/** A comparison from the side of one of its two models; its value is the points of the model. */
interface Side extends Observation, Comparison {
  /** Whose answer has more words. */
  length: 'longer' | 'shorter' | undefined;
}

/**
 * Criterion `preference` of one model: `n`, `coverage`, `win_rate`, `tie_rate`, `loss_rate` and `adjusted_win_rate`
 * (wins and half the ties), over all opponents and by opponent (`win_rate[against=x]`); the adjusted one also by turn,
 * category, phenomenon and length (`[length=longer]`: where its answer has more words), with `slope_over_turns`. As in
 * the scores, judges weigh the same in a comparison, however often each of them could be read.
 *
 * @param material of all models
 * @param comparisons of all models, each once
 */
export function winStatistics(
  sheet: Sheet,
  material: Material,
  comparisons: readonly Comparison[],
  model: string,
): void {
  const scores = material.scores.filter((score) => score.model === model && opponentIn(score.criterion) !== undefined);
  if (scores.length === 0) return;
  sheet.add(PREFERENCES, 'n', scores.length, scores.length);
  sheet.add(
    PREFERENCES,
    'coverage',
    scores.filter(({ status }) => status === 'ok').length / scores.length,
    scores.length,
  );
  const own = sidesOf(material, comparisons, model);
  rates(sheet, own, '');
  const opponents = distinct(own.map(({ opponent }) => opponent));
  for (const opponent of opponents)
    rates(
      sheet,
      own.filter((each) => each.opponent === opponent),
      `[against=${opponent}]`,
    );
  sheet.byTurn('rate', PREFERENCES, 'adjusted_win_rate', own);
  for (const key of ['category', 'phenomenon', 'length'] as const) {
    for (const value of distinct<string>(own.map((each) => each[key]))) {
      sheet.rate(
        PREFERENCES,
        `adjusted_win_rate[${key}=${value}]`,
        own.filter((each) => each[key] === value),
      );
    }
  }
  sheet.slope(PREFERENCES, own, ({ opponent }) => opponent);
}

function rates(sheet: Sheet, sides: readonly Side[], qualifier: Qualifier): void {
  const share = (name: BareName, of: (side: Side) => number) =>
    sheet.rate(
      PREFERENCES,
      `${name}${qualifier}`,
      sides.map((side) => ({ ...side, value: of(side) })),
    );
  share('win_rate', ({ won }) => won);
  share('tie_rate', ({ tied }) => tied);
  share('loss_rate', ({ lost }) => lost);
  sheet.rate(PREFERENCES, `adjusted_win_rate${qualifier}`, sides);
}

function sidesOf(material: Material, comparisons: readonly Comparison[], model: string): Side[] {
  return comparisons
    .map((each) => (each.opponent === model ? turnedRound(each) : each))
    .filter((each) => each.model === model)
    .map((each) => ({
      ...each,
      ...observe(material, each, pointsOf(each)),
      length: each.ratio > 0 ? 'longer' : each.ratio < 0 ? 'shorter' : undefined,
    }));
}

/**
 * Criterion `preference` of the judges, over all models: `order_consistency`, the share of comparisons with the same
 * verdict in both orders, and those in which an answer did better for being shown first (`first_position_bias`) or
 * second (`second_position_bias`); `longer_win_rate`, the adjusted win rate of the longer of two answers, and
 * `length_spearman`, the rank correlation of the result with the ratio of the lengths; with several judges
 * `judge_agreement` and `judge_agreement[without=ties]`, the share of equal results, and `judge_kappa`; with several
 * repeats the same as `repeat_…`. By judge, too, where there are several.
 */
export function judgeStatistics(sheet: Sheet, material: Material, comparisons: readonly Comparison[]): void {
  const { games } = material;
  if (games.length === 0) return;
  const judges = distinct(games.map(({ judge }) => judge));
  orderBias(sheet, material, games, '');
  if (judges.length > 1) {
    for (const judge of judges)
      orderBias(
        sheet,
        material,
        games.filter((game) => game.judge === judge),
        `[judge=${judge}]`,
      );
  }
  lengthBias(sheet, material, comparisons);
  agreement(
    sheet,
    games,
    'judge',
    ({ judge }) => judge,
    ({ round }) => round,
  );
  agreement(
    sheet,
    games,
    'repeat',
    ({ round }) => String(round),
    ({ judge }) => judge,
  );
}

function orderBias(sheet: Sheet, material: Material, games: readonly Game[], qualifier: Qualifier): void {
  const differences = games.flatMap((game) => {
    const [first, second] = game.orders;
    return first === undefined || second === undefined ? [] : [observe(material, game, first - second)];
  });
  const share = (name: BareName, holds: (difference: number) => boolean) =>
    sheet.rate(
      PREFERENCES,
      `${name}${qualifier}`,
      differences.map((each) => ({ ...each, value: holds(each.value) ? 1 : 0 })),
    );
  share('order_consistency', (difference) => difference === 0);
  share('first_position_bias', (difference) => difference > 0);
  share('second_position_bias', (difference) => difference < 0);
}

function lengthBias(sheet: Sheet, material: Material, comparisons: readonly Comparison[]): void {
  const ofTheLonger = comparisons.flatMap((each) =>
    each.ratio === 0 ? [] : [each.ratio > 0 ? each : turnedRound(each)],
  );
  sheet.rate(
    PREFERENCES,
    'longer_win_rate',
    ofTheLonger.map((each) => observe(material, each, pointsOf(each))),
  );
  const units = comparisons.map(({ sample }) => ({ session: sample }));
  // Which of the two models a comparison is stored under says nothing, so each is counted from both sides.
  sheet.resample(PREFERENCES, 'length_spearman', units, (indices) => {
    const drawn = Array.from(indices, (i) => comparisons[i]!);
    return spearman(
      drawn.flatMap(({ ratio }) => [ratio, -ratio]),
      drawn.flatMap(({ won, lost }) => [won - lost, lost - won]),
    );
  });
}

function agreement(
  sheet: Sheet,
  games: readonly Game[],
  name: 'judge' | 'repeat',
  raterOf: (game: Game) => string,
  within: (game: Game) => string | number,
): void {
  const raters = distinct(games.map(raterOf));
  if (raters.length < 2) return;
  const units = new Map<string, (number | undefined)[]>();
  for (const game of games) {
    const key = JSON.stringify([game.model, game.criterion, game.sample, game.turn, within(game)]);
    const results = units.get(key) ?? raters.map(() => undefined);
    units.set(key, results);
    results[raters.indexOf(raterOf(game))] = game.result;
  }
  const compared = [...units.values()].filter(isPairable);
  const labels = labelsOf(compared, (result) => result);
  const pairs = labelPairs(labels);
  const untied = pairs.filter((pair) => !pair.includes('0.5'));
  sheet.add(PREFERENCES, `${name}_agreement`, agreementOf(pairs), pairs.length);
  sheet.add(PREFERENCES, `${name}_agreement[without=ties]`, agreementOf(untied), untied.length);
  if (compared.length < 2) return;
  // From both sides, as above: else how often a rater gives a label would depend on which side is stored.
  const fromTheOther = labelsOf(compared, (result) => 1 - result);
  sheet.add(PREFERENCES, `${name}_kappa`, meanKappa([...labels, ...fromTheOther]), pairs.length);
}

/** Results as the labels of a nominal scale: units × raters. */
function labelsOf(units: readonly (readonly (number | undefined)[])[], from: (result: number) => number): Labels {
  return units.map((unit) => unit.map((result) => (result === undefined ? undefined : String(from(result)))));
}
