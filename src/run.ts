import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { RunConfig } from './config/run-config.ts';
import { Interrupted, messageOf, RunFailed, UsageError } from './errors.ts';
import type { OwnTable, Rating, Score, Statistic } from './evaluators/evaluator.ts';
import { type LoadedInputs, loadInputs } from './inputs.ts';
import type { Outcome, Question } from './model/ask.ts';
import type { ModelNeeds } from './model/chat.ts';
import type { Control } from './model/endpoint.ts';
import { Models } from './model/open.ts';
import { Recording } from './model/recording.ts';
import { redactor } from './model/secrets.ts';
import { type Plan, planRun } from './plan.ts';
import { Rehearsal } from './rehearsal.ts';
import type { Manifest, RunState } from './results/manifest.ts';
import { RunFolder } from './results/run-folder.ts';
import { TABLES_VERSION } from './results/tables.ts';
import { Totals } from './totals.ts';
import { VERSION } from './version.ts';

export interface RunOptions {
  /** The folder that holds the runs' folders. */
  results: string;
  /** Where calls are recorded, in place of what the config says. */
  recording?: string;
  mode: 'live' | 'refresh' | 'replay';
  secrets: readonly string[];
  /** `stop`: start no further call. `abort`: cut off those in flight. */
  control: Control;
  observer: RunObserver;
}

/** Hears of what a run does, to show it. */
export interface RunObserver {
  /** So many questions were planned, or read from the recording, until now. */
  planning(questions: number): void;
  planned(plan: Plan, recording: string): void;
  /** An outcome came: from the recording or from the model. */
  outcome(outcome: Outcome, held: boolean, totals: Totals): void;
  retried(reason: string, message: string): void;
  /** Something rare about a backend as a whole. */
  noticed(message: string): void;
  /** Nothing more is asked; statistics are computed and files written. */
  collected(): void;
}

export interface RunResult {
  folder: string;
  /** The type of the evaluator. */
  evaluator: string;
  manifest: Manifest;
  scores: Score[];
  statistics: Statistic[];
  /** The method's own tables, by file name. */
  tables: Record<string, OwnTable>;
}

/** Where a run records its calls. */
export function recordingPath(
  config: RunConfig,
  { results, recording }: Pick<RunOptions, 'results' | 'recording'>,
): string {
  return resolve(recording ?? config.recording ?? join(results, 'recording.jsonl'));
}

/**
 * A run from its config to its files: load, plan, check the backends, collect, aggregate, summarise, write.
 *
 * A run that is interrupted or whose backend fails still writes what it has; the manifest says how it ended.
 *
 * @throws UsageError where something is wrong before anything was asked
 */
export async function run(config: RunConfig, options: RunOptions): Promise<RunResult> {
  const started = new Date();
  const loaded = await loadInputs(config);
  const stopping = new AbortController();
  const { stop, abort } = options.control;
  stop.addEventListener('abort', () => stopping.abort(), { once: true });
  if (stop.aborted) stopping.abort();
  const opened = await openModels(config, { ...options, control: { stop: stopping.signal, abort } });
  try {
    // Ratings that nobody keeps are written down as they come, not gathered.
    const rehearsal = holdsRatings(loaded) ? undefined : new Rehearsal();
    const plan = await planRun(
      loaded,
      (question) => opened.models.peek(question),
      rehearsal,
      async (questions) => {
        options.observer.planning(questions);
        await setImmediate(); // an interrupt is heard only between two turns of the event loop
        if (stop.aborted) throw new Interrupted();
      },
    );
    options.observer.planned(plan, opened.path);
    refuseMissing(plan, config, options.mode, opened.path);
    await opened.models.check(needsOf(plan), abort).catch((error: unknown) => {
      if (error instanceof Error) error.message = redactor(options.secrets)(error.message);
      throw error;
    });
    const folder = new RunFolder(join(options.results, config.name), config.evaluator.type);
    try {
      const collected = rehearsal?.complete
        ? writeDown(rehearsal, opened.models, folder, options)
        : await collect(loaded, opened, folder, options, stopping);
      options.observer.collected();
      const endpoints = opened.models.states();
      opened.close(); // what it holds is needed no more, and what follows needs much memory
      return finish(config, loaded, collected, {
        folder,
        started,
        recording: opened.path,
        totals: rehearsal?.complete ? rehearsal.totals : opened.totals,
        endpoints,
        secrets: options.secrets,
      });
    } finally {
      folder.close();
    }
  } finally {
    opened.close();
  }
}

