import type { OwnTable, Statistic } from '../../evaluators/evaluator.ts';
import type { EstimateText } from '../format.ts';
import type { Group } from '../html/group.ts';
import type { LoadedRun } from '../html/load.ts';

/** A figure of the headline: which statistic it is, what it is called and how it is written. */
export interface Figure {
  /** The criterion that it is of. Left out where the rows of the headline are criteria. */
  criterion?: string;
  statistic: string;
  /** Shown as it is in every kind of report: words of ours, with no markup in them. */
  name: string;
  show: (statistic: Statistic) => EstimateText;
  /** It is not the statistic's value, but how many values that rests on. */
  counts?: true;
  /** One of the less important figures: its interval is left out where there is little room. */
  brief?: true;
  /** In a terminal, its heading says that brackets hold 95% intervals. */
  marked?: true;
  /** In a terminal, its value stands before the names of the rows, as their number. */
  numbers?: true;
  /** In a terminal too narrow for all figures, those with a low number are left out first; those without stay. */
  spare?: number;
}

/** A further column of the headline in a terminal: a small drawing for each model. */
export interface Sketch {
  name: string;
  /** As of a figure. */
  spare: number;
  draw: (model: string) => string;
}

/** What reports need to know of a method of evaluation. */
export interface Method {
  /** As people write it. */
  title: string;
  /** What a sample is called. */
  sample: string;
  /** What the rows of the headline are: models, best first; or criteria, and within them models. */
  rows: 'models' | 'criteria';
  /** The figures that say how good, how sure and how far to trust it, the first one first. */
  figures(statistics: readonly Statistic[]): Figure[];
  /** In a terminal, what stands beside the headline. */
  sketch?(statistics: readonly Statistic[]): Sketch | undefined;
  /** In a terminal, what stands below the headline, a paragraph each. */
  details?(statistics: readonly Statistic[], tables: Record<string, OwnTable>): string[];
  /** The pictures of the HTML report. What draws them is loaded only then. */
  pictures?(run: LoadedRun): Promise<Group[]>;
  /** The criterion of whose scores 1 has passed and all below has failed. The scores of others do neither. */
  passing?: string;
  /**
   * Where the mean of a criterion's scores, which is what runs are compared by, is not the figure that the headline has
   * of it: how the two differ, in a sentence.
   */
  comparedBy?(criterion: string): string | undefined;
  /** The criterion of the score that a rating goes into, where the two are called differently. */
  scored?(criterion: string): string;
}
