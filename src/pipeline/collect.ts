import { Interrupted, messageOf, RunFailed } from '../errors.ts';
import type { Rating } from '../evaluators/evaluator.ts';
import { isFurther, type Outcome, type Question } from '../model/ask.ts';
import type { Models } from '../model/models.ts';
import { lineWithoutSecrets, redactor } from '../redactor.ts';
import type { RunState } from '../results/manifest.ts';
import type { RunFolder } from '../results/run-folder.ts';
import type { LoadedInputs } from './inputs.ts';
import type { RunObserver } from './observer.ts';
import type { Opened } from './open-models.ts';
import type { Rehearsal } from './rehearsal.ts';
import { transcribed, transcriptLine } from './transcript.ts';

/** Whether the inputs hold all that the ratings say, so that nobody need keep these. */
export function holdsRatings({ evaluator, inputs }: LoadedInputs): boolean {
  return evaluator.holdsRatings?.(inputs) === true;
}

/** What was read of the replies, and how that ended. */
export interface Collected {
  ratings: Rating[];
  state: RunState;
  reason?: string;
}

/** What a plan has read in full. */
export function writeDown(
  { ratings, calls }: Rehearsal,
  models: Models,
  folder: RunFolder,
  secrets: readonly string[],
): Collected {
  const redact = redactor(secrets);
  for (const rating of ratings) folder.addRating(rating);
  for (const { task, backend, key } of calls)
    folder.addCall(lineWithoutSecrets(transcribed(task, models.takeLine(backend, key)), redact));
  return { ratings, state: 'complete' };
}

/**
 * Asks the models, and writes down ratings and calls as they come.
 *
 * @param unusable why nothing can be asked: then what the recording holds is read until something is missing
 */
export async function collect(
  loaded: LoadedInputs,
  { models, totals }: Opened,
  folder: RunFolder,
  { observer, secrets }: { observer: Pick<RunObserver, 'askedAgain' | 'outcome'>; secrets: readonly string[] },
  stopping: AbortController,
  unusable?: RunFailed,
): Promise<Collected> {
  const { evaluator, inputs } = loaded;
  const ratings: Rating[] = [];
  const redact = redactor(secrets);
  let failure: unknown;
  const ask = async (question: Question): Promise<Outcome> => {
    if (isFurther(question)) observer.askedAgain();
    try {
      const { outcome, held } = unusable === undefined ? await models.ask(question) : models.peek(question);
      if (unusable !== undefined && !held) throw unusable;
      totals.add(outcome, held);
      observer.outcome(outcome, held, totals);
      return outcome;
    } catch (error) {
      if (!(error instanceof Interrupted)) failure ??= error;
      stopping.abort(); // no other call is started either
      throw error;
    }
  };
  const kept = !holdsRatings(loaded);
  const emit = (rows: readonly Rating[], outcomes: readonly Outcome[]) => {
    try {
      for (const row of rows) {
        if (kept) ratings.push(row);
        folder.addRating(row);
      }
      for (const outcome of outcomes) folder.addCall(lineWithoutSecrets(transcriptLine(outcome, models), redact));
      totals.emitted(outcomes);
    } catch (error) {
      failure ??= error;
      stopping.abort(); // what can't be kept need not be paid for
      throw error;
    }
  };
  // A few more than can be in flight, so that a place that becomes free is taken at once; each of them holds its prompt in
  // memory.
  const window = models.concurrency + Math.max(8, models.concurrency >> 2);
  try {
    await evaluator.collect({ ...inputs, ask, window, emit });
    return { ratings, state: 'complete' };
  } catch (error) {
    const cause = failure ?? error;
    if (cause instanceof Interrupted) return { ratings, state: 'interrupted' };
    if (cause instanceof RunFailed) return { ratings, state: 'failed', reason: redact(messageOf(cause)) };
    throw cause;
  }
}
