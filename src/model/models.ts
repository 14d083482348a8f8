import { setMaxListeners } from 'node:events';
import { RunFailed, UsageError } from '../errors.ts';
import { printable } from '../printable.ts';
import type { AddressState } from './address.ts';
import { type Outcome, type Question, toRequest } from './ask.ts';
import type { Recorded } from './call-file.ts';
import { type Call, callKey } from './call-key.ts';
import type { Backend, ModelNeeds } from './chat.ts';
import { addressesOf, type BackendConfig, settingsOf } from './config.ts';
import { type CallEvents, type Control, Endpoint } from './endpoint.ts';
import { ModelError } from './model-error.ts';
import type { Recording } from './recording.ts';

type LiveConfig = Exclude<BackendConfig, { type: 'replay' }>;
const PROTOCOLS: LiveConfig['type'][] = ['ollama', 'openai'];

/**
 * Opens the backend of a config at one of its addresses.
 *
 * @throws UsageError where its headers can't be sent
 */
export async function openBackend(config: LiveConfig, address = addressesOf(config)[0]!): Promise<Backend> {
  if (config.type === 'ollama') {
    const { OllamaBackend } = await import('./ollama.ts');
    return OllamaBackend.open(config, address);
  }
  const { OpenAiBackend } = await import('./openai.ts');
  return OpenAiBackend.open(config, address);
}

export interface ModelsOptions {
  backends: Record<string, BackendConfig>;
  /** Where live calls are recorded; undefined where nothing is recorded yet and nothing will be asked. */
  recording: Recording | undefined;
  /** Opens the recording of a `replay` backend. */
  openRecording: (path: string) => Recording;
  mode: 'live' | 'refresh' | 'replay';
  control: Control;
  events: CallEvents;
}

/** A backend of the config: where its calls are recorded, under which names, and where they can be asked. */
interface OpenedBackend {
  recording: Recording | undefined;
  /** The identities of its calls: a `replay` backend answers whatever protocol was recorded under its name. */
  identities: string[];
  settings: Record<string, unknown> | undefined;
  endpoint?: Endpoint;
  /** Where it asks, as recorded calls name it. */
  addresses?: ReadonlySet<string>;
}

/** All models of a run behind one `ask`. */
export class Models {
  readonly #backends = new Map<string, OpenedBackend>();
  readonly #options: ModelsOptions;
  /** Backends of which was told that they hold replies of another address. */
  readonly #toldMoved = new Set<string>();
  /** Calls that can be in flight at once, over all backends. */
  readonly concurrency: number;

  private constructor(options: ModelsOptions) {
    this.#options = options;
    this.concurrency = Object.values(options.backends).reduce(
      (sum, each) => sum + (each.type === 'replay' ? 1 : each.concurrency * addressesOf(each).length),
      0,
    );
    // Every call in flight and every pause before a retry listens for the end of the run.
    setMaxListeners(0, options.control.stop, options.control.abort);
  }

  static async open(options: ModelsOptions): Promise<Models> {
    const models = new Models(options);
    for (const [name, config] of Object.entries(options.backends))
      models.#backends.set(name, await models.#open(name, config));
    return models;
  }

  async #open(name: string, config: BackendConfig): Promise<OpenedBackend> {
    const { recording, openRecording, mode, control, events } = this.#options;
    const settings = settingsOf(config);
    if (config.type === 'replay') {
      const identities = PROTOCOLS.map((type) => `${type}:${name}`);
      return { recording: openRecording(config.recording), identities, settings };
    }
    const identities = [`${config.type}:${name}`];
    if (mode === 'replay' || recording === undefined) return { recording, identities, settings };
    const { concurrency, limits, retries } = config;
    const opened = await Promise.all(addressesOf(config).map((address) => openBackend(config, address)));
    const endpoint = new Endpoint(
      opened,
      recording,
      control,
      { concurrency, limits, retries, refresh: mode === 'refresh' },
      events,
    );
    return { recording, identities, settings, endpoint, addresses: new Set(opened.map(({ address }) => address)) };
  }

  close(): void {
    for (const { endpoint } of this.#backends.values()) endpoint?.close();
  }

  /** How the addresses of the backends fared. */
  states(): (AddressState & { backend: string })[] {
    return [...this.#backends].flatMap(([backend, { endpoint }]) =>
      (endpoint?.states() ?? []).map((state) => ({ backend, ...state })),
    );
  }

  /** Sees to it that the backends can answer. @param needs what each backend is asked for, by its name */
  async check(needs: ReadonlyMap<string, ModelNeeds[]>, signal: AbortSignal): Promise<void> {
    for (const [name, needed] of needs) await this.#backends.get(name)?.endpoint?.check(needed, signal);
  }

  /**
   * Asks, and says whether the recording held the reply.
   *
   * @throws UsageError where a replay has no reply; RunFailed, Interrupted
   */
  async ask(question: Question): Promise<{ outcome: Outcome; held: boolean }> {
    const { model, task } = question;
    const { endpoint } = this.#backends.get(model.backend)!;
    const [call] = this.#calls(question);
    if (endpoint === undefined) {
      const peeked = this.peek(question);
      if (peeked.held) return peeked;
      throw new UsageError(`the recording holds no reply to: ${task}`);
    }
    try {
      const { call: recorded, held } = await endpoint.ask(call!, question.expectedTokens);
      return { outcome: { status: 'answered', key: recorded.key, task, model, reply: recorded.reply }, held };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      return {
        outcome: { status: 'failed', key: callKey(call!), task, model, reason: error.kind, message: error.message },
        held: false,
      };
    }
  }

  /** What the recording holds of a question, without asking anything. */
  peek(question: Question): { outcome: Outcome; held: boolean } {
    const { model, task } = question;
    const found = this.#options.mode === 'refresh' ? undefined : this.#find(question);
    if (found === undefined) return { outcome: { status: 'planned', key: '', task, model }, held: false };
    this.#tellMoved(model.backend, found.call.address);
    return { outcome: { status: 'answered', key: found.call.key, task, model, reply: found.call.reply }, held: true };
  }

  /**
   * The recorded line of a call, which is kept in memory for this no longer.
   *
   * @throws RunFailed where it is gone from the recording
   */
  takeLine(backend: string, key: string): string {
    const { recording } = this.#backends.get(backend)!;
    const line = recording?.takeLine(key);
    if (line !== undefined) return line;
    throw new RunFailed(
      `${recording?.path}: the recording no longer holds a call that it held (${key}): somebody has cut or changed it meanwhile`,
    );
  }

  /** A server may move without its replies being lost. That another one is asked now is told once. */
  #tellMoved(backend: string, recorded: string): void {
    const { addresses } = this.#backends.get(backend)!;
    if (addresses === undefined || addresses.has(recorded) || this.#toldMoved.has(backend)) return;
    this.#toldMoved.add(backend);
    const [now] = addresses;
    this.#options.events.noticed(
      `the recording holds replies of ${printable(recorded)}, which count for backend "${backend}" at ${now}, too; if other models answer there, --refresh asks anew`,
    );
  }

  #find(question: Question): Recorded | undefined {
    const { recording } = this.#backends.get(question.model.backend)!;
    if (recording?.size === 0) return undefined; // in a first run no key need be computed to know that
    for (const call of this.#calls(question)) {
      const found = recording?.find(callKey(call));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #calls(question: Question): Call[] {
    const request = toRequest(question);
    const { repetition, ask } = question;
    const { identities, settings } = this.#backends.get(question.model.backend)!;
    return identities.map((backend) => ({ backend, ...(settings && { settings }), request, repetition, ask }));
  }
}
