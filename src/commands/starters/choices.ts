import { stringify } from 'yaml';

/** What `assay init` was told. */
export interface StarterChoices {
  /** The name of the run. */
  name: string;
  evaluator: 'batcheval' | 'peem' | 'mt-bench';
  backend: 'ollama' | 'openai';
  /** The judge; for PEEM, the first of the models under evaluation. */
  model: string;
  baseUrl?: string;
}

export const DEFAULT_MODELS = {
  ollama: ['qwen3:8b', 'llama3.1:8b', 'gemma3:4b'],
  openai: ['gpt-4o-mini', 'gpt-4.1-mini', 'gpt-4.1-nano'],
} as const;

/** The models under evaluation of a new config: by default three, of different makers where that can be. */
export function otherModels({ backend, model }: StarterChoices): string[] {
  return DEFAULT_MODELS[backend].filter((name) => name !== model).slice(0, 2);
}

/** A text as YAML takes it for a text: `2024` and `true` are none unless they are quoted. */
export function yamlText(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}

/** The `backend:` of a config, with comments. */
export function backendSection(choices: StarterChoices): string {
  return choices.backend === 'ollama' ? ollama(choices.baseUrl) : openai(choices);
}

function ollama(baseUrl = 'http://127.0.0.1:11434'): string {
  return `backend:
  type: ollama
  baseUrl: ${yamlText(baseUrl)}
  concurrency: 2        # calls at once; more than OLLAMA_NUM_PARALLEL only queue up
  # think: false        # keeps a model that reasons from it, which is faster
`;
}

export const OPENAI_URL = 'https://api.openai.com/v1';

/** Whether the config refuses to be read without a key in OPENAI_API_KEY. */
export function needsKey({ backend, baseUrl = OPENAI_URL }: StarterChoices): boolean {
  return backend === 'openai' && baseUrl.startsWith('https://api.openai.com');
}

function openai(choices: StarterChoices): string {
  return `backend:
  type: openai          # any OpenAI-compatible server: vLLM, llama.cpp, LM Studio, a cloud
  baseUrl: ${yamlText(choices.baseUrl ?? OPENAI_URL)}
  apiKey: \${OPENAI_API_KEY${needsKey(choices) ? '' : ':-none'}}
  concurrency: 8        # calls at once
`;
}

/** The end of a config: comments on what most evaluations come to need. @param gates a YAML list */
export function moreSection(gates: string): string {
  return `# More that it may hold; docs/config.md of assay has every key.
# gates: ${gates}   # what must hold: exit code 1 where it does not
# Where models run in several places, in place of \`backend\`; each model and judge then names its own (backend: cloud):
# backends: { local: { type: ollama }, cloud: { type: openai, apiKey: "\${OPENAI_API_KEY}" } }
# With price: { input: 2.5, output: 10 } (US dollars per million tokens) in a model or judge, its cost is told.
`;
}
