import { Ollama } from 'ollama';
import { UsageError } from '../errors.ts';
import type { Backend, ChatRequest, ModelInfo, ModelNeeds, Reply } from './chat.ts';
import type { OllamaConfig } from './config.ts';
import { asModelError, ModelError } from './model-error.ts';
import { splitThinking } from './thinking.ts';
import { countTokens } from './tokens.ts';
import { pathOf, Transport } from './transport.ts';

/** Ollama gives a model this much context where nobody asks for more, and cuts longer prompts without a word. */
const DEFAULT_CONTEXT = 4096;

/** An Ollama server, through its own chat API. */
export class OllamaBackend implements Backend {
  readonly address: string;
  readonly #config: OllamaConfig;
  readonly #baseUrl: string;
  readonly #transport: Transport;
  /** The context that `check` found to be needed, by model, where the config leaves `num_ctx` open. */
  readonly #context = new Map<string, number>();

  private constructor(config: OllamaConfig, baseUrl: string, transport: Transport) {
    this.#config = config;
    this.#baseUrl = baseUrl;
    this.address = `ollama ${baseUrl}`;
    this.#transport = transport;
  }

  /** @throws UsageError where a header can't be sent */
  static async open(config: OllamaConfig, baseUrl: string): Promise<OllamaBackend> {
    return new OllamaBackend(config, baseUrl, await Transport.open(baseUrl, config));
  }

  async chat(request: ChatRequest, signal: AbortSignal): Promise<Reply> {
    const started = performance.now();
    const numCtx = this.#context.get(request.model);
    const response = await this.#asked(signal, (client) =>
      client.chat({
        model: request.model,
        messages: request.messages.map(({ role, content }) => ({ role, content })),
        stream: false,
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
      }),
    );
    const content = response?.message?.content;
    if (typeof content !== 'string')
      throw new ModelError('bad-reply', 'retry', `${this.address} sent a reply without a message`);
    if (response.done === false)
      throw new ModelError('bad-reply', 'retry', `${this.address} sent a reply that is not finished`);
    const split = splitThinking(content);
    const reasoning = response.message.thinking ?? split.reasoning;
    return {
      text: split.text,
      ...(reasoning && { reasoning }),
      finish: response.done_reason === 'length' ? 'length' : 'stop',
      ...(Number.isFinite(response.eval_count) && {
        usage: { promptTokens: response.prompt_eval_count ?? 0, completionTokens: response.eval_count },
      }),
      seconds: (performance.now() - started) / 1000,
    };
  }

  async models(signal: AbortSignal): Promise<ModelInfo[]> {
    const { models } = await this.#asked(signal, (client) => client.list());
    if (!Array.isArray(models)) throw new ModelError('bad-reply', 'give-up', `${this.address} gives no list of models`);
    return models.map(({ name, details }) => ({
      name,
      details: [details?.parameter_size, details?.quantization_level].filter(Boolean).join(' '),
    }));
  }

  async check(needs: readonly ModelNeeds[], signal: AbortSignal): Promise<void> {
    await this.#asked(signal, (client) => client.version());
    for (const need of needs) await this.#checkModel(need, signal);
  }

  async #checkModel(need: ModelNeeds, signal: AbortSignal): Promise<void> {
    const shown = await this.#asked(signal, (client) => client.show({ model: need.model })).catch((error: unknown) => {
      if (!(error instanceof ModelError && error.kind === 'not-found')) throw error;
      const message = `${this.address} has no model "${need.model}"; to get it, type:  ollama pull ${need.model}`;
      throw new ModelError('not-found', 'end-run', message);
    });
    const limit = contextLength(shown.model_info);
    const asked = need.options?.num_ctx ?? this.#config.options.num_ctx;
    const least = Math.min(DEFAULT_CONTEXT, limit ?? Number.POSITIVE_INFINITY, Number(asked ?? DEFAULT_CONTEXT));
    // No text has more tokens than bytes: where that is few enough, counting, which takes a third of a second, is spared.
    const most = need.prompt.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    const promptTokens = most + need.replyTokens <= least ? most : await countTokens(need.prompt);
    const needed = promptTokens + need.replyTokens;
    const told = `the longest prompt for ${need.model} has about ${promptTokens} tokens and its reply may have ${need.replyTokens}`;
    if (limit !== undefined && needed > limit) {
      throw new UsageError(
        `${told}, but the model has a context of ${limit} tokens; use smaller batches, shorter texts or another model`,
      );
    }
    if (asked === undefined) {
      const room = Math.min(roomFor(needed), limit ?? Number.POSITIVE_INFINITY);
      this.#context.set(need.model, Math.max(room, this.#context.get(need.model) ?? 0));
    } else if (needed > Number(asked)) {
      throw new UsageError(
        `${told}, but num_ctx is ${asked} and Ollama cuts what does not fit without a word; set options.num_ctx to ${roomFor(needed)}, or leave it out`,
      );
    }
  }

  /** The `fetch` of the client, by way of our own transport. */
  #fetchCutBy(runSignal: AbortSignal): typeof fetch {
    return async (input, init) => {
      const { method, headers, body } = init ?? {};
      const text = await this.#transport.send(
        {
          method: method === 'POST' ? 'POST' : 'GET',
          path: pathOf(String(input)),
          headers: headers as Record<string, string>,
          ...(body && { body: String(body) }),
        },
        runSignal,
      );
      return responseOf(text);
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
function responseOf(text: string): Response {
  return { ok: true, status: 200, text: async () => text, json: async () => JSON.parse(text) } as Response;
}

function contextLength(info: unknown): number | undefined {
  const entries = info instanceof Map ? [...info] : Object.entries(info ?? {});
  const found = entries.find(([name]) => String(name).endsWith('.context_length'));
  return typeof found?.[1] === 'number' ? found[1] : undefined;
}

function roomFor(tokens: number): number {
  return Math.max(DEFAULT_CONTEXT, 2 ** Math.ceil(Math.log2(tokens)));
}

function defined(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
