import { loadConfig } from '../config/load.ts';
import { messageOf, UsageError } from '../errors.ts';
import { loadInputs } from '../inputs.ts';
import { printableLines } from '../printable.ts';
import { plural } from '../reports/format.ts';
import { EXIT } from './outcome.ts';
import { type ConfigFlags, overridesOf } from './run-options.ts';

/** `assay validate`: reads configs, data and templates as a run would; every config is looked at. */
export async function validateCommand(paths: readonly string[], flags: ConfigFlags): Promise<number> {
  let wrong = false;
  for (const path of paths) {
    try {
      const { config } = loadConfig(path, { overrides: overridesOf(flags) });
      const { dataset } = await loadInputs(config);
      process.stdout.write(`${path}: fine (${config.evaluator.type}, ${plural(dataset.rows, 'row')})\n`);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      wrong = true;
      process.stderr.write(`${printableLines(messageOf(error))}\n`);
    }
  }
  return wrong ? EXIT.usage : EXIT.done;
}
