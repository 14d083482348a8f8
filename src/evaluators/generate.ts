import type { Sample } from '../data/samples.ts';
import type { Model, Outcome } from '../model/ask.ts';
import type { Job } from './evaluator.ts';
import { expectedReplyTokens } from './expected-reply.ts';
import { mapInOrder } from './in-order.ts';
import { nameInTask } from './name-in-task.ts';

/** A model's answer to a sample's input. */
export interface Generated {
  sample: Sample;
  model: Model;
  outcome: Outcome;
}

/** Puts the input of every sample to every model under evaluation, model by model. */
export async function generateOutputs(
  job: Pick<Job<unknown, readonly Sample[]>, 'data' | 'models' | 'ask' | 'window' | 'emit'>,
): Promise<Generated[]> {
  const generated: Generated[] = [];
  function* pairs() {
    for (const model of job.models) for (const sample of job.data) yield { model, sample };
  }
  await mapInOrder(
    pairs(),
    job.window,
    ({ model, sample }) =>
      job.ask({
        model,
        task: `output of ${nameInTask(model.name)} for ${sample.id}`,
        messages: [{ role: 'user', content: sample.input ?? '' }],
        repetition: 0,
        ask: 0,
        expectedTokens: expectedReplyTokens(model),
      }),
    (outcome, pair) => {
      generated.push({ ...pair, outcome });
      job.emit([], [outcome]);
    },
  );
  return generated;
}
