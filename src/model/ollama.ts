import { Ollama } from 'ollama';
import { UsageError } from '../errors.ts';
import type { Backend, ChatRequest, ModelInfo, ModelNeeds, Reply } from './chat.ts';
import type { OllamaConfig } from './config.ts';
import { asModelError, ModelError, throwSaidError } from './model-error.ts';
import { OllamaContext } from './ollama-context.ts';
import { splitThinking } from './thinking.ts';
import { Transport } from './transport.ts';
import { usageOf } from './usage.ts';
import { withoutQuery } from './without-query.ts';

/**
 * Where a prompt does not fit the context, an error, and where the reply does not, its end: by default Ollama would drop
 * the beginning of the conversation, without a word. Older servers don't know these fields.
 */
const NOTHING_CUT = { truncate: false, shift: false };

/** An Ollama server, through its own chat API. */
export class OllamaBackend implements Backend {
  readonly address: string;
  readonly #config: OllamaConfig;
  readonly #baseUrl: string;
  readonly #transport: Transport;
  /** By model, of those that were checked. */
  readonly #contexts = new Map<string, OllamaContext>();

  private constructor(config: OllamaConfig, baseUrl: string, transport: Transport) {
    this.#config = config;
    this.#baseUrl = baseUrl;
    this.address = `ollama ${withoutQuery(baseUrl)}`;
    this.#transport = transport;
  }

  /** @throws UsageError where a header can't be sent */
  static async open(config: OllamaConfig, baseUrl: string): Promise<OllamaBackend> {
    return new OllamaBackend(config, baseUrl, await Transport.open(baseUrl, config));
  }

  async chat(request: ChatRequest, signal: AbortSignal): Promise<Reply> {
    const started = performance.now();
    const numCtx = await this.#contextFor(request);
    const asked = {
      model: request.model,
      messages: request.messages.map(({ role, content }) => ({ role, content })),
      stream: false as const,
      ...NOTHING_CUT,
      ...(request.schema && { format: request.schema }),
      ...(this.#config.keepAlive !== undefined && { keep_alive: this.#config.keepAlive }),
      ...(this.#config.think !== undefined && { think: this.#config.think }),
      options: defined({
        num_ctx: numCtx,
        ...this.#config.options,
        temperature: request.temperature,
        top_p: request.topP,
        num_predict: request.maxTokens,
        seed: request.seed,
        stop: request.stop,
        ...request.options,
      }),
    };
    const response = await this.#asked(signal, (client) => client.chat(asked));
    const content = response?.message?.content;
    if (typeof content !== 'string')
      throw new ModelError('bad-reply', 'retry', `${this.address} sent a reply without a message`);
    // It only loaded the model, and generated nothing.
    if (content === '' && response.done_reason === 'load')
      throw new ModelError('bad-reply', 'retry', `${this.address} loaded ${request.model} and sent no reply`);
    if (response.done === false)
      throw new ModelError('bad-reply', 'retry', `${this.address} sent a reply that is not finished`);
    const split = splitThinking(content);
    const apart: unknown = response.message.thinking;
    const reasoning = typeof apart === 'string' ? apart : split.reasoning;
    const { prompt_eval_count: prompt, eval_count: completion } = response;
    // Ollama leaves out a count that is 0, such as that of an empty reply.
    const isCounted = typeof (prompt ?? completion) === 'number';
    const usage = isCounted ? usageOf(prompt ?? 0, completion ?? 0) : undefined;
    return {
      text: split.text,
      ...(reasoning && { reasoning }),
      finish: response.done_reason === 'length' ? 'length' : 'stop',
      ...(usage && { usage }),
      seconds: (performance.now() - started) / 1000,
    };
  }

  async models(signal: AbortSignal): Promise<ModelInfo[]> {
    const { models } = await this.#asked(signal, (client) => client.list());
    if (!Array.isArray(models)) throw new ModelError('bad-reply', 'give-up', `${this.address} gives no list of models`);
    return (models as readonly (Listed | null)[]).flatMap((model) => {
      const { name, details } = model ?? {};
      if (typeof name !== 'string') return []; // no model
      const told = [details?.parameter_size, details?.quantization_level];
      return { name, details: told.filter((each) => typeof each === 'string' && each !== '').join(' ') };
    });
  }

  async check(needs: readonly ModelNeeds[], signal: AbortSignal): Promise<undefined> {
    await this.#asked(signal, (client) => client.version());
    for (const need of needs) await this.#checkModel(need, signal);
  }

  async #checkModel(need: ModelNeeds, signal: AbortSignal): Promise<void> {
    const shown = await this.#asked(signal, (client) => client.show({ model: need.model })).catch((error: unknown) => {
      if (!(error instanceof ModelError && error.kind === 'not-found')) throw error;
      const message = `${this.address} has no model "${need.model}"; to get it, type:  ollama pull ${need.model}`;
      throw new ModelError('not-found', 'end-run', message);
    });
    const { capabilities } = shown;
    const thinks = Array.isArray(capabilities) && capabilities.includes('thinking') && this.#config.think !== false;
    const context = this.#contexts.get(need.model) ?? new OllamaContext(contextLength(shown.model_info), thinks);
    this.#contexts.set(need.model, context);
    context.replyTokens = Math.max(context.replyTokens, need.replyTokens);
    const room = await context.fit(need.prompt, need.replyTokens, this.#fixedContext(need));
    if (typeof room === 'string') throw new UsageError(`the longest prompt for ${need.model} ${room}`);
  }

