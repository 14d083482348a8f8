import type { Manifest } from './manifest.ts';

/** The run.json of a run, for tests. */
export const MANIFEST: Manifest = {
  tool: 'assay',
  version: '0.0.0',
  tables: 1,
  name: 'run',
  state: 'complete',
  started: '2026-01-01T00:00:00.000Z',
  seconds: 1,
  config: {},
  dataset: { path: 'data.jsonl', rows: 1, sha256: 'f00d' },
  files: {},
  seed: 1,
  coverage: 1,
  models: {},
  retries: {},
  recording: 'recording.jsonl',
  ownTables: [],
  warnings: [],
  node: 'v20.19.0',
};
