import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../config/load.ts';
import type { RunConfig } from '../config/run-config.ts';
import { UsageError } from '../errors.ts';
import { rescore } from '../pipeline/rescore.ts';
import { printable } from '../printable.ts';
import { count } from '../reports/format.ts';
import { forLog } from '../reports/github-log.ts';
import { headlineText } from '../reports/headline-text.ts';
import { nearPath } from '../reports/near-path.ts';
import { noteLines } from '../reports/run-summary.ts';
import type { Manifest } from '../results/manifest.ts';
import { readManifest } from '../results/read-run.ts';
import { FILES } from '../results/run-folder.ts';
import { EXIT } from './outcome.ts';

export interface RescoreFlags {
  config?: string;
  out?: string;
}

/** `assay rescore`: reads the stored replies of a run again. */
export async function rescoreCommand(folder: string, flags: RescoreFlags): Promise<number> {
  const manifest = readManifest(folder);
  const loaded = flags.config === undefined ? undefined : loadConfig(flags.config);
  const config = loaded?.config ?? configOf(manifest, folder);
  const out = flags.out ?? folder;
  refuseOtherRun(out, manifest);
  const { result, changed, ratings } = await rescore(folder, out, config, manifest, loaded?.secrets ?? []);
  const lines = [
    '',
    headlineText(config.evaluator.type, result),
    '',
    ...noteLines(result.manifest),
    `${count(changed)} of ${count(ratings)} ratings changed; results in ${nearPath(out)}/`,
  ];
  process.stdout.write(`${forLog(lines.join('\n'))}\n`);
  const { state, reason } = result.manifest;
  if (state === 'complete') return EXIT.done;
  process.stderr.write(forLog(`${out}: the run is ${state}${reason === undefined ? '' : `: ${printable(reason)}`}\n`));
  return EXIT.incomplete;
}

/** A folder may be that of the run, or of a rescore of it before. @throws UsageError where it holds another run */
function refuseOtherRun(out: string, { started }: Manifest): void {
  if (!existsSync(join(out, FILES.manifest))) return;
  const there = readManifest(out);
  if (there.started === started) return;
  throw new UsageError(`${out}: this folder holds another run ("${there.name}"); choose a new one with --out`);
}

/** The config of a run as its run.json has it. @throws UsageError where somebody has changed that */
function configOf({ config }: Manifest, folder: string): RunConfig {
  const lacking = ['name', 'path', 'backends', 'dataset', 'models', 'evaluator'].find((key) => !(key in config));
  if (lacking === undefined) return config as unknown as RunConfig;
  throw new UsageError(
    `${join(folder, FILES.manifest)}: its config lacks \`${lacking}\`; name the config with --config`,
  );
}
