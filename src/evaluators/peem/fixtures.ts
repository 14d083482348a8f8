// For tests: items, models that answer as they are told to, and predictions of models that are right as often as is asked.
import type { Model, Outcome, Question } from '../../model/ask.ts';
import type { Finish } from '../../model/chat.ts';
import { random } from '../../stats/random.ts';
import type { Rating } from '../evaluator.ts';
import { collect } from './collect.ts';
import { peemConfig } from './config.ts';
import type { Item, PeemData } from './data.ts';
import { GivenPredictions } from './given-predictions.ts';
import type { PeemInputs } from './prepared.ts';

export const model = (name: string, part: Partial<Model> = {}): Model => ({ name, model: name, backend: 'b', ...part });
export const items = (n: number): Item[] =>
  Array.from({ length: n }, (_, i) => ({
    id: `q${String(i).padStart(3, '0')}`,
    input: `question ${i}`,
    parts: {},
    human: [],
  }));

export function inputsOf(part: object, data: PeemData, models: Model[] = [], seed = 1): PeemInputs {
  return {
    config: peemConfig().parse({ type: 'peem', resamples: 200, ...part }),
    data,
    models,
    seed,
    files: new Map(),
  };
}

/** Collects with a model that `reply` plays, replies coming in any order. */
export async function collected(
  inputs: PeemInputs,
  reply: (question: Question) => string | { text: string; finish: Finish } | 'FAILED',
) {
  const ratings: Rating[] = [];
  const questions: Question[] = [];
  const { next } = random(1);
  const ask = async (question: Question): Promise<Outcome> => {
    questions.push(question);
    for (let i = Math.floor(next() * 5); i > 0; i -= 1) await Promise.resolve();
    const { task, model } = question;
    const given = reply(question);
    if (given === 'FAILED') return { status: 'failed', key: 'k', task, model, reason: 'server-error', message: 'no' };
    const answer = typeof given === 'string' ? { text: given, finish: 'stop' as const } : given;
    return { status: 'answered', key: 'k', task, model, reply: { ...answer, seconds: 0 } };
  };
  await collect({ ...inputs, ask, window: 8, emit: (rows) => ratings.push(...rows) });
  return { ratings, questions };
}

/** Models that are right with the given probabilities, else give one of 20 wrong answers. */
export function simulated(accuracies: readonly number[], count: number, samples = 2): PeemData {
  const { next, int } = random(5);
  const predictions = new GivenPredictions();
  const row = { value: {}, place: '' };
  for (const [m, accuracy] of accuracies.entries()) {
    for (let item = 0; item < count; item += 1) {
      for (let sample = 0; sample < samples; sample += 1) {
        predictions.add(`m${m}`, item, sample, next() < accuracy ? 'right' : `wrong ${int(20)}`, row);
      }
    }
  }
  return { items: items(count).map((item) => ({ ...item, gold: 'right' })), predictions };
}
