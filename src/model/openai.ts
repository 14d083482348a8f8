import { suggestion } from '../suggest.ts';
import { VERSION } from '../version.ts';
import type { Backend, ChatRequest, ModelInfo, ModelNeeds, Reply } from './chat.ts';
import { type Completion, readCompletion } from './completion.ts';
import type { OpenAiConfig } from './config.ts';
import { asModelError, ModelError, throwSaidError } from './model-error.ts';
import { pathOf, Transport } from './transport.ts';
import { withoutQuery } from './without-query.ts';

/**
 * Any server with an OpenAI-compatible chat API (https://platform.openai.com/docs/api-reference/chat). A call is one
 * request with a JSON body, so it is made without the official SDK, which would take longer than the rest of the harness
 * does for a call, and a tenth of a second to load (docs/benchmarks.md).
 */
export class OpenAiBackend implements Backend {
  readonly address: string;
  readonly #config: OpenAiConfig;
  readonly #chatPath: string;
  readonly #modelsPath: string;
  readonly #transport: Transport;

  private constructor(config: OpenAiConfig, baseUrl: string, transport: Transport) {
    this.address = `openai ${withoutQuery(baseUrl)}`;
    this.#config = config;
    this.#chatPath = pathOf(baseUrl, 'chat/completions');
    this.#modelsPath = pathOf(baseUrl, 'models');
    this.#transport = transport;
  }

  /** @throws UsageError where the key or a header can't be sent */
  static async open(config: OpenAiConfig, baseUrl: string): Promise<OpenAiBackend> {
    const headers = {
      accept: 'application/json',
      'user-agent': `assay/${VERSION}`,
      ...(config.apiKey !== undefined && { authorization: `Bearer ${config.apiKey}` }),
      ...config.headers,
    };
    return new OpenAiBackend(config, baseUrl, await Transport.open(baseUrl, { timeout: config.timeout, headers }));
  }

  async chat(request: ChatRequest, signal: AbortSignal): Promise<Reply> {
    const started = performance.now();
    const text = await this.#transport.send(
      {
        method: 'POST',
        path: this.#chatPath,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(this.#body(request)),
      },
      signal,
    );
    return { ...readCompletion(this.#parsed(text), this.address), seconds: (performance.now() - started) / 1000 };
  }

  async models(signal: AbortSignal): Promise<ModelInfo[]> {
    const page = this.#parsed(await this.#transport.send({ method: 'GET', path: this.#modelsPath }, signal));
    if (!Array.isArray(page.data))
      throw new ModelError('bad-reply', 'give-up', `${this.address} gives no list of models`);
    return page.data.flatMap((model) => {
      const { id, owned_by } = model ?? {};
      if (typeof id !== 'string') return []; // no model
      return { name: id, ...(typeof owned_by === 'string' && owned_by !== '' && { details: owned_by }) };
    });
  }

  /**
   * The list of models is asked for, as the cheapest way to find a dead server, a wrong key or a misspelt model. Not every
   * server has one, and not every one is complete.
   */
  async check(needs: readonly ModelNeeds[], signal: AbortSignal): Promise<string | undefined> {
    try {
      const listed = (await this.models(signal)).map(({ name }) => name);
      if (listed.length === 0) return undefined;
      // Some lists have the names behind a path, which requests may leave out: `models/gemini-…`.
      const isListed = (model: string) => listed.some((name) => name === model || name.endsWith(`/${model}`));
      const lacking = needs.find(({ model }) => !isListed(model));
      return (
        lacking &&
        `${this.address} does not list the model ${JSON.stringify(lacking.model)}, which is asked all the same; ${suggestion(lacking.model, listed)}`
      );
    } catch (error) {
      if (!(error instanceof ModelError) || error.kind === 'unreachable' || error.kind === 'unauthorised') throw error;
      return undefined;
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

  #parsed(text: string): Completion & ModelList {
    let body: Completion & ModelList;
    try {
      body = JSON.parse(text);
    } catch (error) {
      throw asModelError(error, this.address);
    }
    throwSaidError(body, text, this.address);
    return body;
  }
}

interface ModelList {
  data?: ({ id?: unknown; owned_by?: unknown } | null)[];
}