  /** The context that the config sets, if it does. */
  #fixedContext({ options }: Pick<ChatRequest, 'options'>): number | undefined {
    const fixed = options?.num_ctx ?? this.#config.options.num_ctx;
    return fixed === undefined ? undefined : Number(fixed);
  }

  /** The context to ask for. A prompt with replies in it may have become longer than it was planned. */
  async #contextFor(request: ChatRequest): Promise<number | undefined> {
    const context = this.#contexts.get(request.model);
    if (context === undefined) return undefined; // never checked: the server's own matter
    const texts = request.messages.map(({ content }) => content);
    const room = await context.fit(texts, request.maxTokens ?? context.replyTokens, this.#fixedContext(request));
    if (typeof room === 'number') return room;
    throw new ModelError('too-long', 'give-up', `${this.address}: a prompt for ${request.model} ${room}`);
  }

  /** The `fetch` of the client, by way of our own transport. */
  #fetchCutBy(runSignal: AbortSignal): typeof fetch {
    return async (input, init) => {
      const { method, headers, body } = init ?? {};
      const text = await this.#transport.send(
        {
          method: method === 'POST' ? 'POST' : 'GET',
          path: new URL(String(input)).pathname + new URL(this.#baseUrl).search, // the client leaves a query out
          headers: headers as Record<string, string>,
          ...(body && { body: String(body) }),
        },
        runSignal,
      );
      return responseOf(text, this.address);
    };
  }

  async #asked<T>(signal: AbortSignal, call: (client: Ollama) => Promise<T>): Promise<T> {
    // The client has no way to pass a signal with a call, so each call has a client of its own that does; it costs nothing.
    const client = new Ollama({ host: this.#baseUrl, fetch: this.#fetchCutBy(signal) });
    try {
      return await call(client);
    } catch (error) {
      throw signal.aborted ? signal.reason : asModelError(error, this.address);
    }
  }
}

/** The response that the client gets: it has only what the client reads of one. */
function responseOf(text: string, address: string): Response {
  const json = async () => {
    const body = JSON.parse(text);
    throwSaidError(body, text, address);
    return body;
  };
  return { ok: true, status: 200, text: async () => text, json } as Response;
}

/** What is read of a model in a list; a server may leave out or garble any of it. */
interface Listed {
  name?: unknown;
  details?: { parameter_size?: unknown; quantization_level?: unknown } | null;
}

function contextLength(info: unknown): number | undefined {
  const entries = info instanceof Map ? [...info] : Object.entries(info ?? {});
  const isLength = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0;
  return entries.find(([name, value]) => String(name).endsWith('.context_length') && isLength(value))?.[1];
}

function defined(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
