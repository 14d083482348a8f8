import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import { codeOf, messageOf } from '../errors.ts';
import { errorOfStatus, excerpt, ModelError } from './model-error.ts';

/** A reply larger than this is no reply to a chat request: reading stops, so that an endless one can't fill the memory. */
const LARGEST_REPLY = 16 << 20;
const LARGEST_ERROR = 64 << 10;

/**
 * The `fetch` that every backend's SDK is given, so that transport is the same for all protocols: connections are kept
 * alive, a call ends after `timeoutSeconds` whatever the server does, a body is read whole and bounded, a redirect is
 * an error (a key must not follow it), and everything that is not a JSON reply is thrown as a ModelError.
 *
 * undici's `request` is used where the global `fetch` would do the same at twice the time per call.
 */
export function transport(baseUrl: string, timeoutSeconds: number): typeof fetch {
  const address = new URL(baseUrl).host;
  const dispatcher = dispatcherFor(baseUrl);
  return async (input, init) => {
    const controller = new AbortController();
    const cancel = () => controller.abort();
    const timer = setTimeout(() => controller.abort(new TimedOut()), timeoutSeconds * 1000);
    init?.signal?.addEventListener('abort', cancel, { once: true });
    if (init?.signal?.aborted) cancel();
    try {
      const { statusCode, headers, body } = await request(String(input), {
        dispatcher,
        method: (init?.method ?? 'GET') as Dispatcher.HttpMethod,
        headers: new Headers(init?.headers),
        body: (init?.body ?? null) as string | null,
        signal: controller.signal,
      });
      const given = new Headers();
      for (const [name, value] of Object.entries(headers)) if (value !== undefined) given.set(name, String(value));
      const ok = statusCode >= 200 && statusCode < 300;
      const text = await readText(body, ok ? LARGEST_REPLY : LARGEST_ERROR, ok, address);
      if (!ok) throw errorOfStatus(statusCode, given, text, address);
      if (!/^\s*[{[]/.test(text)) {
        const found = text.trim() === '' ? 'an empty body' : `"${excerpt(text, 80)}"`;
        throw new ModelError('bad-reply', 'retry', `${address} answered ${statusCode} with ${found} instead of JSON`);
      }
      return new Response(text, { status: 200, headers: { 'content-type': 'application/json' } });
    } catch (error) {
      if (error instanceof ModelError || init?.signal?.aborted) throw error;
      if (controller.signal.reason instanceof TimedOut) {
        throw new ModelError('timed-out', 'retry', `${address} gave no whole answer within ${timeoutSeconds} s`);
      }
      throw unreachable(error, address);
    } finally {
      clearTimeout(timer);
      init?.signal?.removeEventListener('abort', cancel);
    }
  };
}

class TimedOut extends Error {}

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
