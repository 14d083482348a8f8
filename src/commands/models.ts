import { loadConfig } from '../config/load.ts';
import { messageOf, UsageError } from '../errors.ts';
import type { BackendConfig } from '../model/config.ts';
import { backendConfig } from '../model/config.ts';
import { openBackend } from '../model/open.ts';
import { Recording } from '../model/recording.ts';
import { printable } from '../reports/format.ts';
import { textTable } from '../reports/table.ts';
import { EXIT } from './outcome.ts';

/** `assay models`: what the backends of a config, or a backend named by its type, offer. */
export async function modelsCommand(what: string, flags: { baseUrl?: string }): Promise<number> {
  let code: number = EXIT.done;
  for (const [name, backend] of Object.entries(backendsOf(what, flags))) {
    try {
      const models = await offered(backend);
      const rows = models.map((model) => [printable(model.name), printable(model.details ?? '')]);
      const nothing = backend.type === 'ollama' ? 'no models; to get one, type:  ollama pull qwen3:8b' : 'no models';
      process.stdout.write(
        `${name} (${backend.type})\n${rows.length === 0 ? nothing : textTable([{ name: 'model' }, { name: 'details' }], rows)}\n`,
      );
    } catch (error) {
      process.stderr.write(`${name}: ${messageOf(error)}\n`);
      code = EXIT.incomplete;
    }
  }
  return code;
}

function backendsOf(what: string, { baseUrl }: { baseUrl?: string }): Record<string, BackendConfig> {
  if (what !== 'ollama' && what !== 'openai') return loadConfig(what).config.backends;
  const apiKey = what === 'openai' && process.env.OPENAI_API_KEY ? { apiKey: process.env.OPENAI_API_KEY } : {};
  const parsed = backendConfig.safeParse({ type: what, ...apiKey, ...(baseUrl && { baseUrl }) });
  if (!parsed.success) throw new UsageError(`--base-url ${baseUrl}: ${parsed.error.issues[0]!.message}`);
  return { [what]: parsed.data };
}

async function offered(backend: BackendConfig): Promise<{ name: string; details?: string }[]> {
  if (backend.type !== 'replay') return (await openBackend(backend)).models(new AbortController().signal);
  const recording = new Recording(backend.recording, 'read');
  try {
    const names = new Map<string, number>();
    for (const key of recording.keys()) {
      const model = recording.find(key)?.call.request.model ?? '';
      names.set(model, (names.get(model) ?? 0) + 1);
    }
    return [...names].map(([name, calls]) => ({ name, details: `${calls} recorded calls` }));
  } finally {
    recording.close();
  }
}
