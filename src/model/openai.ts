import OpenAI from 'openai';
import type { Backend, ChatRequest, Finish, ModelInfo, ModelNeeds, Reply } from './chat.ts';
import type { OpenAiConfig } from './config.ts';
import { type TransportInit, transport } from './http.ts';
import { asModelError, ModelError } from './model-error.ts';
import { splitThinking } from './thinking.ts';

/** Any server with an OpenAI-compatible chat API, through the official SDK. */
export class OpenAiBackend implements Backend {
  readonly address: string;
  readonly #client: OpenAI;
  readonly #config: OpenAiConfig;

  constructor(config: OpenAiConfig, baseUrl: string) {
    this.#config = config;
    this.address = `openai ${baseUrl}`;
    this.#client = withoutCustomHeaders(
      () =>
        new OpenAI({
          baseURL: baseUrl,
          // The SDK insists on a key; where there is none, the header that would carry it is left out.
          apiKey: config.apiKey ?? 'none',
          // Left alone, the SDK would send what the environment holds for OpenAI to whatever server this is.
          adminAPIKey: null,
          organization: null,
          project: null,
          defaultHeaders: { ...(config.apiKey === undefined ? { authorization: null } : {}), ...config.headers },
          maxRetries: 0,
          timeout: config.timeout * 1000 + 1000,
          logLevel: 'off',
          fetch: transport(baseUrl, config.timeout) as typeof fetch,
        }),
    );
  }

  async chat(request: ChatRequest, signal: AbortSignal): Promise<Reply> {
    const started = performance.now();
    const body = this.#body(request) as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming;
    const completion = await this.#guarded(signal, () =>
      this.#client.chat.completions.create(body, this.#cutBy(signal)),
    );
    return { ...this.#read(completion), seconds: (performance.now() - started) / 1000 };
  }

  async models(signal: AbortSignal): Promise<ModelInfo[]> {
    const page = await this.#guarded(signal, () => this.#client.models.list(this.#cutBy(signal)));
    if (!Array.isArray(page.data))
      throw new ModelError('bad-reply', 'give-up', `${this.address} gives no list of models`);
    return page.data.map(({ id, owned_by }) => ({ name: id, ...(owned_by ? { details: owned_by } : {}) }));
  }

  /** The list of models is asked for, as the cheapest way to find a dead server or a wrong key; not every server has one. */
  async check(_needs: readonly ModelNeeds[], signal: AbortSignal): Promise<void> {
    try {
      await this.models(signal);
    } catch (error) {
      if (error instanceof ModelError && (error.kind === 'unreachable' || error.kind === 'unauthorised')) throw error;
    }
  }

  #body(request: ChatRequest): Record<string, unknown> {
    return {
      ...this.#config.body,
      model: request.model,
      messages: request.messages,
      temperature: request.temperature,
      top_p: request.topP,
      seed: request.seed,
      stop: request.stop,
      [this.#config.maxTokensField]: request.maxTokens,
      ...(request.schema && {
        response_format: { type: 'json_schema', json_schema: { name: 'reply', strict: true, schema: request.schema } },
      }),
      ...request.options,
    };
  }

  #read(completion: OpenAI.ChatCompletion): Omit<Reply, 'seconds'> {
    const choice = completion?.choices?.[0];
    const message = choice?.message as
      | (OpenAI.ChatCompletionMessage & { reasoning_content?: unknown; reasoning?: unknown })
      | undefined;
    if (choice === undefined || message === undefined || message === null) {
      throw new ModelError('bad-reply', 'retry', `${this.address} sent a reply without a choice`);
    }
    const { content } = message;
    if (content !== null && content !== undefined && typeof content !== 'string') {
      throw new ModelError('bad-reply', 'retry', `${this.address} sent a reply whose content is no text`);
    }
    const apart = message.reasoning_content ?? message.reasoning;
    const split = splitThinking(content ?? message.refusal ?? '');
    const reasoning = typeof apart === 'string' && apart !== '' ? apart : split.reasoning;
    const { prompt_tokens, completion_tokens } = completion.usage ?? {};
    return {
      text: split.text,
      ...(reasoning !== undefined && { reasoning }),
      finish: FINISH[choice.finish_reason] ?? 'stop',
      ...(Number.isFinite(prompt_tokens) && {
        usage: { promptTokens: Number(prompt_tokens), completionTokens: Number(completion_tokens ?? 0) },
      }),
    };
  }

  /** Request options that let the run's signal cut a call off, without the SDK listening to it. */
  #cutBy(runSignal: AbortSignal): OpenAI.RequestOptions {
    const init: TransportInit = { runSignal };
    return { fetchOptions: init as OpenAI.RequestOptions['fetchOptions'] };
  }

  async #guarded<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw signal.aborted ? signal.reason : asModelError(error, this.address);
    }
  }
}

/** Makes a client that does not take the headers of `OPENAI_CUSTOM_HEADERS`, for which it has no option. */
function withoutCustomHeaders(make: () => OpenAI): OpenAI {
  const { OPENAI_CUSTOM_HEADERS: headers } = process.env;
  if (headers === undefined) return make();
  delete process.env.OPENAI_CUSTOM_HEADERS;
  try {
    return make();
  } finally {
    process.env.OPENAI_CUSTOM_HEADERS = headers;
  }
}

const FINISH: Record<string, Finish> = { length: 'length', content_filter: 'filtered' };
