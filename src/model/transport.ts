import http from 'node:http';
import https from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { codeOf, messageOf, UsageError } from '../errors.ts';
import { printable } from '../printable.ts';
import { errorOfStatus, excerpt, ModelError } from './model-error.ts';
import { withoutQuery } from './without-query.ts';

/** A reply larger than this is no reply to a chat request: reading stops, so that an endless one can't fill the memory. */
const LARGEST_REPLY = 16 << 20;
const LARGEST_ERROR = 64 << 10;
/** How long a connection is kept for the next call; a server that says it closes them sooner is believed. */
const KEPT_MILLISECONDS = 30_000;

/** What holds for all requests to a server. */
export interface ServerOptions {
  /** Seconds. */
  timeout: number;
  headers: Readonly<Record<string, string>>;
}

export interface HttpRequest {
  method: 'GET' | 'POST';
  /** With its query. */
  path: string;
  /** Those that the server gets with every request go before them. */
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/**
 * Requests to one server, the same for all protocols: connections are kept alive, a call ends after its `timeout`
 * whatever the server does, a body is read whole and bounded, a redirect is an error (a key must not follow it), and
 * everything that is not a JSON reply is thrown as a ModelError.
 *
 * Node's own client is used: beside it `fetch` takes five times as long for a call, and undici a tenth of a second and
 * 30 MB more to load (docs/benchmarks.md).
 */
export class Transport {
  readonly #address: string;
  /** The address as it is called where it can't be reached. */
  readonly #reached: string;
  readonly #client: typeof http | typeof https;
  /** Where every request goes, whatever its path: no key can get elsewhere. */
  readonly #server: http.RequestOptions;
  readonly #timeoutSeconds: number;
  readonly #headers: Readonly<Record<string, string>>;

  private constructor(url: URL, { timeout, headers }: ServerOptions, agent: http.Agent, proxy: string | undefined) {
    const { protocol, hostname, port } = urlToHttpOptions(url);
    this.#address = url.host;
    this.#reached = proxy === undefined ? url.host : `${url.host}, by way of the proxy ${new URL(proxy).host},`;
    this.#client = protocol === 'https:' ? https : http;
    this.#server = { protocol, hostname, port, agent };
    this.#timeoutSeconds = timeout;
    this.#headers = headers;
  }

  /**
   * @param baseUrl where the server is; a proxy that the environment names for it is used
   * @throws UsageError where a header can't be sent, or the proxy is none
   */
  static async open(baseUrl: string, server: ServerOptions): Promise<Transport> {
    const headers = checkedHeaders(server.headers);
    const url = new URL(baseUrl);
    const options = { keepAlive: true, maxFreeSockets: Number.POSITIVE_INFINITY, timeout: KEPT_MILLISECONDS };
    const proxy = proxyFor(url);
    const { Agent } = url.protocol === 'https:' ? https : http;
    const agent =
      proxy === undefined
        ? new Agent(options)
        : new (await import('https-proxy-agent')).HttpsProxyAgent<string>(proxy, options);
    return new Transport(url, { ...server, headers }, agent, proxy);
  }

  /**
   * @param runSignal cuts the request off
   * @returns the text of a JSON reply
   * @throws ModelError, or the signal's reason
   */
  send({ method, path, headers, body }: HttpRequest, runSignal: AbortSignal): Promise<string> {
    const address = this.#address;
    return new Promise((resolve, reject) => {
      if (runSignal.aborted) {
        reject(runSignal.reason);
        return;
      }
      const bytes = body === undefined ? undefined : Buffer.from(body);
      const request = this.#client.request({
        ...this.#server,
        method,
        path,
        headers: {
          ...lowerCased(headers),
          ...this.#headers,
          ...(bytes && { 'content-length': bytes.length }),
        },
      });
      const calls = inFlight(runSignal);
      const end = () => {
        clearTimeout(timer);
        calls.delete(cut);
      };
      const fail = (error: unknown) => {
        end();
        reject(error);
        request.destroy();
      };
      /** The connection can be used again. */
      const whole = (result: string | ModelError) => {
        end();
        if (typeof result === 'string') resolve(result);
        else reject(result);
      };
      const cut = () => fail(runSignal.reason);
      calls.add(cut);
      const timer = setTimeout(() => {
        fail(new ModelError('timed-out', 'retry', `${address} gave no whole answer within ${this.#timeoutSeconds} s`));
      }, this.#timeoutSeconds * 1000);
      const lost = (error: unknown) => fail(unreachable(error, this.#reached));
      request.on('error', lost);
      request.on('response', (response) => {
        response.on('error', lost);
        receive(response, { address, method, path }, whole, fail);
      });
      request.end(bytes);
    });
  }
}

/**
 * Reads a response.
 *
 * @param whole is given the JSON reply, or what is wrong with the response, when it has come to its end
 * @param cutOff is given what is wrong where it is not read to its end
 */
function receive(
  response: http.IncomingMessage,
  { address, method, path }: Pick<HttpRequest, 'method' | 'path'> & { address: string },
  whole: (result: string | ModelError) => void,
  cutOff: (error: ModelError) => void,
): void {
  const { headers } = response;
  const status = response.statusCode!;
  const ok = status >= 200 && status < 300;
  const chunks: Buffer[] = [];
  let size = 0;
  const refusal = () => errorOfStatus(status, headers, textOf(chunks), address, `${method} ${withoutQuery(path)}`);
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > (ok ? LARGEST_REPLY : LARGEST_ERROR)) cutOff(ok ? tooLarge(address) : refusal());
  });
  response.on('end', () => {
    if (!ok) return whole(refusal());
    const text = textOf(chunks);
    whole(looksLikeJson(text) ? text : notJson(text, status, address));
  });
}

