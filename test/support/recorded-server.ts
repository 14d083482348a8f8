import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { execa } from 'execa';

/** Where the published reference data lie, if they do. Tests that need them are skipped without. */
export const REFERENCE_DATA = process.env.ASSAY_REFERENCE_DATA;
const SERVER = REFERENCE_DATA === undefined ? '' : resolve(REFERENCE_DATA, '../tools/recorded-server.mjs');

export const hasReferenceData = REFERENCE_DATA !== undefined && existsSync(SERVER);
export const SKIPPED_WITHOUT = hasReferenceData
  ? ''
  : ' (skipped: ASSAY_REFERENCE_DATA does not name the reference data)';

export interface RecordedServer {
  url: string;
  stats(): Promise<{
    requests: number;
    completions: number;
    duplicates: number;
    peakInflight: number;
    faults: Record<string, number>;
  }>;
  stop(): Promise<void>;
}

/** The recorded-reply server, on a free port of this machine. */
export async function startRecordedServer(...args: string[]): Promise<RecordedServer> {
  const child = execa(process.execPath, [SERVER, '--data', REFERENCE_DATA!, '--port', '0', ...args], {
    reject: false,
    stderr: 'inherit',
  });
  const port = await new Promise<number>((found, failed) => {
    child.stdout.once('data', (line) => found(JSON.parse(String(line)).port));
    child.once('exit', () => failed(new Error('the recorded server did not start')));
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    stats: async () => (await fetch(`${url}/stats`)).json() as never,
    stop: async () => {
      child.kill();
      await child;
    },
  };
}

export function referenceFile(...parts: string[]): string {
  return join(REFERENCE_DATA!, ...parts);
}
