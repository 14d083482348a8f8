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

/**
 * Whether human scores of a criterion are on another scale than the judge's: where any lies outside, all are, also those
 * that happen to lie within.
 */
export function onOtherScale(human: readonly number[], { low, high }: Range): boolean {
  return human.some((score) => score < low || score > high);
}
