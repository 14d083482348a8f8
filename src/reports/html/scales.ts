/** The lowest and the highest score of a scale. */
export interface Range {
  low: number;
  high: number;
}

/** The scales that a config gives its criteria. */
export function scalesOf(config: unknown): Map<string, Range> {
  const criteria = (config as { evaluator?: { criteria?: unknown } } | undefined)?.evaluator?.criteria;
  const scales = new Map<string, Range>();
  for (const { name, scale } of Array.isArray(criteria) ? criteria : []) {
    const [low, high] = Array.isArray(scale) ? scale : [];
    if (typeof low === 'number' && typeof high === 'number' && low < high) scales.set(String(name), { low, high });
  }
  return scales;
}
