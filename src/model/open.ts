import type { Model, Outcome, Question } from './ask.ts';
import { toRequest } from './ask.ts';
import { callKey } from './call-key.ts';
import type { Backend, ModelNeeds } from './chat.ts';
import type { BackendConfig } from './config.ts';
import { type CallEvents, type Control, Endpoint, ReplayEndpoint } from './endpoint.ts';
import { ModelError } from './model-error.ts';
import type { Recording } from './recording.ts';

/** Opens the backend of a config. The SDKs are loaded only where they are needed: that takes a while. */
export async function openBackend(config: Exclude<BackendConfig, { type: 'replay' }>): Promise<Backend> {
  if (config.type === 'ollama') {
    const { OllamaBackend } = await import('./ollama.ts');
    return new OllamaBackend(config, config.baseUrl);
  }
  const { OpenAiBackend } = await import('./openai.ts');
  return new OpenAiBackend(config, config.baseUrl);
}

export interface ModelsOptions {
  backends: Record<string, BackendConfig>;
  recording: Recording;
  /** Opens the recording of a `replay` backend. */
  openRecording: (path: string) => Recording;
  mode: 'live' | 'refresh' | 'replay';
  control: Control;
  events: CallEvents;
}

/** All models of a run behind one `ask`. */
export class Models {
  readonly #backends = new Map<string, Backend>();
  readonly #endpoints = new Map<string, Endpoint | ReplayEndpoint>();
  readonly #recordings = new Map<string, Recording>();
  readonly #options: ModelsOptions;
  /** Calls that can be in flight at once, over all endpoints. */
  readonly concurrency: number;

  private constructor(options: ModelsOptions) {
    this.#options = options;
    this.concurrency = Object.values(options.backends).reduce((sum, each) => sum + ('concurrency' in each ? each.concurrency : 1), 0);
  }

  static async open(options: ModelsOptions): Promise<Models> {
    const models = new Models(options);
    for (const [name, config] of Object.entries(options.backends)) await models.#open(name, config);
    return models;
  }

  async #open(name: string, config: BackendConfig): Promise<void> {
    const { recording, openRecording, mode, control, events } = this.#options;
    const replay = config.type === 'replay';
    this.#recordings.set(name, replay ? openRecording(config.recording) : recording);
    if (replay || mode === 'replay') {
      this.#endpoints.set(name, new ReplayEndpoint(this.#recordings.get(name)!));
      return;
    }
    const backend = await openBackend(config);
    this.#backends.set(name, backend);
    const { concurrency, retries } = config;
    const options = { concurrency, retries, refresh: mode === 'refresh' };
    this.#endpoints.set(name, new Endpoint(backend, recording, control, options, events));
  }

  /** Sees to it that the backends can answer. @param needs what each backend is asked for, by its name */
  async check(needs: ReadonlyMap<string, ModelNeeds[]>, signal: AbortSignal): Promise<void> {
    for (const [name, needed] of needs) await this.#backends.get(name)?.check(needed, signal);
  }

  /** Asks, and says whether the recording held the reply. */
  async ask(question: Question): Promise<{ outcome: Outcome; held: boolean; seconds: number }> {
    const { model, task, repetition, ask } = question;
    const call = { backend: model.backend, request: toRequest(question), repetition, ask };
    try {
      const { call: recorded, held } = await this.#endpoints.get(model.backend)!.ask(call);
      const outcome: Outcome = { status: 'answered', key: recorded.key, task, model, reply: recorded.reply };
      return { outcome, held, seconds: recorded.reply.seconds };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      const outcome: Outcome = { status: 'failed', key: callKey(call), task, model, reason: error.kind, message: error.message };
      return { outcome, held: false, seconds: 0 };
    }
  }

  /** What the recording holds of a question, without asking anything. */
  peek(question: Question): { outcome: Outcome; held: boolean } {
    const { model, task, repetition, ask } = question;
    const key = callKey({ backend: model.backend, request: toRequest(question), repetition, ask });
    const held = this.#options.mode === 'refresh' ? undefined : this.#recordings.get(model.backend)?.find(key);
    return held === undefined
      ? { outcome: { status: 'planned', key, task, model }, held: false }
      : { outcome: { status: 'answered', key, task, model, reply: held.call.reply }, held: true };
  }

  /** The recorded line of a call. */
  line(model: Model, key: string): string | undefined {
    return this.#recordings.get(model.backend)?.line(key);
  }
}
