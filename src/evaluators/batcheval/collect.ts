// BatchEval (Yuan et al., ACL 2024, arXiv 2401.00437): the rounds of judging. Each round puts the samples together anew
// by the scores of the round before it, shows the judge one batch at a time, and reads a score for each sample.
import type { Sample } from '../../data/samples.ts';
import { readScores, type ScoreReading } from '../../judging/scores/read-scores.ts';
import type { Model, Outcome } from '../../model/ask.ts';
import { settleAll } from '../../settle-all.ts';
import { random } from '../../stats/random.ts';
import { askUntilRead } from '../ask-until-read.ts';
import type { Job, Rating } from '../evaluator.ts';
import { standIn } from '../expected-reply.ts';
import { generateOutputs } from '../generate.ts';
import { mapInOrder, openLanes } from '../in-order.ts';
import { judgesOf } from '../judges.ts';
import { nameInTask } from '../name-in-task.ts';
import { unreadStatus } from '../unread-status.ts';
import { type Batches, batchesOfRound } from './compose.ts';
import type { Criterion, SettledBatchevalConfig } from './config.ts';
import { fixedBatches } from './fixed.ts';
import { type BatchPrompt, batchPrompt, replySchema } from './prompt.ts';
import { modelOf, textsOf } from './units.ts';
import { pastBatches } from './with-batches-of.ts';

export type BatchevalJob = Job<SettledBatchevalConfig, readonly Sample[]>;

/** What a judge writes about one sample, in tokens: measured on GPT-4's published replies, 45 with and 8 without analysis. */
const TOKENS_PER_ANALYSIS = 45;
const TOKENS_PER_SCORE = 8;

export async function collect(job: BatchevalJob): Promise<void> {
  const { config } = job;
  const { units, missing } = job.models.length === 0 ? givenUnits(job.data) : await generatedUnits(job);
  const prompt = batchPrompt(config, job.files);
  const given = givenBatches(config, job.files, units, missing);
  const pairs = judgesOf(config).flatMap((judge) => config.criteria.map((criterion) => ({ judge, criterion })));
  const lanes = openLanes(pairs.length, job.emit);
  await settleAll(
    pairs.map(async ({ judge, criterion }, i) => {
      const lane = lanes[i]!;
      try {
        lane.emit(
          missing.map((unit) => withoutOutput(unit, judge, criterion)),
          [],
        );
        const judging = { judge, criterion, promptOf: prompt(criterion), given: given?.(judge.name, criterion) };
        await judgeRounds({ ...job, emit: lane.emit }, units, judging);
      } finally {
        lane.close();
      }
    }),
  );
}

/** The batches that are not to be composed: those of a run that is read anew, or as files prescribe. */
function givenBatches(
  config: SettledBatchevalConfig,
  files: ReadonlyMap<string, string>,
  units: readonly Sample[],
  missing: readonly Missing[],
): ((judge: string, criterion: Criterion) => Batches[]) | undefined {
  if (config.past !== undefined) {
    const batches = pastBatches(config.past, units);
    return (judge, { name }) => batches(judge, name);
  }
  return config.composition === 'fixed' ? fixedBatches(config, files, units, missing) : undefined;
}

/** A unit without an output to judge. */
interface Missing {
  id: string;
  model: string;
  /** The key of the call that was to give the output; empty where it is the dataset that has none. */
  call: string;
}

/** The units of a dataset that holds the outputs. Where no row has one, what is judged is the rest: whole dialogues, say. */
function givenUnits(samples: readonly Sample[]): { units: readonly Sample[]; missing: Missing[] } {
  const lacking = samples.filter(({ output }) => output === undefined);
  if (lacking.length === 0 || lacking.length === samples.length) return { units: samples, missing: [] };
  return {
    units: samples.filter(({ output }) => output !== undefined),
    missing: lacking.map((sample) => ({ id: sample.id, model: modelOf(sample), call: '' })),
  };
}

/** @returns what can be judged, and whose output could not be had */
async function generatedUnits(job: BatchevalJob): Promise<{ units: Sample[]; missing: Missing[] }> {
  const generated = await generateOutputs(job);
  return {
    units: generated
      .filter(({ outcome }) => !isMissing(outcome))
      .map(({ sample, model, outcome }) => ({
        ...sample,
        model: model.name,
        output: outcome.status === 'answered' ? outcome.reply.text : standIn(model),
      })),
    missing: generated
      .filter(({ outcome }) => isMissing(outcome))
      .map(({ sample, model, outcome }) => ({ id: sample.id, model: model.name, call: outcome.key })),
  };
}

