import { appendTo } from '../append-to.ts';

/** The rows of each cluster, by their indices. Rows of a cluster may depend on each other, clusters do not. */
export type Clusters = readonly (readonly number[])[];

/**
 * The clusters of rows that have the same key.
 *
 * @param keys a key for each row
 * @returns the clusters in the order of their first rows; `undefined` where no key comes twice, so that plain methods
 * for independent rows can be used, which take less time and memory
 */
export function clustersOf(keys: readonly string[]): Clusters | undefined {
  if (new Set(keys).size === keys.length) return undefined;
  const clusters = new Map<string, number[]>();
  for (const [row, key] of keys.entries()) appendTo(clusters, key, row);
  return [...clusters.values()];
}
