import type { FieldMap } from '../data/fields.ts';
import type { Row } from '../data/row.ts';
import type { RatingStatus } from '../judging/status.ts';
import type { Ask, Model, Outcome } from '../model/ask.ts';

/** One thing read from one reply: a row of ratings.csv. An empty text or undefined is "none". */
export interface Rating {
  judge: string;
  model: string;
  sample: string;
  criterion: string;
  turn?: number;
  round?: number;
  batch?: number;
  position?: number;
  rating?: number | string;
  status: RatingStatus;
  /** The key of the call that it was read from; empty where it rests on no call (answers that existed before). */
  call: string;
  /** Why it came out so, where a reader needs to be told: what a check found wrong. Not a column of ratings.csv. */
  note?: string;
}

/** One scored thing: a row of scores.csv. */
export interface Score {
  model: string;
  sample: string;
  criterion: string;
  turn?: number;
  score?: number;
  /** Standard error of the score, in its unit. */
  stderr?: number;
  /** How many ratings the score is made of. */
  ratings: number;
  /** What the score ought to follow, on a scale of its own: what people gave, or the accuracy by gold answers. */
  human?: number;
  /** `ok`, or why there is no score (or one in doubt). */
  status: RatingStatus;
}

/** One statistic: a row of summary.csv. */
export interface Statistic {
  /** Empty where the statistic is over all models. */
  model: string;
  criterion: string;
  statistic: string;
  value: number;
  /** The ends of its 95% confidence interval; of a rank, of the interval of ranks. */
  low?: number;
  high?: number;
  /** How many things it is a statistic of. */
  n: number;
}

/** Which way a criterion is better; `none` where more is neither better nor worse. */
export type Direction = 'higher' | 'lower' | 'none';

/** What says in the name of a statistic of which part it is: `[turn=3]`; empty where it is of all. */
export type Qualifier = '' | `[${string}]`;

/** A name with its qualifier. */
export type Named<Name extends string> = `${Name}${Qualifier}`;

/** A table that only one method has. */
export interface OwnTable {
  columns: readonly string[];
  rows: readonly (readonly (string | number | undefined)[])[];
}

/** What a run comes to. */
export interface Results {
  scores: Score[];
  statistics: Statistic[];
  /** Tables of the method's own, by the name of the file that each is written to (`consistency.csv`). */
  tables: Record<string, OwnTable>;
  /** What a user must know about how far these results can be trusted, a plain sentence each. */
  warnings: string[];
}

/** What an evaluator works with. */
export interface Inputs<Config, Data> {
  config: Config;
  data: Data;
  /** The models under evaluation; empty where the dataset holds the outputs. */
  models: readonly Model[];
  seed: number;
  /** The contents of the files that the config names, by the path it gives. */
  files: ReadonlyMap<string, string>;
}

/** The inputs, and the ways to ask and to hand over what was read: the same for a live run, a plan and a rescore. */
export interface Job<Config, Data> extends Inputs<Config, Data> {
  ask: Ask;
  /** How many questions may be under way at once without a reply being waited for in vain. */
  window: number;
  /** Takes what was read, in an order that depends on config and data alone. */
  emit(ratings: readonly Rating[], outcomes: readonly Outcome[]): void;
}

/** What an evaluator may use to read its data, beside the rows of the dataset. */
export interface Sources<Config> {
  config: Config;
  /** The contents of the files that the config names, by the path it gives. */
  files: ReadonlyMap<string, string>;
  /** The rows of a further data file that the config names, many at a time. Where it changes, so does the run. */
  rows(path: string): AsyncIterable<readonly Row[]>;
}

/** A method of evaluation. It asks and reads; files, protocols and output are others' business. */
export interface Evaluator<Config, Data> {
  /** The paths of files that the config names, to be read whole: their contents come with the sources and inputs. */
  files(config: Config): readonly string[];
  /** The rows of the dataset, many at a time, as the method sees them. @throws UsageError naming the row that is wrong */
  read(rows: AsyncIterable<readonly Row[]>, fields: FieldMap, sources: Sources<Config>): Promise<Data>;
  /** Mistakes that only config and data together show. @throws UsageError */
  check(inputs: Inputs<Config, Data>): void;
  /** Asks the models and emits ratings. */
  collect(job: Job<Config, Data>): Promise<void>;
  /**
   * Whether the inputs hold all that the ratings say: `emit` then writes them down, nobody keeps them, and
   * `conclude` must do without. For data of millions of ratings.
   */
  holdsRatings?(inputs: Inputs<Config, Data>): boolean;
  /**
   * Ratings → scores → statistics, and what is to be told beside them. Pure. Each method does it in two stages with files
   * of their own, `aggregate.ts` and `summarise.ts`; what both of them need is made here once and handed to them.
   */
  conclude(ratings: readonly Rating[], inputs: Inputs<Config, Data>): Results;
  /**
   * The statistics that a run may have of each criterion, by their names without qualifiers: a gate on any other is told
   * as a mistake before anything is asked.
   *
   * @param data may tell more (that there are no human scores, say); left out before it is read
   */
  statistics(config: Config, data?: Data): ReadonlyMap<string, readonly string[]>;
  /**
   * Criteria of scores that are asked for on top of what the run is about: a sample that lacks one of them is not
   * counted as unscored.
   */
  secondary?: readonly string[];
  /** Statistics, by their names without qualifiers, that are places in an order. */
  ranks?: readonly string[];
  /**
   * The inputs that make `collect` ask what a finished run asked, whatever its replies are read as now. Left out where
   * the questions don't depend on how replies are read.
   */
  asItWas?(ratings: readonly Rating[], inputs: Inputs<Config, Data>): Inputs<Config, Data>;
}
