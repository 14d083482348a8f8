import { type LoadedConfig, loadConfig } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import { type ConfigFlags, overridesOf } from './run-options.ts';

/**
 * Reads all configs of a command before the first is run: a mistake in the last one must not show up after an hour.
 * What runs them is in another file, which takes longer to load: a mistake is told at once.
 *
 * @throws UsageError
 */
export function loadConfigs(paths: readonly string[], flags: ConfigFlags): LoadedConfig[] {
  const loaded = paths.map((path) => loadConfig(path, { overrides: overridesOf(flags) }));
  const names = loaded.map(({ config }) => config.name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) {
    throw new UsageError(
      `two of the configs are called "${twice}", and would write to one folder; give one another \`name\``,
    );
  }
  return loaded;
}
