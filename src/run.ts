import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { appendTo } from './append-to.ts';
import type { RunConfig } from './config/run-config.ts';
import { Interrupted, RunFailed, UsageError } from './errors.ts';
import type { ModelNeeds } from './model/chat.ts';
import { ModelError } from './model/model-error.ts';
import { collect, holdsRatings, writeDown } from './pipeline/collect.ts';
import { finish, type RunResult } from './pipeline/finish.ts';
import { type LoadedInputs, loadInputs } from './pipeline/inputs.ts';
import type { RunObserver } from './pipeline/observer.ts';
import { type Opened, type OpenOptions, openModels } from './pipeline/open-models.ts';
import { type Plan, planRun } from './pipeline/plan.ts';
import { Rehearsal } from './pipeline/rehearsal.ts';
import { redactor } from './redactor.ts';
import { RunFolder } from './results/run-folder.ts';

export interface RunOptions extends OpenOptions {
  observer: RunObserver;
  /** Is shown all that was read before anything is asked, and may refuse it with a UsageError. */
  accept?: (loaded: LoadedInputs) => void;
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
  options.accept?.(loaded);
  const stopping = new AbortController();
  const { stop, abort } = options.control;
  const stopNow = () => stopping.abort();
  stop.addEventListener('abort', stopNow);
  if (stop.aborted) stopNow();
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
    const unusable = await whyUnusable(opened, plan, options);
    const folder = new RunFolder(join(options.results, config.name), config.evaluator.type);
    try {
      const collected = rehearsal?.complete
        ? writeDown(rehearsal, opened.models, folder, options.secrets)
        : await collect(loaded, opened, folder, options, stopping, unusable);
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
    stop.removeEventListener('abort', stopNow); // other runs of this command are stopped by the same signal
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
    `${config.path}: ${from} lacks ${count} of the calls of this run, and a replay asks nothing; the first: ${plan.missing.join('; ')}. Config, data and prompts must be those that were recorded`,
  );
}

/** Why the backends can't be asked, if they can't. @throws UsageError where the config asks more of one than it can do */
async function whyUnusable(
  { models }: Opened,
  plan: Plan,
  { control, secrets }: Pick<RunOptions, 'control' | 'secrets'>,
): Promise<RunFailed | undefined> {
  try {
    await models.check(needsOf(plan), control.abort);
    return undefined;
  } catch (error) {
    if (error instanceof Error) error.message = redactor(secrets)(error.message);
    if (error instanceof ModelError) return new RunFailed(error.message);
    throw error;
  }
}

/** What each backend must be able to do, by its name. */
function needsOf(plan: Plan): Map<string, ModelNeeds[]> {
  const needs = new Map<string, ModelNeeds[]>();
  for (const { longest, longestReply, calls, held } of plan.models.values()) {
    if (held === calls) continue;
    const { model, messages } = longest;
    const prompt = [...messages.map(({ content }) => content), model.system ?? ''];
    const need = { model: model.model, prompt, replyTokens: longestReply, options: model.options };
    appendTo(needs, model.backend, need);
  }
  return needs;
}
