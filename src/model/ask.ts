import type { ChatRequest, JsonSchema, Message, Reply } from './chat.ts';
import type { ModelConfig } from './config.ts';
import type { ModelErrorKind } from './model-error.ts';

/** A model that a run asks: its config with its name and backend settled. */
export type Model = ModelConfig & { name: string; backend: string };

/** One thing that an evaluator wants to know from a model. */
export interface Question {
  model: Model;
  /** What the question is about, unique in the run but for asking again: `coherence, round 0, batch 3`. */
  task: string;
  messages: readonly Message[];
  /** Which independent sample of the same question this is. */
  repetition: number;
  /** How often it was asked again before, because the reply could not be read. */
  ask: number;
  /** It is asked only because another reply lacked something, so that no plan can foresee it. */
  followsUp?: boolean;
  /** The reply must be JSON of this schema. */
  schema?: JsonSchema;
  /** How long a reply is expected to be, in tokens: for estimates of cost and of the context that is needed. */
  expectedTokens: number;
}

/** What became of a question. `key` is the name of the call in the recording. */
export type Outcome =
  | { status: 'answered'; key: string; task: string; model: Model; reply: Reply }
  /** The call failed for good, after all retries. */
  | { status: 'failed'; key: string; task: string; model: Model; reason: ModelErrorKind; message: string }
  /** Nothing was asked: the run is only being planned. */
  | { status: 'planned'; key: string; task: string; model: Model };

/** Whether a question comes on top of those that every run asks. */
export function isFurther({ ask, followsUp }: Question): boolean {
  return ask > 0 || followsUp === true;
}

/**
 * How an evaluator asks. It rejects only where the run as a whole must end (Interrupted, RunFailed): what went wrong
 * with one call is an outcome.
 */
export type Ask = (question: Question) => Promise<Outcome>;

/** A seed must differ between the asks of an unreadable reply, or the same reply would come again. */
const SEED_STEP_OF_ASK = 1_000_003;

/** The request that a question comes to. */
export function toRequest({ model, messages, repetition, ask, schema }: Question): ChatRequest {
  return {
    model: model.model,
    messages: model.system === undefined ? messages : [{ role: 'system', content: model.system }, ...messages],
    temperature: model.temperature,
    topP: model.topP,
    maxTokens: model.maxTokens,
    seed:
      model.seed === undefined || model.seed === null ? undefined : model.seed + repetition + ask * SEED_STEP_OF_ASK,
    stop: model.stop,
    schema,
    options: model.options,
  };
}
