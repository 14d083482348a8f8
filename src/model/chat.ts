export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** A JSON Schema, as backends take it for structured replies. */
export type JsonSchema = Record<string, unknown>;

/** One request to a model, independent of the protocol that carries it. What is left out is the backend's default. */
export interface ChatRequest {
  model: string;
  messages: readonly Message[];
  temperature?: number;
  topP?: number;
  maxTokens?: number;
  seed?: number;
  stop?: readonly string[];
  /** The reply must be JSON of this schema. */
  schema?: JsonSchema;
  /** Fields of the backend's own protocol, sent as they are. */
  options?: Record<string, unknown>;
}

/** Why a reply ended: the model was done, the token limit cut it off, or a filter withheld it. */
export type Finish = 'stop' | 'length' | 'filtered';

export interface Usage {
  promptTokens: number;
  completionTokens: number;
}

/** What a model answered. */
export interface Reply {
  /** The answer, without any reasoning that came with it. */
  text: string;
  /** The reasoning, where the model shows it apart. */
  reasoning?: string;
  finish: Finish;
  /** Token counts, where the backend gives them. */
  usage?: Usage;
  /** How long the backend took, in seconds. */
  seconds: number;
}

export interface ModelInfo {
  name: string;
  /** Size, family, quantisation: whatever the backend tells, for people to read. */
  details?: string;
}

/** What a run needs of one model, checked before anything is asked. */
export interface ModelNeeds {
  model: string;
  /** The texts of the longest prompt. */
  prompt: readonly string[];
  /** The longest reply that is asked for, in tokens. */
  replyTokens: number;
  options?: Record<string, unknown>;
}

/** A server that speaks some protocol to models. */
export interface Backend {
  /** Where it is, for messages: the protocol and the address, without credentials. */
  readonly address: string;
  /**
   * Asks a model once, without retries.
   *
   * @throws ModelError saying what went wrong and whether another try may help.
   */
  chat(request: ChatRequest, signal: AbortSignal): Promise<Reply>;
  /** @throws ModelError where the server can't be asked. */
  models(signal: AbortSignal): Promise<ModelInfo[]>;
  /**
   * Sees to it that the run's models can answer: the server is there, has them, and the longest prompt fits.
   *
   * @returns a sentence on what looks wrong and may yet be right, if anything does
   * @throws UsageError or ModelError saying what to do.
   */
  check(needs: readonly ModelNeeds[], signal: AbortSignal): Promise<string | undefined>;
}
