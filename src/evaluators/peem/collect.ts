// Every item is put to every model several times, and each reply is read for its prediction. A reply that can't be read
// is a result, "no prediction": it is not asked for again, which would favour models that need several tries.
import { appendTo } from '../../append-to.ts';
import type { Model, Outcome } from '../../model/ask.ts';
import { settleAll } from '../../settle-all.ts';
import type { Job, Rating } from '../evaluator.ts';
import { expectedReplyTokens } from '../expected-reply.ts';
import { mapInOrder, openLanes } from '../in-order.ts';
import { nameInTask } from '../name-in-task.ts';
import { measureOf, type PeemConfig } from './config.ts';
import { CRITERION } from './criteria.ts';
import type { Item, PeemData } from './data.ts';
import { extractor } from './extraction/extract.ts';
import type { GivenPredictions } from './given-predictions.ts';
import { toRating, valueReader } from './prediction-values.ts';
import { promptOf } from './prompt.ts';

export type PeemJob = Job<PeemConfig, PeemData>;

/** So many ratings of prediction files are handed over at once. */
const AT_ONCE = 1000;

export async function collect(job: PeemJob): Promise<void> {
  const { predictions } = job.data;
  if (predictions !== undefined) emitGiven(job, predictions);
  else await askModels(job);
}

/** Predictions that exist already, model by model in the order of the dataset. */
function emitGiven({ data: { items }, emit }: PeemJob, predictions: GivenPredictions): void {
  let ratings: Rating[] = [];
  for (const model of predictions.models) {
    for (const [index, item] of items.entries()) {
      for (const [repetition, prediction] of predictions.samples(model, index).entries()) {
        if (prediction === undefined) continue;
        ratings.push({
          judge: '',
          model,
          sample: item.id,
          criterion: CRITERION.prediction,
          round: repetition,
          ...(prediction !== null && { rating: toRating(prediction) }),
          status: prediction === null ? 'unreadable' : 'ok',
          call: '',
        });
      }
      if (ratings.length >= AT_ONCE) {
        emit(ratings, []);
        ratings = [];
      }
    }
  }
  emit(ratings, []);
}

/**
 * Models of one backend are asked one after the other, as a server that runs them itself loads them one at a time;
 * backends are asked side by side.
 */
async function askModels(job: PeemJob): Promise<void> {
  const lanes = openLanes(job.models.length, job.emit);
  const byBackend = new Map<string, number[]>();
  for (const [i, { backend }] of job.models.entries()) {
    appendTo(byBackend, backend, i);
  }
  await settleAll(
    [...byBackend.values()].map(async (models) => {
      try {
        for (const i of models) {
          await askModel({ ...job, emit: lanes[i]!.emit }, job.models[i]!);
          lanes[i]!.close();
        }
      } finally {
        for (const i of models) lanes[i]!.close();
      }
    }),
  );
}

async function askModel(job: PeemJob, model: Model): Promise<void> {
  const { config, data, files } = job;
  const asked = withSettings(model, config, job.seed);
  const prompt = promptOf(config, files);
  const read = reader(config);
  function* questions() {
    for (const item of data.items)
      for (let repetition = 0; repetition < config.samples; repetition += 1) yield { item, repetition };
  }
  await mapInOrder(
    questions(),
    job.window,
    ({ item, repetition }) =>
      job.ask({
        model: asked,
        task: `${nameInTask(model.name)} on ${item.id}, sample ${repetition}`,
        messages: [{ role: 'user', content: prompt(item) }],
        repetition,
        ask: 0,
        expectedTokens: expectedReplyTokens(model),
      }),
    (outcome, { item, repetition }) => {
      const rating: Rating = {
        judge: '',
        model: model.name,
        sample: item.id,
        criterion: CRITERION.prediction,
        round: repetition,
        ...read(outcome, item),
        call: outcome.key,
      };
      job.emit([rating], [outcome]);
    },
  );
}

/**
 * A model with its seed and temperature: those of the run where it sets none of its own. The seed goes up by one with
 * each sample, so that samples differ and a server that honours seeds gives the same ones in another run.
 */
function withSettings(model: Model, config: PeemConfig, seed: number): Model {
  const temperature = model.temperature ?? config.temperature ?? undefined;
  return {
    ...model,
    ...(temperature !== undefined && { temperature }),
    seed: model.seed === undefined ? seed : model.seed,
  };
}

/** Makes the reader of replies. */
function reader(config: PeemConfig): (outcome: Outcome, item: Item) => Pick<Rating, 'rating' | 'status' | 'note'> {
  const { extraction } = config;
  if (extraction === undefined) throw new Error('PEEM asks models only with an extraction');
  const extract = extractor(extraction);
  const value = valueReader(config);
  const measure = measureOf(config).type;
  // Where an answer has a form of its own, a reply that was cut off behind it still holds it. Of other replies the last
  // number or the whole text would be taken, which is not the answer then.
  const formed =
    !['number', 'text', 'rating'].includes(extraction.type) ||
    ('marker' in extraction && extraction.marker !== undefined);
  return (outcome, { options }) => {
    if (outcome.status === 'planned') return { status: 'not-asked' };
    if (outcome.status === 'failed') {
      return { status: outcome.reason === 'filtered' ? 'filtered' : 'failed', note: outcome.message };
    }
    const { text, finish } = outcome.reply;
    if (finish === 'filtered') return { status: 'filtered' };
    const cut = finish === 'length';
    if (cut && !formed) return { status: 'truncated', note: 'the reply was cut off by the token limit' };
    const extracted = extract(text, options);
    if (!('prediction' in extracted)) return { status: cut ? 'truncated' : 'unreadable', note: extracted.reason };
    const prediction = value(extracted.prediction);
    if (prediction === null) {
      return { status: 'unreadable', note: `it is nothing that the consistency "${measure}" can compare` };
    }
    return { rating: toRating(prediction), status: 'ok' };
  };
}
