import * as z from 'zod';

// A longer time than this overflows Node's timers, which would then fire at once.
const seconds = z.number().positive().max(1e6);
const headers = z.record(z.string(), z.string());
const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })
  .refine((url) => !URL.canParse(url) || new URL(url).username + new URL(url).password === '', {
    error: 'must not hold a user or password; put them into headers',
  })
  // Slashes at the end of the path; a query may follow.
  .transform((url) => url.replace(/^([^?#]*?)\/+(?=[?#]|$)/, '$1'));

const retries = z
  .strictObject({
    tries: z.int().min(1).max(100).default(10).describe('How often a call is tried in all'),
    minSeconds: seconds.default(0.5).describe('Pause before the second try; it doubles from try to try, with jitter'),
    maxSeconds: seconds
      .default(30)
      .describe('Longest pause between two tries, unless the server asks for a longer one'),
    totalSeconds: seconds.default(900).describe('Longest time that all tries of a call may take together'),
  })
  .describe('How calls that fail for a while (408, 409, 429, 5xx, dropped connections, timeouts) are tried again');

const limits = z
  .strictObject({
    requestsPerMinute: z
      .int()
      .min(1)
      .optional()
      .describe(
        'Most requests in any sixty seconds, retries included; those that must wait take up no place in flight',
      ),
    tokensPerMinute: z
      .int()
      .min(1)
      .optional()
      .describe(
        'Most tokens, of prompts and replies, in any sixty seconds: estimated before a call, set right by what the server counted after it',
      ),
  })
  .describe('Limits of the service, for all addresses of the backend together; each run counts for itself');

const server = {
  baseUrls: z
    .array(httpUrl)
    .min(1)
    .refine((urls) => new Set(urls).size === urls.length, { error: 'holds the same address twice' })
    .optional()
    .describe(
      'In place of `baseUrl`: several servers with the same models. Each call goes to the one with the fewest in flight; one that fails is left out and tried again later',
    ),
  concurrency: z.int().min(1).max(4096).describe('Calls in flight at once; with `baseUrls`, at each address'),
  limits: limits.prefault({}),
  timeout: seconds
    .default(300)
    .describe('Seconds after which a call that has no whole answer is given up and tried again'),
  retries: retries.prefault({}),
  headers: headers.default({}).describe('Further HTTP headers'),
};

/** What `baseUrl` is where no address is given. */
const OLLAMA = 'http://127.0.0.1:11434';
const OPENAI = 'https://api.openai.com/v1';

interface Addresses {
  baseUrl?: string | undefined;
  baseUrls?: string[] | undefined;
}

const isEither = ({ baseUrl, baseUrls }: Addresses) => baseUrl === undefined || baseUrls === undefined;
const notBoth = { error: 'and `baseUrl` exclude each other', path: ['baseUrls'] };

/** A backend that names no address has its type's own. */
function withAddress<T extends Addresses>(config: T, own: string): T {
  return config.baseUrls === undefined ? { ...config, baseUrl: config.baseUrl ?? own } : config;
}

/** Where a backend can be asked. */
export function addressesOf({ baseUrl, baseUrls }: Addresses): string[] {
  return baseUrls ?? [baseUrl!];
}

const ollama = z.strictObject({
  type: z.literal('ollama'),
  baseUrl: httpUrl.optional().describe(`Address of the Ollama server; ${OLLAMA} where it is left out`),
  ...server,
  concurrency: server.concurrency.default(4),
  keepAlive: z.union([z.string(), z.number()]).optional().describe('How long the model stays loaded, for instance 10m'),
  think: z
    .union([z.boolean(), z.enum(['low', 'medium', 'high'])])
    .optional()
    .describe('Whether a reasoning model reasons'),
  options: z
    .record(z.string(), z.unknown())
    .default({})
    .describe(
      'Options of Ollama such as num_ctx, repeat_penalty; num_ctx is chosen to fit the longest prompt where it is left out',
    ),
});

const ollamaConfig = ollama
  .refine(isEither, notBoth)
  .transform((config): z.output<typeof ollama> => withAddress(config, OLLAMA));

const openAi = z.strictObject({
  type: z.literal('openai'),
  baseUrl: httpUrl
    .optional()
    .describe(`Base URL of the OpenAI-compatible API, mostly ending in /v1; ${OPENAI} where it is left out`),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how it is written in a config
  apiKey: z.string().optional().describe('The key, from the environment: ${OPENAI_API_KEY}'),
  ...server,
  concurrency: server.concurrency.default(8),
  body: z.record(z.string(), z.unknown()).default({}).describe('Further fields of every request body'),
  maxTokensField: z
    .enum(['max_tokens', 'max_completion_tokens'])
    .default('max_tokens')
    .describe("The field that carries maxTokens; OpenAI's reasoning models want max_completion_tokens"),
});

export const openAiConfig = openAi
  .refine(isEither, notBoth)
  .transform((config): z.output<typeof openAi> => withAddress(config, OPENAI));

const replayConfig = z.strictObject({
  type: z.literal('replay'),
  recording: z.string().describe('A recording (JSONL); its path is relative to the config'),
  think: ollama.shape.think.describe('As the backend that was recorded had it'),
  options: z.record(z.string(), z.unknown()).optional().describe('As the backend that was recorded had them'),
  body: z.record(z.string(), z.unknown()).optional().describe('As the backend that was recorded had it'),
});

/** Where models are asked. */
export const backendConfig = z.discriminatedUnion('type', [ollamaConfig, openAiConfig, replayConfig]);

export type OllamaConfig = z.output<typeof ollamaConfig>;
export type OpenAiConfig = z.output<typeof openAiConfig>;
export type BackendConfig = z.output<typeof backendConfig>;

/** A model and how it is asked: one under evaluation, or a judge. */
export const modelConfig = z.strictObject({
  name: z.string().min(1).optional().describe('Its name in the results; the name of the model where it is left out'),
  backend: z.string().optional().describe('Name of its backend; may be left out where there is only one'),
  model: z.string().min(1).describe('The name of the model at its backend'),
  temperature: z
    .number()
    .min(0)
    .max(2)
    .optional()
    .describe("Sampling temperature; the evaluator's, else the backend's default where it is left out"),
  topP: z.number().min(0).max(1).optional().describe("Nucleus sampling; the backend's default where it is left out"),
  maxTokens: z.int().min(1).optional().describe('Longest reply, in tokens'),
  seed: z
    .int()
    .nullable()
    .optional()
    .describe(
      "Sent to the backend, counted up for every repetition; where it is left out, PEEM sends the run's seed and others none; null: never sent",
    ),
  stop: z.array(z.string()).optional().describe('Texts at which a reply ends'),
  system: z.string().optional().describe('A system message'),
  options: z.record(z.string(), z.unknown()).optional().describe("Fields of the backend's own protocol for this model"),
  price: z
    .strictObject({
      input: z.number().min(0).describe('Of prompts'),
      output: z.number().min(0).describe('Of replies'),
    })
    .optional()
    .describe('US dollars per million tokens; without it no cost is reported'),
});

export type ModelConfig = z.output<typeof modelConfig>;

/** What a backend adds to every request, so that replies depend on it; undefined where it adds nothing. */
export function settingsOf(config: BackendConfig): Record<string, unknown> | undefined {
  const { think, options, body }: { think?: unknown; options?: object; body?: object } = config;
  const settings = {
    ...(think !== undefined && { think }),
    ...(options !== undefined && Object.keys(options).length > 0 && { options }),
    ...(body !== undefined && Object.keys(body).length > 0 && { body }),
  };
  return Object.keys(settings).length > 0 ? settings : undefined;
}
