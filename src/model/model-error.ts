import type { IncomingHttpHeaders } from 'node:http';
import { messageOf } from '../errors.ts';
import { withoutQuery } from './without-query.ts';

/** What can go wrong with a call; the names stand in results as the reason of a failed call. */
export type ModelErrorKind =
  | 'bad-request'
  | 'unauthorised'
  | 'not-found'
  | 'rate-limited'
  | 'server-error'
  | 'unreachable'
  | 'timed-out'
  | 'bad-reply'
  | 'too-long'
  | 'filtered';

/** `retry`: another try may help. `give-up`: this call is lost, others may work. `end-run`: no call would work. */
export type Remedy = 'retry' | 'give-up' | 'end-run';

/** A call to a model that failed. */
export class ModelError extends Error {
  override name = 'ModelError';
  readonly kind: ModelErrorKind;
  readonly remedy: Remedy;
  /** How long the server asked to wait before the next try. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    kind: ModelErrorKind,
    remedy: Remedy,
    message: string,
    options: ErrorOptions & { retryAfterSeconds?: number } = {},
  ) {
    super(message, options);
    this.kind = kind;
    this.remedy = remedy;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** The ModelError that an SDK wrapped; what it threw by itself is about a reply that it could not read. */
export function asModelError(error: unknown, address: string): ModelError {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof ModelError) return at;
  return new ModelError('bad-reply', 'retry', `${address} sent a reply that can't be read: ${messageOf(error)}`, {
    cause: error,
  });
}

/** How servers without a code for it say that a prompt does not fit: Ollama, llama.cpp, vLLM, and proxies of others. */
const TOO_LONG = /\bcontext (?:length|size|window)\b|\bprompt is too long\b|\btoo many (?:input )?tokens\b/i;

/** The error that an HTTP status stands for. `body` is the start of what the server said. */
export function errorOfStatus(status: number, headers: IncomingHttpHeaders, body: string, address: string): ModelError {
  const { said, code } = readErrorBody(body);
  const message = `${address} answered ${status}${said === '' ? '' : `: ${said}`}`;
  const named = errorOfCode(code, message);
  if (named !== undefined) return named;
  if (status === 413 || (status === 400 && TOO_LONG.test(said))) return new ModelError('too-long', 'give-up', message);
  switch (status) {
    case 401:
    case 403:
      return new ModelError('unauthorised', 'end-run', `${message} (check the backend's apiKey)`);
    case 404:
      return new ModelError('not-found', 'end-run', `${message} (check the backend's baseUrl and the model's name)`);
    case 408:
    case 409:
    case 425:
      return new ModelError('server-error', 'retry', message, { retryAfterSeconds: retryAfter(headers) });
    case 429:
      return new ModelError('rate-limited', 'retry', message, { retryAfterSeconds: retryAfter(headers) });
  }
  if (status >= 500)
    return new ModelError('server-error', 'retry', message, { retryAfterSeconds: retryAfter(headers) });
  if (status >= 300 && status < 400) {
    return new ModelError(
      'not-found',
      'end-run',
      `${message} (a redirect to ${withoutQuery(headers.location ?? 'nowhere')}; redirects are not followed, set baseUrl to the final address)`,
    );
  }
  return new ModelError('bad-request', 'end-run', message);
}

/** The error that a code of OpenAI's stands for, whatever the status. */
function errorOfCode(code: string | undefined, message: string): ModelError | undefined {
  switch (code) {
    case 'content_filter':
    case 'content_policy_violation':
      return new ModelError('filtered', 'give-up', message);
    case 'context_length_exceeded':
      return new ModelError('too-long', 'give-up', message);
    case 'insufficient_quota':
      return new ModelError('rate-limited', 'end-run', message);
  }
  return undefined;
}

/**
 * Some servers and gateways answer 200 and tell in the body what went wrong.
 *
 * @param text the body as it was sent
 * @throws ModelError where the body has an `error`
 */
export function throwSaidError(body: object, text: string, address: string): void {
  if (!('error' in body) || !body.error) return;
  const { said, code } = saidIn(body, text);
  const message = `${address} answered with an error: ${said}`;
  throw errorOfCode(code, message) ?? new ModelError('bad-reply', 'retry', message);
}

/** Seconds of a `Retry-After` (seconds or a date) or `retry-after-ms` header. */
export function retryAfter(headers: IncomingHttpHeaders, now = Date.now()): number | undefined {
  const milliseconds = Number.parseFloat(String(headers['retry-after-ms']));
  if (milliseconds >= 0) return milliseconds / 1000;
  const value = headers['retry-after'];
  if (value === undefined) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

interface Said {
  said: string;
  code: string | undefined;
}

/** @param text what is told where no message is found */
// biome-ignore lint/suspicious/noExplicitAny: whatever a server sends
function saidIn(body: any, text: string): Said {
  const error = body?.error ?? body;
  const said = typeof error === 'string' ? error : (error?.message ?? body?.message ?? body?.detail);
  return {
    said: excerpt(typeof said === 'string' ? said : text),
    code: typeof error?.code === 'string' ? error.code : undefined,
  };
}

function readErrorBody(body: string): Said {
  try {
    return saidIn(JSON.parse(body), body);
  } catch {
    return { said: excerpt(body.replace(/<[^>]*>/g, ' ')), code: undefined };
  }
}

/** The start of a text on one line, for messages. */
export function excerpt(text: string, length = 200): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
