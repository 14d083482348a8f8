import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { RunConfig } from '../config/run-config.ts';
import { UsageError } from '../errors.ts';
import type { Rating } from '../evaluators/evaluator.ts';
import type { Outcome, Question } from '../model/ask.ts';
import type { Manifest } from '../results/manifest.ts';
import { readRatings } from '../results/read-run.ts';
import { FILES, RunFolder } from '../results/run-folder.ts';
import { changedRatings } from './changed-ratings.ts';
import type { Collected } from './collect.ts';
import { finish, type RunResult } from './finish.ts';
import { type LoadedInputs, loadInputs } from './inputs.ts';
import { Totals } from './totals.ts';
import { Transcript } from './transcript.ts';

export interface Rescored {
  result: RunResult;
  /** How many ratings there are, and how many differ from those before. */
  ratings: number;
  changed: number;
}

/**
 * Reads the stored replies of a run anew, with today's readers and statistics. The evaluator runs as it does live, but
 * each of its questions is answered by what the run's transcript holds for that task; prompts may have changed since.
 *
 * @param out the folder to write to; may be the run's own
 * @throws UsageError where the dataset is not the one that was run, or the transcript lacks calls of it
 */
export async function rescore(
  folder: string,
  out: string,
  config: RunConfig,
  manifest: Manifest,
  secrets: readonly string[],
): Promise<Rescored> {
  const before = readRatings(folder);
  if (before.length === 0)
    throw new UsageError(`${folder}: nothing was rated in this run, so there is nothing to read anew`);
  const loaded = await loadInputs(config);
  if (loaded.dataset.sha256 !== manifest.dataset.sha256) {
    throw new UsageError(
      `${loaded.dataset.path}: the dataset is not the one that was run (its hash differs); a rescore needs the same data`,
    );
  }
  const inputs = loaded.evaluator.asItWas?.(before, loaded.inputs) ?? loaded.inputs;
  const transcript = await Transcript.read(join(folder, FILES.calls));
  refuseShortened(before, transcript, folder);
  const target = new RunFolder(out, config.evaluator.type, isSameFolder(out, folder));
  try {
    const { ratings, totals } = await readAnew({ ...loaded, inputs }, transcript, target);
    const result = finish(config, loaded, ended(ratings, manifest), {
      folder: target,
      started: new Date(),
      recording: manifest.recording,
      rescoreOf: manifest,
      totals,
      secrets,
    });
    return { result, ratings: ratings.length, changed: changedRatings(ratings, before) };
  } finally {
    target.close();
  }
}

/** A run that was interrupted has ratings only of the calls that it came to. */
function refuseShortened(ratings: readonly Rating[], transcript: Transcript, folder: string): void {
  const calls = new Set(ratings.map(({ call }) => call).filter((call) => call !== ''));
  const lacking = [...calls].filter((call) => !transcript.has(call)).length;
  if (lacking === 0) return;
  throw new UsageError(
    `${join(folder, FILES.calls)}: the transcript lacks ${lacking} of the ${calls.size} calls that the run's ratings rest on, so nothing is read anew; run the config again, which asks nothing that is recorded`,
  );
}

function isSameFolder(a: string, b: string): boolean {
  return existsSync(a) && realpathSync(a) === realpathSync(b);
}

/** Collects once more, with the replies of a transcript; ratings and the calls that they are from go to a folder. */
async function readAnew(
  { evaluator, inputs }: Pick<LoadedInputs, 'evaluator' | 'inputs'>,
  transcript: Transcript,
  folder: RunFolder,
): Promise<{ ratings: Rating[]; totals: Totals }> {
  const ratings: Rating[] = [];
  const totals = new Totals();
  const lines = new WeakMap<Outcome, string>();
  const ask = async (question: Question): Promise<Outcome> => {
    const { outcome, line } = transcript.answer(question);
    if (line === undefined) return outcome;
    lines.set(outcome, line);
    totals.add(outcome, true);
    return outcome;
  };
  const emit = (rows: readonly Rating[], outcomes: readonly Outcome[]) => {
    for (const row of rows) {
      ratings.push(row);
      folder.addRating(row);
    }
    const known = outcomes.filter((outcome) => lines.has(outcome));
    for (const outcome of known) folder.addCall(lines.get(outcome)!);
    totals.emitted(known);
  };
  await evaluator.collect({ ...inputs, ask, window: 1, emit });
  return { ratings, totals };
}

/** How the run ended; whether it lacks coverage is found anew. */
function ended(ratings: Rating[], { state, reason }: Manifest): Collected {
  return state === 'incomplete' ? { ratings, state: 'complete' } : { ratings, state, ...(reason && { reason }) };
}