/**
 * What cuts off the calls in flight of each run. One listener serves them all: a signal to which thousands of calls
 * listen gets slower with each of them.
 */
const callsInFlight = new WeakMap<AbortSignal, Set<() => void>>();

function inFlight(runSignal: AbortSignal): Set<() => void> {
  const known = callsInFlight.get(runSignal);
  if (known !== undefined) return known;
  const calls = new Set<() => void>();
  callsInFlight.set(runSignal, calls);
  runSignal.addEventListener('abort', () => {
    for (const cut of calls) cut();
  });
  return calls;
}

/** So that a later header replaces an earlier one whatever its case. */
function lowerCased(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  const lower: Record<string, string> = {};
  for (const name of Object.keys(headers)) lower[name.toLowerCase()] = headers[name]!;
  return lower;
}

function checkedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    try {
      http.validateHeaderName(name);
      http.validateHeaderValue(name, value);
    } catch {
      throw new UsageError(
        `the HTTP header "${printable(name)}" can't be sent: its name or value holds a character that headers can't have, such as a line break`,
      );
    }
  }
  return lowerCased(headers);
}

/** The path of a resource below a base URL as a request names it; a query of the base URL stands behind it. */
export function pathOf(baseUrl: string, resource: string): string {
  const { pathname, search } = new URL(baseUrl);
  return `${pathname.replace(/\/+$/, '')}/${resource}${search}`;
}

/** The proxy that the environment names for a server. @throws UsageError where it is no address of one */
function proxyFor(url: URL): string | undefined {
  const { env } = process;
  const proxy = url.protocol === 'https:' ? (env.HTTPS_PROXY ?? env.https_proxy) : (env.HTTP_PROXY ?? env.http_proxy);
  const exempt = `${env.NO_PROXY ?? env.no_proxy ?? ''},localhost,127.0.0.1,[::1]`.split(/[\s,]+/);
  if (!proxy || exempt.some((entry) => isMeant(entry.toLowerCase(), url))) return undefined;
  const named = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (URL.canParse(named) && /^https?:/i.test(named)) return named;
  // It may hold a password, so that it is not shown.
  throw new UsageError(
    `the proxy that the environment names for ${url.host} can't be used: ${url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'} must be an http:// or https:// address`,
  );
}

/** Whether an entry of NO_PROXY (`*`, a host, a domain, each with a port or without) means a server. */
function isMeant(entry: string, { protocol, hostname, port }: URL): boolean {
  if (entry === '*') return true;
  const [, named, at] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
  const host = named?.replace(/^\*?\./, '');
  if (!host || (at !== undefined && at !== (port || (protocol === 'https:' ? '443' : '80')))) return false;
  return hostname === host || hostname.endsWith(`.${host}`);
}

/** The text of a body, without a byte order mark, which JSON does not have. */
function textOf(chunks: readonly Buffer[]): string {
  const text = (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

function notJson(text: string, status: number, address: string): ModelError {
  const found = text.trim() === '' ? 'an empty body' : `"${excerpt(text, 80)}"`;
  return new ModelError('bad-reply', 'retry', `${address} answered ${status} with ${found} instead of JSON`);
}

function tooLarge(address: string): ModelError {
  const message = `${address} sent a reply of more than ${LARGEST_REPLY >> 20} MB; it was cut off`;
  return new ModelError('bad-reply', 'give-up', message);
}

/** What to make of the codes of Node's errors. */
const WHY: Record<string, string> = {
  ECONNREFUSED: "nothing listens there (start the server, or mend the backend's baseUrl)",
  ENOTFOUND: 'no such host',
  ECONNRESET: 'the connection was closed before an answer came',
  EPROTO: 'it does not speak TLS there (if it speaks plain HTTP, baseUrl begins with http://)',
};

/** A certificate that is not trusted, or of another host: no other try will find it better. */
const CERTIFICATE = /CERT|^UNABLE_TO_/;

function unreachable(error: unknown, address: string): ModelError {
  const code = codeOf(error) ?? '';
  const why = WHY[code] ?? messageOf(error);
  const message = `${address} can't be reached: ${why}`;
  if (!CERTIFICATE.test(code)) return new ModelError('unreachable', 'retry', message, { cause: error });
  const hint = ' (name the file of a certificate that you trust in NODE_EXTRA_CA_CERTS)';
  return new ModelError('unreachable', 'end-run', message + hint, { cause: error });
}
