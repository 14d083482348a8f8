import { loadConfig } from '../config/load.ts';
import type { RunConfig } from '../config/run-config.ts';
import { costOf } from '../model/cost.ts';
import { countTokens } from '../model/tokens.ts';
import { loadInputs } from '../pipeline/inputs.ts';
import { openModels, recordingPath } from '../pipeline/open-models.ts';
import { type PlannedModel, planRun, promptCharacters } from '../pipeline/plan.ts';
import { forLog } from '../reports/github-log.ts';
import { type PlanFacts, type PlanRow, planText, promptText } from '../reports/plan.ts';
import { EXIT } from './outcome.ts';
import { type ConfigFlags, overridesOf } from './run-options.ts';

export interface PlanFlags extends ConfigFlags {
  prompts?: boolean;
  json?: boolean;
}

const NEVER = new AbortController().signal;

/** `assay plan`: what a run would ask, by model. Nothing is asked and nothing written. */
export async function planCommand(path: string, flags: PlanFlags): Promise<number> {
  const { config, secrets } = loadConfig(path, { overrides: overridesOf(flags) });
  const loaded = await loadInputs(config);
  const recording = recordingPath(config, flags);
  // Mode `replay` opens no file for writing and no backend.
  const opened = await openModels(config, {
    results: flags.results,
    recording: flags.recording,
    mode: 'replay',
    secrets,
    control: { stop: NEVER, abort: NEVER },
  });
  try {
    const { models } = await planRun(loaded, (question) => opened.models.peek(question));
    const rows: PlanRow[] = [];
    for (const [name, planned] of models) rows.push(await toRow(name, planned));
    if (flags.json)
      process.stdout.write(`${JSON.stringify({ config: path, recording, models: rows }, undefined, 2)}\n`);
    else process.stdout.write(`${forLog(planText(rows, factsOf(config, recording)))}\n`);
    if (flags.prompts) for (const [name, { first }] of models) process.stdout.write(forLog(promptText(name, first)));
    return EXIT.done;
  } finally {
    opened.close();
  }
}

/** @param recording where a run records its calls */
function factsOf({ backends, evaluator }: RunConfig, recording: string): PlanFacts {
  const all = Object.values(backends);
  const replays = all.flatMap((backend) => (backend.type === 'replay' ? [backend.recording] : []));
  const replayed = replays.length === all.length;
  return {
    recordings: replayed ? replays : [recording, ...replays],
    replayed,
    asksAgain: 'asks' in evaluator && evaluator.asks > 1,
  };
}

/** Tokens of prompts are counted on some of them and scaled by characters. */
async function toRow(
  name: string,
  { calls, held, characters, replyTokens, first, some }: PlannedModel,
): Promise<PlanRow> {
  const { model } = first;
  const measured = some.reduce((sum, question) => sum + promptCharacters(question), 0);
  const tokens = await countTokens(some.flatMap(({ messages }) => messages.map(({ content }) => content)));
  const promptTokens = measured === 0 ? 0 : Math.round((characters * tokens) / measured);
  const cost = model.price && costOf({ promptTokens, completionTokens: replyTokens }, model.price);
  return { model: name, backend: model.backend, calls, recorded: held, promptTokens, replyTokens, cost };
}