/** Whether there is no output to judge: the call failed, or the backend withheld the reply. */
function isMissing(outcome: Outcome): boolean {
  return outcome.status === 'failed' || (outcome.status === 'answered' && outcome.reply.finish === 'filtered');
}

function withoutOutput({ id, model, call }: Missing, judge: Model, criterion: Criterion): Rating {
  return { judge: judge.name, model, sample: id, criterion: criterion.name, status: 'no-output', call };
}

/** One judge on one criterion. */
interface Judging {
  judge: Model;
  criterion: Criterion;
  promptOf: BatchPrompt;
  /** The batches of each round, where they are not to be composed. */
  given: readonly Batches[] | undefined;
}

/** All rounds of one judge on one criterion. */
async function judgeRounds(job: BatchevalJob, units: readonly Sample[], judging: Judging): Promise<void> {
  const { config } = job;
  const { judge, criterion, given } = judging;
  const latest: (number | undefined)[] = units.map(() => undefined);
  const rounds = given?.length ?? config.rounds;
  for (let round = 0; round < rounds; round += 1) {
    // A stream of random numbers of its own, so that no round's batches depend on how many draws came before.
    const draw = random(`${job.seed}/batches/${judge.name}/${criterion.name}/${round}`);
    const batches = given?.[round] ?? batchesOfRound(config, round, latest, draw);
    await mapInOrder(
      batches,
      job.window,
      (batch, number) => {
        const members = batch.map((i) => units[i]!);
        return judgeBatch(job, judging, members, { round, number });
      },
      ({ readings, calls, outcomes }, batch, number) => {
        for (const [position, i] of batch.entries()) {
          const reading = readings[position]!;
          if (reading.status === 'ok') latest[i] = reading.score;
        }
        const ratings = batch.map((i, position): Rating => {
          const unit = units[i]!;
          const reading = readings[position]!;
          return {
            judge: judge.name,
            model: modelOf(unit),
            sample: unit.id,
            criterion: criterion.name,
            round,
            batch: number,
            position,
            rating: reading.status === 'ok' ? reading.score : undefined,
            status: reading.status,
            call: calls[position]!,
          };
        });
        job.emit(ratings, outcomes);
      },
    );
  }
}

interface JudgedBatch {
  /** Of each sample, in the order of the batch. */
  readings: ScoreReading[];
  /** The key of the call that each reading is from. */
  calls: string[];
  outcomes: Outcome[];
}

/** Asks for one batch; what can't be read of the reply is asked again, what could be read is kept. */
async function judgeBatch(
  { config, ask }: BatchevalJob,
  { judge, criterion, promptOf }: Judging,
  batch: readonly Sample[],
  { round, number }: { round: number; number: number },
): Promise<JudgedBatch> {
  const size = batch.length;
  const form = {
    size,
    scale: criterion.scale,
    integer: config.scoring === 'integer',
    revised: config.procedure === 'three-stage',
  };
  const asked = await askUntilRead(
    ask,
    {
      model: judge,
      task: `${nameInTask(judge.name)} on ${criterion.name}, round ${round}, batch ${number}`,
      messages: [{ role: config.role, content: promptOf(batch) }],
      repetition: round,
      ...(config.structured && { schema: replySchema(size, criterion, config) }),
      expectedTokens: size * (TOKENS_PER_SCORE + (config.procedure === 'one-stage' ? 0 : TOKENS_PER_ANALYSIS)),
    },
    config.asks,
    (outcome) => read(outcome, form, batch),
    (replies) => batch.every((_, i) => replies.some((readings) => readings[i]!.status === 'ok')),
  );
  const latest = asked.at(-1)!;
  const told = batch.map((_, i) => asked.find(({ reading }) => reading[i]!.status === 'ok') ?? latest);
  return {
    readings: told.map(({ reading }, i) => reading[i]!),
    calls: told.map(({ outcome }) => outcome.key),
    outcomes: asked.map(({ outcome }) => outcome),
  };
}

/** What an outcome says of each sample of the batch, in their order. */
function read(outcome: Outcome, form: Parameters<typeof readScores>[1], batch: readonly Sample[]): ScoreReading[] {
  if (outcome.status === 'answered' && outcome.reply.finish !== 'filtered') {
    return readScores(outcome.reply.text, form, batch.flatMap(textsOf), outcome.reply.finish === 'length');
  }
  return Array.from({ length: form.size }, () => ({ status: unreadStatus(outcome) }));
}
