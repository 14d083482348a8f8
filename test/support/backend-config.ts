import { type BackendConfig, backendConfig } from '../../src/model/config.ts';
import type { ModelServer } from './model-server.ts';

type LiveConfig = Exclude<BackendConfig, { type: 'replay' }>;

/** The protocols, with the path at which a server speaks each. */
export const PROTOCOLS = [
  { type: 'openai', path: '/v1' },
  { type: 'ollama', path: '' },
] as const;

/** Retries without noticeable pauses. */
export const QUICK = { tries: 3, minSeconds: 0.001, maxSeconds: 0.002, totalSeconds: 20 };

/** The config of a backend at a server. */
export function configOf(
  { type, path }: { type: LiveConfig['type']; path: string },
  server: ModelServer,
  over: object = {},
): LiveConfig {
  return backendConfig.parse({ type, baseUrl: `${server.url}${path}`, retries: QUICK, ...over }) as LiveConfig;
}
