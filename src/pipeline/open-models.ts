import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RunConfig } from '../config/run-config.ts';
import { placedIn } from '../errors.ts';
import type { Control } from '../model/endpoint.ts';
import { Models } from '../model/models.ts';
import { Recording } from '../model/recording.ts';
import { redactor } from '../redactor.ts';
import type { RunObserver } from './observer.ts';
import { Totals } from './totals.ts';

export interface OpenOptions {
  /** The folder that holds the runs' folders. */
  results: string;
  /** Where calls are recorded, in place of what the config says. */
  recording?: string;
  mode: 'live' | 'refresh' | 'replay';
  secrets: readonly string[];
  /** `stop`: start no further call. `abort`: cut off those in flight. */
  control: Control;
}

/** Where a run records its calls. */
export function recordingPath(
  config: RunConfig,
  { results, recording }: Pick<OpenOptions, 'results' | 'recording'>,
): string {
  return resolve(recording ?? config.recording ?? join(results, 'recording.jsonl'));
}

/** The models of a config, where their calls are recorded, and what they took. */
export interface Opened {
  models: Models;
  totals: Totals;
  path: string;
  close(): void;
}

/** Opens the backends of a config and the recording behind them. */
export async function openModels(
  config: RunConfig,
  options: OpenOptions & { observer?: Pick<RunObserver, 'retried' | 'noticed'> },
): Promise<Opened> {
  const path = recordingPath(config, options);
  const redact = redactor(options.secrets);
  const opened: Recording[] = [];
  const open = (at: string, mode: 'read' | 'append') => {
    const recording = new Recording(at, mode, redact);
    opened.push(recording);
    return recording;
  };
  const totals = new Totals();
  let models: Models | undefined;
  const close = () => {
    models?.close();
    for (const recording of opened) recording.close();
  };
  try {
    // Where nothing can be asked, no recording is made.
    const asks = options.mode !== 'replay' && Object.values(config.backends).some(({ type }) => type !== 'replay');
    models = await Models.open({
      backends: config.backends,
      recording: asks ? open(path, 'append') : existsSync(path) ? open(path, 'read') : undefined,
      openRecording: (at) => {
        try {
          return open(at, 'read');
        } catch (error) {
          throw placedIn(config.path, error);
        }
      },
      mode: options.mode,
      control: options.control,
      events: {
        retried: (reason, message) => {
          totals.retried(reason);
          options.observer?.retried(reason, redact(message));
        },
        noticed: (message) => options.observer?.noticed(redact(message)),
      },
    });
    return { models, totals, path, close };
  } catch (error) {
    close();
    throw error;
  }
}
