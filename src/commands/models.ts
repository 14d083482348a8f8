import { existsSync } from 'node:fs';
import { loadConfig } from '../config/load.ts';
import { messageOf, UsageError } from '../errors.ts';
import type { ModelInfo } from '../model/chat.ts';
import type { BackendConfig } from '../model/config.ts';
import { addressesOf, backendConfig } from '../model/config.ts';
import { openBackend } from '../model/models.ts';
import { Recording } from '../model/recording.ts';
import { withoutQuery } from '../model/without-query.ts';
import { printable } from '../printable.ts';
import { redactor } from '../redactor.ts';
import { plural } from '../reports/format.ts';
import { forLog } from '../reports/github-log.ts';
import { textTable } from '../reports/table.ts';
import { EXIT } from './outcome.ts';

export interface ModelsFlags {
  baseUrl?: string;
}

/** `assay models`: the models that backends offer at each of their addresses. They are a config's, or named by type. */
export async function modelsCommand(what: string, flags: ModelsFlags): Promise<number> {
  const { backends, secrets } = backendsOf(what, flags);
  const redact = redactor(secrets);
  let code: number = EXIT.done;
  for (const [name, backend] of Object.entries(backends)) {
    const nothing = backend.type === 'ollama' ? 'no models; to get one, type:  ollama pull qwen3:8b' : 'no models';
    for (const { at, offered } of offers(backend)) {
      try {
        const rows = (await offered()).map((model) => [printable(model.name), printable(model.details ?? '')]);
        const table = rows.length === 0 ? nothing : textTable([{ name: 'model' }, { name: 'details' }], rows);
        process.stdout.write(forLog(redact(`${name} (${at})\n${table}\n`)));
      } catch (error) {
        // A server's answer may repeat the key that it was sent.
        process.stderr.write(forLog(`${name}: ${printable(redact(messageOf(error)))}\n`));
        code = EXIT.incomplete;
      }
    }
  }
  return code;
}

interface Backends {
  backends: Record<string, BackendConfig>;
  secrets: readonly string[];
}

function backendsOf(what: string, { baseUrl }: { baseUrl?: string }): Backends {
  if (what !== 'ollama' && what !== 'openai') {
    if (!existsSync(what)) throw new UsageError(`${what}: no such file, and no backend; there are: ollama, openai`);
    const { config, secrets } = loadConfig(what);
    return { backends: config.backends, secrets };
  }
  const apiKey = what === 'openai' ? process.env.OPENAI_API_KEY : undefined;
  const parsed = backendConfig.safeParse({ type: what, ...(apiKey && { apiKey }), ...(baseUrl && { baseUrl }) });
  if (!parsed.success) throw new UsageError(`--base-url ${baseUrl}: ${parsed.error.issues[0]!.message}`);
  return { backends: { [what]: parsed.data }, secrets: apiKey ? [apiKey] : [] };
}

interface Offer {
  /** The type, and where there are several, the address. */
  at: string;
  offered: () => Promise<ModelInfo[]>;
}

function offers(backend: BackendConfig): Offer[] {
  const { type } = backend;
  if (type === 'replay') return [{ at: type, offered: async () => recorded(backend.recording) }];
  const addresses = addressesOf(backend);
  return addresses.map((address) => ({
    at: addresses.length === 1 ? type : `${type} ${withoutQuery(address)}`,
    offered: async () => (await openBackend(backend, address)).models(new AbortController().signal),
  }));
}

function recorded(path: string): ModelInfo[] {
  const recording = new Recording(path, 'read');
  try {
    const names = new Map<string, number>();
    // A copy of the keys: where a line is found to be damaged, the recording is read anew.
    for (const key of [...recording.keys()]) {
      const model = recording.find(key)?.call.request.model;
      if (model !== undefined) names.set(model, (names.get(model) ?? 0) + 1);
    }
    return [...names].map(([name, calls]) => ({ name, details: plural(calls, 'recorded call') }));
  } finally {
    recording.close();
  }
}
