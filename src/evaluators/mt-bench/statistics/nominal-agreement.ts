import { cohenKappa } from '../../../stats/cohen-kappa.ts';
import { mean } from '../../../stats/mean.ts';

/** Labels of the same things by several raters, undefined where a rater gave none: units × raters. */
export type Labels = readonly (readonly (string | undefined)[])[];

/** Every pair of labels that two raters gave the same unit. */
export function labelPairs(labels: Labels): [string, string][] {
  return labels.flatMap((unit) =>
    unit.flatMap((a, i) =>
      unit.slice(i + 1).flatMap((b): [string, string][] => (a === undefined || b === undefined ? [] : [[a, b]])),
    ),
  );
}

/** The share of pairs that agree; undefined for none. */
export function agreementOf(pairs: readonly (readonly [string, string])[]): number | undefined {
  return pairs.length === 0 ? undefined : pairs.filter(([a, b]) => a === b).length / pairs.length;
}

/** Cohen's kappa, the mean over all pairs of raters for which it is defined. */
export function meanKappa(labels: Labels): number | undefined {
  const raters = labels[0]?.length ?? 0;
  const kappas: number[] = [];
  for (let a = 0; a < raters; a += 1) {
    for (let b = a + 1; b < raters; b += 1) {
      const both = labelPairs(labels.map((unit) => [unit[a], unit[b]]));
      const kappa = cohenKappa(
        both.map(([label]) => label),
        both.map(([, label]) => label),
      );
      if (kappa !== undefined) kappas.push(kappa);
    }
  }
  return mean(kappas);
}
