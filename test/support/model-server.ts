import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

type Protocol = 'openai' | 'ollama';

/** A request for a chat completion, as it came in. */
export interface ChatReceived {
  protocol: Protocol;
  // biome-ignore lint/suspicious/noExplicitAny: whatever a client sends
  body: any;
  headers: IncomingHttpHeaders;
  /** How many chats came before this one. */
  number: number;
}

/** What the server does with a request for a chat completion. */
export type Behaviour = (response: ServerResponse, request: ChatReceived) => void | Promise<void>;

/** What a model says, whatever the protocol. */
export interface Said {
  text?: string | null;
  reasoning?: string;
  finish?: 'stop' | 'length' | 'content_filter';
  /** Prompt and completion tokens; null: the server does not count. */
  usage?: [unknown, unknown] | null;
}

/** A server of models on this machine that speaks both protocols and does with chats what its script says. */
export class ModelServer {
  /** What it does with chats; a test may change it at any time. */
  script: Behaviour;
  readonly chats: ChatReceived[] = [];
  /** `METHOD path` of every request, chats included. */
  readonly requests: string[] = [];
  /** What GET /api/show says about the context of its models. */
  contextLength: unknown = 32_768;
  /** What GET /api/show says that its models can do. */
  capabilities: unknown = ['completion'];
  /** Its lists of models, each in the words of its protocol. */
  listed: { openai: unknown; ollama: unknown } = {
    openai: { object: 'list', data: [{ id: 'm', object: 'model', owned_by: 'tests' }] },
    ollama: { models: [{ name: 'm', details: { parameter_size: '8B', quantization_level: 'Q4' } }] },
  };
  /** Models that /api/show does not know. */
  readonly missing = new Set<string>();
  /** A key that GET /v1/models refuses, repeating it. */
  refused: string | undefined;
  inFlight = 0;
  mostInFlight = 0;
  readonly #server: Server;

  private constructor(script: Behaviour) {
    this.script = script;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  /** A server that is closed when the test is over. */
  static async start(script: Behaviour = say({ text: 'Hello.' })): Promise<ModelServer> {
    const server = new ModelServer(script);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    onTestFinished(() => server.close());
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests.push(`${request.method} ${request.url}`);
    const text = await bodyOf(request);
    const path = request.url!.replace(/\?.*/, '');
    switch (path) {
      case '/v1/models':
        if (this.refused !== undefined) return fail(401, `wrong key: ${this.refused}`)(response);
        return json(this.listed.openai)(response);
      case '/api/version':
        return json({ version: '0.0.0' })(response);
      case '/api/tags':
        return json(this.listed.ollama)(response);
      case '/api/show': {
        const { model } = JSON.parse(text);
        if (this.missing.has(model)) return json({ error: `model '${model}' not found` }, 404)(response);
        const { capabilities, contextLength } = this;
        return json({ details: {}, capabilities, model_info: { 'test.context_length': contextLength } })(response);
      }
      case '/v1/chat/completions':
      case '/api/chat': {
        const protocol = path.startsWith('/v1') ? 'openai' : 'ollama';
        const received = {
          protocol,
          body: JSON.parse(text),
          headers: request.headers,
          number: this.chats.length,
        } as const;
        this.chats.push(received);
        this.inFlight += 1;
        this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
        response.on('close', () => {
          this.inFlight -= 1;
        });
        return this.script(response, received);
      }
      default:
        return json({ error: { message: `nothing is at ${request.url}` } }, 404)(response);
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

/** The model answers. */
export function say(said: Said | ((request: ChatReceived) => Said)): Behaviour {
  return (response, request) => {
    const {
      text = null,
      reasoning,
      finish = 'stop',
      usage = [7, 3],
    } = typeof said === 'function' ? said(request) : said;
    const { model } = request.body;
    if (request.protocol === 'ollama') {
      return json({
        model,
        message: { role: 'assistant', content: text, ...(reasoning !== undefined && { thinking: reasoning }) },
        done: true,
        done_reason: finish,
        ...(usage && { prompt_eval_count: usage[0], eval_count: usage[1] }),
      })(response);
    }
    const message = {
      role: 'assistant',
      content: text,
      ...(reasoning !== undefined && { reasoning_content: reasoning }),
    };
    return json({
      id: 'c',
      object: 'chat.completion',
      model,
      choices: [{ index: 0, message, finish_reason: finish }],
      ...(usage && {
        usage: { prompt_tokens: usage[0], completion_tokens: usage[1] },
      }),
    })(response);
  };
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}) {
  return raw(JSON.stringify(value), status, { 'content-type': 'application/json', ...headers });
}

/** An error as both protocols write it. */
export function fail(status: number, message: string, headers: Record<string, string> = {}, code?: string) {
  return json({ error: { message, ...(code !== undefined && { code }) } }, status, headers);
}

export function raw(body: string, status = 200, headers: Record<string, string> = {}) {
  return (response: ServerResponse): void => {
    response.writeHead(status, headers).end(body);
  };
}

/** Half of a body, then the connection is cut. */
export const dropHalfWay: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"message":{"role":"assistant","content":"Hel', () => response.destroy());
};

/** The connection is cut before a word. */
export const drop: Behaviour = (response) => {
  response.destroy();
};

export const neverAnswer: Behaviour = () => {};

/** A body without an end; `sent` counts its bytes. */
export function endless(sent: { bytes: number }): Behaviour {
  return (response) => {
    const chunk = `"${'x'.repeat(1 << 18)}",`;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"choices":[');
    const more = () => {
      while (!response.destroyed) {
        sent.bytes += chunk.length;
        if (!response.write(chunk)) return;
      }
    };
    response.on('drain', more);
    more();
  };
}

/** One behaviour after the other; the last one stays. */
export function inTurn(...behaviours: Behaviour[]): Behaviour {
  let next = 0;
  return (response, request) => {
    const behaviour = behaviours[Math.min(next, behaviours.length - 1)]!;
    next += 1;
    return behaviour(response, request);
  };
}
