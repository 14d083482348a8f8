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

/** How servers without a code for it say that a prompt does not fit. */
const TOO_LONG = new RegExp(
  [
    String.raw`\bcontext (?:length|size|window|limit)\b`, // Ollama, llama.cpp, vLLM, SGLang, Anthropic
    String.raw`\bprompt is too long\b`, // Anthropic
    String.raw`\btoo many (?:input )?tokens\b`,
    String.raw`\bmaximum model length\b`, // vLLM
    String.raw`\bexceeds the maximum number of tokens\b`, // Gemini
    String.raw`\btokens \+ .max_new_tokens. must be\b`, // TGI, Together
  ].join('|'),
  'i',
);

/** More tokens in one request than a minute may have (OpenAI, Groq): no pause makes room for it. */
const TOO_LARGE = /^request too large\b/i;

/** How those without a code for it say that a filter refused a prompt: OpenRouter and OpenAI, DeepSeek; not that an account was flagged. */
const FLAGGED = /\b(?<!\b(?:account|organi[sz]ation)\b.{0,24})flagged\b|\bcontent exists risk\b/i;

/** The error that an HTTP status stands for. `body` is the start of what the server said. */
export function errorOfStatus(
  status: number,
  headers: IncomingHttpHeaders,
  body: string,
  address: string,
  asked?: string,
): ModelError {
  const said = readErrorBody(body);
  const message = `${address} answered ${status}${said.said === '' ? '' : `: ${said.said}`}`;
  const named = errorOfSaid(status, said, message, { asked, retryAfterSeconds: retryAfter(headers) });
  if (named !== undefined) return named;
  if (status >= 300 && status < 400) {
    return new ModelError(
      'not-found',
      'end-run',
      `${message} (a redirect to ${withoutQuery(headers.location ?? 'nowhere')}; redirects are not followed, set baseUrl to the final address)`,
    );
  }
  return new ModelError('bad-request', 'end-run', message + hintOf(said.said));
}

/** The error that is told by its code, its words or its status; undefined where a request is refused for another reason. */
function errorOfSaid(
  status: number | undefined,
  { said, codes }: Said,
  message: string,
  { asked, retryAfterSeconds }: { asked?: string; retryAfterSeconds?: number | undefined } = {},
): ModelError | undefined {
  const named = errorOfCodes(codes, message);
  if (named !== undefined) return named;
  const refused = status === 400 || status === 422;
  if (status === 413 || (refused && TOO_LONG.test(said)) || (status === 429 && TOO_LARGE.test(said)))
    return new ModelError('too-long', 'give-up', message);
  if ((refused || status === 403) && FLAGGED.test(said)) return new ModelError('filtered', 'give-up', message);
  const retry = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  switch (status) {
    case 402:
      return new ModelError('rate-limited', 'end-run', `${message} (nothing is left to pay with)`);
    case 401:
    case 403:
      return new ModelError('unauthorised', 'end-run', `${message} (check the backend's apiKey)`);
    case 404:
      return new ModelError(
        'not-found',
        'end-run',
        `${message} (check the backend's baseUrl and the model's name${asked === undefined ? '' : `; ${asked} was asked for`})`,
      );
    case 408:
    case 409:
    case 424: // TGI: generation failed
    case 425:
      return new ModelError('server-error', 'retry', message, retry);
    case 429:
    case 498: // Groq: no capacity for service_tier flex
      return new ModelError('rate-limited', 'retry', message, retry);
  }
  return status !== undefined && status >= 500 ? new ModelError('server-error', 'retry', message, retry) : undefined;
}

/** The error that a code or type of a server's error stands for, whatever the status. */
function errorOfCodes(codes: readonly string[], message: string): ModelError | undefined {
  for (const code of codes) {
    switch (code) {
      case 'content_filter':
      case 'content_policy_violation':
      case 'data_inspection_failed': // DashScope
        return new ModelError('filtered', 'give-up', message);
      case 'context_length_exceeded':
        return new ModelError('too-long', 'give-up', message);
      case 'insufficient_quota':
      case 'billing_hard_limit_reached': // OpenAI, too
      case 'exceeded_current_quota_error': // Moonshot
      case 'budget_exceeded': // LiteLLM
        return new ModelError('rate-limited', 'end-run', message);
    }
  }
  return undefined;
}

/** What to do where a reasoning model refuses a field. */
function hintOf(said: string): string {
  if (/\buse 'max_completion_tokens'/i.test(said))
    return ' (set maxTokensField of the backend to max_completion_tokens)';
  if (/\btemperature\b/.test(said)) return " (set the model's temperature to one that it takes, or leave it out)";
  return '';
}

/**
 * Some servers and gateways answer 200 and tell in the body what went wrong; OpenRouter gives the status there, too
 * (https://openrouter.ai/docs/api/reference/errors-and-debugging).
 *
 * @param text the body as it was sent
 * @throws ModelError where the body has an `error`
 */
export function throwSaidError(body: object, text: string, address: string): void {
  const inner = unlisted(body);
  if (typeof inner !== 'object' || inner === null || !('error' in inner) || !inner.error) return;
  const said = saidIn(inner, text);
  const message = `${address} answered with an error: ${said.said}`;
  const status = said.codes.map(Number).find((code) => code >= 400 && code < 600);
  const named = errorOfSaid(status, said, message);
  if (named !== undefined) throw named;
  if (status === undefined) throw new ModelError('bad-reply', 'retry', message);
  throw new ModelError('bad-request', 'end-run', message + hintOf(said.said));
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
  /** What names the error: its code, which may be a status, and its type. */
  codes: readonly string[];
}

/** Gemini has its errors in a list. */
function unlisted(body: unknown): unknown {
  return Array.isArray(body) && body.length === 1 ? body[0] : body;
}

/** @param text what is told where no message is found */
// biome-ignore lint/suspicious/noExplicitAny: whatever a server sends
function saidIn(body: any, text: string): Said {
  const error = body?.error ?? body;
  const said = typeof error === 'string' ? error : (error?.message ?? body?.message ?? body?.detail);
  // OpenRouter: the provider's own words, where the message is no more than "Provider returned error".
  const raw = error?.metadata?.raw;
  const message = typeof said === 'string' ? said : text;
  return {
    said: excerpt(typeof raw === 'string' && raw !== '' ? `${message}: ${raw}` : message),
    codes: [error?.code, error?.type]
      .filter((code) => typeof code === 'string' || typeof code === 'number')
      .map(String),
  };
}

function readErrorBody(body: string): Said {
  try {
    return saidIn(unlisted(JSON.parse(body)), body);
  } catch {
    return { said: excerpt(body.replace(/<[^>]*>/g, ' ')), codes: [] };
  }
}

/** The start of a text on one line, for messages. */
export function excerpt(text: string, length = 200): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