interface Opened {
  models: Models;
  totals: Totals;
  path: string;
  close(): void;
}

/** Opens the backends of a config and the recording behind them. */
export async function openModels(
  config: RunConfig,
  options: Pick<RunOptions, 'results' | 'recording' | 'mode' | 'secrets' | 'control'> & { observer?: RunObserver },
): Promise<Opened> {
  const path = recordingPath(config, options);
  const redact = redactor(options.secrets);
  const opened: Recording[] = [];
  const open = (at: string, mode: 'read' | 'append') => {
    const recording = new Recording(at, mode, redact);
    opened.push(recording);
    return recording;
  };
  const totals = new Totals();
  let models: Models | undefined;
  const close = () => {
    models?.close();
    for (const recording of opened) recording.close();
  };
  try {
    // Where nothing can be asked, no recording is made.
    const asks = options.mode !== 'replay' && Object.values(config.backends).some(({ type }) => type !== 'replay');
    models = await Models.open({
      backends: config.backends,
      recording: asks ? open(path, 'append') : existsSync(path) ? open(path, 'read') : undefined,
      openRecording: (at) => open(at, 'read'),
      mode: options.mode,
      control: options.control,
      events: {
        retried: (reason, message) => {
          totals.retried(reason);
          options.observer?.retried(reason, redact(message));
        },
        noticed: (message) => options.observer?.noticed(redact(message)),
      },
    });
    return { models, totals, path, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** A replay makes no call: what the recording lacks is an error before anything else happens. */
function refuseMissing(plan: Plan, config: RunConfig, mode: RunOptions['mode'], path: string): void {
  const lacking = [...plan.models.values()].filter(({ first, calls, held }) => {
    const replayed = mode === 'replay' || config.backends[first.model.backend]?.type === 'replay';
    return replayed && held < calls;
  });
  const count = lacking.reduce((sum, { calls, held }) => sum + calls - held, 0);
  if (count === 0) return;
  const replay = config.backends[lacking[0]!.first.model.backend];
  const from = replay?.type === 'replay' ? replay.recording : path;
  throw new UsageError(
    `${from} lacks ${count} of the calls of this run, and a replay asks nothing; the first: ${plan.missing.join('; ')}. Config, data and prompts must be those that were recorded`,
  );
}

/** What each backend must be able to do, by its name. */
function needsOf(plan: Plan): Map<string, ModelNeeds[]> {
  const needs = new Map<string, ModelNeeds[]>();
  for (const { longest, longestReply, calls, held } of plan.models.values()) {
    if (held === calls) continue;
    const { model, messages } = longest;
    const prompt = [...messages.map(({ content }) => content), model.system ?? ''];
    const need = { model: model.model, prompt, replyTokens: longestReply, options: model.options };
    needs.set(model.backend, [...(needs.get(model.backend) ?? []), need]);
  }
  return needs;
}

interface Collected {
  ratings: Rating[];
  state: RunState;
  reason?: string;
}

function holdsRatings({ evaluator, inputs }: LoadedInputs): boolean {
  return evaluator.holdsRatings?.(inputs) === true;
}

/** What a plan has read in full. */
function writeDown(
  { ratings, calls }: Rehearsal,
  models: Models,
  folder: RunFolder,
  { secrets }: RunOptions,
): Collected {
  const redact = redactor(secrets);
  for (const rating of ratings) folder.addRating(rating);
  for (const { task, backend, key } of calls) folder.addCall(redact(transcribed(task, models.line(backend, key)!)));
  return { ratings, state: 'complete' };
}

async function collect(
  loaded: LoadedInputs,
  { models, totals }: Opened,
  folder: RunFolder,
  { observer, secrets }: RunOptions,
  stopping: AbortController,
): Promise<Collected> {
  const { evaluator, inputs } = loaded;
  const ratings: Rating[] = [];
  const redact = redactor(secrets);
  let failure: Error | undefined;
  const ask = async (question: Question): Promise<Outcome> => {
    try {
      const { outcome, held } = await models.ask(question);
      totals.add(outcome, held);
      observer.outcome(outcome, held, totals);
      return outcome;
    } catch (error) {
      if (!(error instanceof Interrupted)) failure ??= error as Error;
      stopping.abort(); // no other call is started either
      throw error;
    }
  };
  const kept = !holdsRatings(loaded);
  const emit = (rows: readonly Rating[], outcomes: readonly Outcome[]) => {
    for (const row of rows) {
      if (kept) ratings.push(row);
      folder.addRating(row);
    }
    for (const outcome of outcomes) folder.addCall(redact(transcriptLine(outcome, models)));
    totals.emitted(outcomes);
  };
  try {
    await evaluator.collect({
      ...inputs,
      ask,
      window: models.concurrency + Math.max(8, models.concurrency >> 2),
      emit,
    });
    return { ratings, state: 'complete' };
  } catch (error) {
    const cause = failure ?? error;
    if (cause instanceof Interrupted) return { ratings, state: 'interrupted' };
    if (cause instanceof RunFailed) return { ratings, state: 'failed', reason: redact(messageOf(cause)) };
    throw cause;
  }
}

/** A line of calls.jsonl: the task, then the call as it is recorded, or why it failed. */
function transcriptLine(outcome: Outcome, models: Models): string {
  const { status, task, model, key } = outcome;
  if (status === 'answered') return transcribed(task, models.line(model.backend, key)!);
  return transcribed(
    task,
    JSON.stringify(status === 'failed' ? { key, failed: outcome.reason, message: outcome.message } : { key }),
  );
}

/** @param line a call as the recording has it */
function transcribed(task: string, line: string): string {
  return `{"task":${JSON.stringify(task)},${line.slice(1)}`;
}

/** Ratings → scores → statistics → files. */
export function finish(
  config: RunConfig,
  { evaluator, inputs, dataset, fileHashes }: LoadedInputs,
  { ratings, state, reason }: Collected,
  at: {
    folder: RunFolder;
    started: Date;
    recording: string;
    totals: Totals;
    endpoints?: Manifest['endpoints'];
    secrets: readonly string[];
  },
): RunResult {
  const scores = evaluator.aggregate(ratings, inputs);
  const statistics = [...evaluator.summarise(scores, ratings, inputs), ...at.totals.statistics()];
  const tables = evaluator.tables?.(scores, ratings, inputs) ?? {};
  const primary = scores.filter(({ criterion }) => !evaluator.secondary?.includes(criterion));
  const coverage = primary.length === 0 ? 0 : primary.filter(({ status }) => status === 'ok').length / primary.length;
  const short = state === 'complete' && coverage < config.minCoverage;
  const manifest: Manifest = {
    tool: 'assay',
    version: VERSION,
    tables: TABLES_VERSION,
    name: config.name,
    state: short ? 'incomplete' : state,
    ...(short
      ? { reason: `coverage ${coverage.toFixed(3)} is below ${config.minCoverage}` }
      : reason !== undefined && { reason }),
    started: at.started.toISOString(),
    seconds: (Date.now() - at.started.getTime()) / 1000,
    config: publicConfig(config, at.secrets),
    dataset: { ...dataset, path: tidyPath(dataset.path) },
    files: Object.fromEntries(Object.entries(fileHashes).map(([path, hash]) => [tidyPath(path), hash])),
    seed: config.seed,
    coverage,
    models: at.totals.models(),
    retries: at.totals.retries(),
    ...(at.endpoints !== undefined && { endpoints: hidden(at.endpoints, at.secrets) }),
    recording: tidyPath(at.recording),
    ownTables: Object.keys(tables),
    warnings: evaluator.warnings?.(scores, ratings, inputs) ?? [],
    node: process.version,
  };
  at.folder.finish(scores, statistics, tables, manifest);
  return { folder: at.folder.path, evaluator: config.evaluator.type, manifest, scores, statistics, tables };
}

/** The settled config without secrets: keys and headers are left out whole, whatever else holds a secret is masked. */
function publicConfig(config: RunConfig, secrets: readonly string[]): unknown {
  const text = JSON.stringify(config, (key, value) => (key === 'apiKey' || key === 'headers' ? undefined : value));
  return JSON.parse(redactor(secrets)(text));
}

/** The same with secrets masked. */
function hidden<T>(value: T, secrets: readonly string[]): T {
  return JSON.parse(redactor(secrets)(JSON.stringify(value)));
}

/** A path as it is shown: the home folder is nobody's business. */
function tidyPath(path: string): string {
  const home = homedir();
  return path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
