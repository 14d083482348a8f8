/**
 * Waits for everything that is under way before it passes on a failure (of several, the one that comes first in the list): a
 * run that ends must not leave calls behind whose replies nobody records.
 */
export async function settleAll<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(promises);
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
