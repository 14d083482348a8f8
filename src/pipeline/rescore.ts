import { join } from 'node:path';
import type { RunConfig } from '../config/run-config.ts';
import { readLines } from '../data/lines.ts';
import { UsageError } from '../errors.ts';
import type { Rating } from '../evaluators/evaluator.ts';
import type { Outcome, Question } from '../model/ask.ts';
import type { ModelErrorKind } from '../model/model-error.ts';
import type { RecordedCall } from '../model/recording.ts';
import type { Manifest } from '../results/manifest.ts';
import { readRatings } from '../results/read-run.ts';
import { FILES, RunFolder } from '../results/run-folder.ts';
import type { Collected } from './collect.ts';
import { finish, type RunResult } from './finish.ts';
import { loadInputs } from './inputs.ts';
import { Totals } from './totals.ts';

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
 * @throws UsageError where the dataset is not the one that was run
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
  const transcript = await readTranscript(join(folder, FILES.calls));
  const target = new RunFolder(out, config.evaluator.type, out === folder);
  try {
    const ratings: Rating[] = [];
    const totals = new Totals();
    const ask = async (question: Question): Promise<Outcome> => {
      const outcome = answerFrom(transcript, question);
      if (outcome.status !== 'planned') totals.add(outcome, true);
      return outcome;
    };
    const emit = (rows: readonly Rating[], outcomes: readonly Outcome[]) => {
      for (const row of rows) {
        ratings.push(row);
        target.addRating(row);
      }
      const known = outcomes.filter(({ status }) => status !== 'planned');
      for (const outcome of known) target.addCall(transcript.get(taskKey(outcome.task, askOf(outcome)))!.line);
      totals.emitted(known);
    };
    const asks = new Map<string, number>();
    const askOf = ({ task }: Outcome) => {
      const ask = asks.get(task) ?? 0;
      asks.set(task, ask + 1);
      return ask;
    };
    await loaded.evaluator.collect({ ...inputs, ask, window: 1, emit });
    const result = finish(config, loaded, ended(ratings, manifest), {
      folder: target,
      started: new Date(),
      recording: manifest.recording,
      rescoreOf: manifest,
      totals,
      secrets,
    });
    const changed = ratings.filter(
      (rating, i) => rating.rating !== before[i]?.rating || rating.status !== before[i]?.status,
    ).length;
    return { result, ratings: ratings.length, changed };
  } finally {
    target.close();
  }
}

/** How the run ended; whether it lacks coverage is found anew. */
function ended(ratings: Rating[], { state, reason }: Manifest): Collected {
  return state === 'incomplete' ? { ratings, state: 'complete' } : { ratings, state, ...(reason && { reason }) };
}

interface TranscriptCall {
  line: string;
  key: string;
  reply?: RecordedCall['reply'];
  failed?: ModelErrorKind;
  message?: string;
}

async function readTranscript(path: string): Promise<Map<string, TranscriptCall>> {
  const calls = new Map<string, TranscriptCall>();
  const asks = new Map<string, number>();
  for await (const { text } of readLines(path)) {
    if (text.trim() === '') continue;
    const { task, key, reply, failed, message } = JSON.parse(text) as TranscriptCall & { task: string };
    const ask = asks.get(task) ?? 0;
    asks.set(task, ask + 1);
    calls.set(taskKey(task, ask), { line: text, key, reply, failed, message });
  }
  return calls;
}

function taskKey(task: string, ask: number): string {
  return `${task}\n${ask}`;
}

function answerFrom(transcript: ReadonlyMap<string, TranscriptCall>, { task, ask, model }: Question): Outcome {
  const call = transcript.get(taskKey(task, ask));
  if (call?.reply !== undefined) return { status: 'answered', key: call.key, task, model, reply: call.reply };
  if (call?.failed !== undefined) {
    return { status: 'failed', key: call.key, task, model, reason: call.failed, message: call.message ?? '' };
  }
  return { status: 'planned', key: '', task, model }; // the run did not come to this question
}
