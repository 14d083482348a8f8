import { compileTemplate } from '../../judging/template.ts';
import type { PeemConfig } from './config.ts';
import type { Item } from './data.ts';

/**
 * Makes the prompt of an item: its input as it stands, to the last space, or what the config's template makes of it.
 *
 * @param files the config's files; the template is among them where the config names one
 */
export function promptOf(config: PeemConfig, files: ReadonlyMap<string, string>): (item: Item) => string {
  if (config.prompt === undefined) return ({ input }) => input ?? '';
  const template = compileTemplate(files.get(config.prompt)!, config.prompt);
  return ({ id, input, parts }) => template({ id, ...(input !== undefined && { input }), ...parts });
}
