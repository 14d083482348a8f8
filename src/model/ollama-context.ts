import { countTokens } from './tokens.ts';

/** Ollama gives a model this much context where nobody asks for more, and cuts longer prompts without a word. */
const DEFAULT_CONTEXT = 4096;

/** Room for what a reasoning model thinks before it replies; more than most of them take for a judgement or an answer. */
const REASONING_TOKENS = 4096;

/** How large a context one model of Ollama is asked for, in tokens: it grows with the prompts that have to fit. */
export class OllamaContext {
  /** The largest that the model can have. */
  readonly #limit: number;
  /** Tokens that are taken beside prompt and reply; a config that sets the size has thought of them. */
  readonly #reasoning: number;
  #size: number;
  /** How long a reply was planned to be, for requests that set no limit. */
  replyTokens = 0;

  /**
   * @param limit of the model, where it tells one
   * @param thinks whether it reasons before it replies
   */
  constructor(limit = Number.POSITIVE_INFINITY, thinks = false) {
    this.#limit = limit;
    this.#reasoning = thinks ? REASONING_TOKENS : 0;
    this.#size = Math.min(DEFAULT_CONTEXT, limit);
  }

  /**
   * Makes room for a prompt and its reply.
   *
   * @param fixed the size that the config sets
   * @returns the size to ask for, or why there is no room, as the rest of a sentence that begins with the prompt
   */
  async fit(prompt: readonly string[], replyTokens: number, fixed?: number): Promise<number | string> {
    const size = fixed ?? this.#size;
    // No text has more tokens than bytes: where that is few enough, counting, which takes a third of a second, is spared.
    const most = prompt.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    const reserve = fixed === undefined ? this.#reasoning : 0;
    if (most + replyTokens + reserve <= Math.min(size, this.#limit)) return size;
    const promptTokens = await countTokens(prompt);
    const needed = promptTokens + replyTokens;
    const told = `has about ${promptTokens} tokens and its reply may have ${replyTokens}`;
    if (needed > this.#limit) {
      return `${told}, but the model has a context of ${this.#limit} tokens; use smaller batches, shorter texts or another model`;
    }
    if (fixed === undefined) {
      this.#size = Math.max(this.#size, Math.min(sizeFor(needed + reserve), this.#limit));
      return this.#size;
    }
    if (needed <= fixed) return fixed;
    return `${told}, but num_ctx is ${fixed} and Ollama cuts what does not fit without a word; set options.num_ctx to ${sizeFor(needed)}, or leave it out`;
  }
}

function sizeFor(tokens: number): number {
  return Math.max(DEFAULT_CONTEXT, 2 ** Math.ceil(Math.log2(tokens)));
}
