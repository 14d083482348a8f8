import { EventEmitter } from 'node:events';
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import { codeOf, messageOf } from '../errors.ts';
import { errorOfStatus, excerpt, ModelError } from './model-error.ts';

/** A reply larger than this is no reply to a chat request: reading stops, so that an endless one can't fill the memory. */
const LARGEST_REPLY = 16 << 20;
const LARGEST_ERROR = 64 << 10;

/** What the transport takes beside the common options of `fetch`. */
export interface TransportInit extends RequestInit {
  /** The signal of the run. It is not the `signal` of fetch, as an SDK would add a listener to that for every call. */
  runSignal?: AbortSignal;
}

const JSON_HEADERS = new Headers({ 'content-type': 'application/json' });

/**
 * The `fetch` that every backend's SDK is given, so that transport is the same for all protocols: connections are kept
 * alive, a call ends after `timeoutSeconds` whatever the server does, a body is read whole and bounded, a redirect is
 * an error (a key must not follow it), and everything that is not a JSON reply is thrown as a ModelError.
 *
 * undici's `request` is used where the global `fetch` would do the same at twice the time per call, and the response
 * has only what the SDKs read of one.
 */
export function transport(
  baseUrl: string,
  timeoutSeconds: number,
): (input: unknown, init?: TransportInit) => Promise<Response> {
  const address = new URL(baseUrl).host;
  const dispatcher = dispatcherFor(baseUrl);
  return async (input, init = {}) => {
    const call = new CallInFlight(init.runSignal);
    const timer = setTimeout(() => call.cut('timed out'), timeoutSeconds * 1000);
    try {
      const { statusCode, headers, body } = await request(String(input), {
        dispatcher,
        method: (init.method ?? 'GET') as Dispatcher.HttpMethod,
        headers:
          init.headers instanceof Headers ? Object.fromEntries(init.headers) : (init.headers as Record<string, string>),
        body: (init.body ?? null) as string | null,
        signal: call,
      });
      const ok = statusCode >= 200 && statusCode < 300;
      const text = await readText(body, ok ? LARGEST_REPLY : LARGEST_ERROR, ok, address);
      if (!ok) throw errorOfStatus(statusCode, asHeaders(headers), text, address);
      if (!/^\s*[{[]/.test(text)) {
        const found = text.trim() === '' ? 'an empty body' : `"${excerpt(text, 80)}"`;
        throw new ModelError('bad-reply', 'retry', `${address} answered ${statusCode} with ${found} instead of JSON`);
      }
      return {
        ok: true,
        status: 200,
        headers: JSON_HEADERS,
        url: String(input),
        body: null,
        text: async () => text,
        json: async () => JSON.parse(text),
      } as unknown as Response;
    } catch (error) {
      if (error instanceof ModelError || call.wasCut === 'stopped') throw error;
      if (call.wasCut === 'timed out') {
        throw new ModelError('timed-out', 'retry', `${address} gave no whole answer within ${timeoutSeconds} s`);
      }
      throw unreachable(error, address);
    } finally {
      clearTimeout(timer);
      call.end();
    }
  };
}

/** The calls in flight of each run: a signal to which thousands of calls listen gets slower with each of them. */
const inFlight = new WeakMap<AbortSignal, Set<CallInFlight>>();

/** A call that can be cut off; to undici, a signal. (An AbortController costs more than the rest of a call's set-up.) */
class CallInFlight extends EventEmitter {
  wasCut: 'timed out' | 'stopped' | undefined;
  readonly #siblings: Set<CallInFlight> | undefined;

  constructor(runSignal: AbortSignal | undefined) {
    super();
    if (runSignal === undefined) return;
    if (runSignal.aborted) this.cut('stopped');
    let siblings = inFlight.get(runSignal);
    if (siblings === undefined) {
      const calls = new Set<CallInFlight>();
      runSignal.addEventListener('abort', () => {
        for (const call of calls) call.cut('stopped');
      });
      inFlight.set(runSignal, calls);
      siblings = calls;
    }
    this.#siblings = siblings;
    siblings.add(this);
  }

  get aborted(): boolean {
    return this.wasCut !== undefined;
  }

  cut(why: 'timed out' | 'stopped'): void {
    this.wasCut ??= why;
    this.emit('abort');
  }

  end(): void {
    this.#siblings?.delete(this);
  }
}

function asHeaders(given: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) if (value !== undefined) headers.set(name, String(value));
  return headers;
}

function dispatcherFor(baseUrl: string): Dispatcher {
  // Our own timer bounds the call as a whole; a slow model must not run into a shorter limit of the library's.
  const options = { headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 30_000, connections: null };
  const { protocol, hostname } = new URL(baseUrl);
  const { env } = process;
  const proxy = protocol === 'https:' ? (env.HTTPS_PROXY ?? env.https_proxy) : (env.HTTP_PROXY ?? env.http_proxy);
  const exempt = `${env.NO_PROXY ?? env.no_proxy ?? ''},localhost,127.0.0.1,[::1]`
    .split(',')
    .map((host) => host.trim().replace(/^\*?\./, ''))
    .some((host) => host === '*' || (host !== '' && (hostname === host || hostname.endsWith(`.${host}`))));
  return proxy && !exempt ? new ProxyAgent({ uri: proxy, ...options }) : new Agent(options);
}

async function readText(
  body: AsyncIterable<Buffer>,
  limit: number,
  complete: boolean,
  address: string,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) {
      if (!complete) break;
      throw new ModelError(
        'bad-reply',
        'give-up',
        `${address} sent a reply of more than ${limit >> 20} MB; it was cut off`,
      );
    }
    chunks.push(chunk);
  }
  return (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8');
}

function unreachable(error: unknown, address: string): ModelError {
  const code = codeOf(error);
  const why =
    code === 'ECONNREFUSED'
      ? 'nothing listens there'
      : code === 'ENOTFOUND'
        ? 'no such host'
        : code === 'ECONNRESET' || code === 'UND_ERR_SOCKET'
          ? 'the connection was closed before an answer came'
          : messageOf(error);
  return new ModelError('unreachable', 'retry', `${address} can't be reached: ${why}`, { cause: error });
}
