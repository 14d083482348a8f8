import { appendTo } from '../../../append-to.ts';
import { bootstrapSums } from '../../../stats/bootstrap-sums.ts';
import { clusterBootstrap } from '../../../stats/cluster-bootstrap.ts';
import { clusterWilson } from '../../../stats/cluster-wilson.ts';
import { columnSums } from '../../../stats/column-sums.ts';
import { expandedLevel } from '../../../stats/expanded-level.ts';
import { mean } from '../../../stats/mean.ts';
import { resamplesFor } from '../../../stats/resamples-for.ts';
import { withinSlope, withinSlopeTerms } from '../../../stats/within-slope.ts';
import type { Statistic } from '../../evaluator.ts';
import type { BareName, StatisticName, SummaryCriterion } from './names.ts';

/** A value seen at a turn of a session. Turns of a session depend on each other, so whole sessions are resampled. */
export interface Observation {
  model: string;
  session: string;
  turn: number;
  category: string;
  /** How the turn leans on earlier ones; undefined where nobody said. */
  phenomenon: string | undefined;
  value: number;
}

/** What a sheet computes of groups of observations. */
type Kind = 'mean' | 'rate';

/** Gathers the statistics of one model, or of all. */
export class Sheet {
  readonly statistics: Statistic[] = [];
  readonly model: string;
  readonly #seed: number;

  constructor(model: string, seed: number) {
    this.model = model;
    this.#seed = seed;
  }

  add(
    criterion: SummaryCriterion,
    statistic: StatisticName,
    value: number | undefined,
    n: number,
    interval?: { low: number; high: number },
  ): void {
    if (value === undefined) return;
    this.statistics.push({ model: this.model, criterion, statistic, value, ...interval, n });
  }

  /**
   * A statistic of sums over observations, with its interval. Sessions are the unit of resampling: as a sum over drawn
   * sessions is the sum of their own sums, each is added up once and not in every resample. The interval is widened for
   * few sessions.
   *
   * @param terms what an observation adds to each of the sums
   * @param of computes the statistic from the sums
   */
  estimate<O extends { session: string }>(
    criterion: SummaryCriterion,
    statistic: StatisticName,
    observations: readonly O[],
    terms: (observation: O) => readonly number[],
    of: (sums: readonly number[]) => number | undefined,
  ): void {
    const added = observations.map((each) => ({ session: each.session, terms: terms(each) }));
    this.#ofSums(criterion, statistic, added, observations.length, of);
  }

  #ofSums(
    criterion: SummaryCriterion,
    statistic: StatisticName,
    added: readonly { session: string; terms: readonly number[] }[],
    n: number,
    of: (sums: readonly number[]) => number | undefined,
  ): void {
    const bySession = new Map<string, (readonly number[])[]>();
    for (const { session, terms } of added) appendTo(bySession, session, terms);
    const sessions = [...bySession.values()].map(columnSums);
    if (sessions.length === 0) return;
    const level = sessions.length < 2 ? undefined : expandedLevel(sessions.length);
    const interval = bootstrapSums(sessions, of, { ...this.#options(criterion, statistic), level });
    this.add(criterion, statistic, of(columnSums(sessions)), n, interval);
  }

  /** A statistic that sums do not give: computed from all observations of the drawn sessions, resample by resample. */
  resample(
    criterion: SummaryCriterion,
    statistic: StatisticName,
    observations: readonly { session: string }[],
    of: (indices: Iterable<number>) => number | undefined,
  ): void {
    if (observations.length === 0) return;
    const clusters = new Map<string, number[]>();
    for (const [i, { session }] of observations.entries()) {
      appendTo(clusters, session, i);
    }
    const interval = clusterBootstrap(
      [...clusters.values()],
      of,
      this.#options(criterion, statistic, observations.length),
    );
    this.add(criterion, statistic, of(observations.keys()), observations.length, interval);
  }

  mean(criterion: SummaryCriterion, statistic: StatisticName, observations: readonly Observation[]): void {
    this.estimate(
      criterion,
      statistic,
      observations,
      ({ value }) => [1, value],
      ([n, sum]) => sum! / n!,
    );
  }

  /** The mean of values from 0 to 1. Its interval does not shrink to a point where all of them are alike. */
  rate(criterion: SummaryCriterion, statistic: StatisticName, observations: readonly Observation[]): void {
    const bySession = new Map<string, number[]>();
    for (const { session, value } of observations) appendTo(bySession, session, value);
    const share = mean(observations.map(({ value }) => value));
    this.add(criterion, statistic, share, observations.length, clusterWilson([...bySession.values()]));
  }

  /**
   * `name`, and `name[turn=3]`, `name[category=math]`, `name[phenomenon=ellipsis]` for all there are.
   *
   * @param kind what is computed of each group
   */
  breakdown(kind: Kind, criterion: SummaryCriterion, name: BareName, observations: readonly Observation[]): void {
    this[kind](criterion, name, observations);
    this.byTurn(kind, criterion, name, observations);
    for (const key of ['category', 'phenomenon'] as const) {
      for (const value of distinct(observations.map((each) => each[key]))) {
        this[kind](
          criterion,
          `${name}[${key}=${value}]`,
          observations.filter((each) => each[key] === value),
        );
      }
    }
  }

  byTurn(kind: Kind, criterion: SummaryCriterion, name: BareName, observations: readonly Observation[]): void {
    const turns = distinct(observations.map(({ turn }) => turn)).sort((a, b) => a - b);
    for (const turn of turns)
      this[kind](
        criterion,
        `${name}[turn=${turn}]`,
        observations.filter((each) => each.turn === turn),
      );
  }

  /**
   * The change of the value from one turn to the next, within sessions: where some sessions are longer than others, a line
   * through all of them would take the level of the long ones for a change.
   *
   * @param partOf tells apart what has a level of its own in the same session: of several models, each
   */
  slope<O extends Observation>(
    criterion: SummaryCriterion,
    observations: readonly O[],
    partOf: (observation: O) => string = ({ model }) => model,
  ): void {
    const parts = new Map<string, O[]>();
    for (const each of observations) appendTo(parts, JSON.stringify([each.session, partOf(each)]), each);
    const rows = [...parts.values()].filter((own) => own.some(({ turn }) => turn !== own[0]!.turn));
    const added = rows.map((own) => ({
      session: own[0]!.session,
      terms: withinSlopeTerms(
        own.map(({ turn }) => turn),
        own.map(({ value }) => value),
      ),
    }));
    this.#ofSums(criterion, 'slope_over_turns', added, rows.flat().length, withinSlope);
  }

  /** The same resamples for every model: equal scores have equal intervals. */
  #options(criterion: SummaryCriterion, statistic: string, size = 1) {
    return { seed: `${this.#seed}/bootstrap/${criterion}/${statistic}`, resamples: resamplesFor(size) };
  }
}

/** What is there, once each, in the order of first occurrence. */
export function distinct<T>(values: readonly (T | undefined)[]): T[] {
  return [...new Set(values)].filter((value) => value !== undefined);
}
