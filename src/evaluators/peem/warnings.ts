// Yuan et al., findings of ACL 2024, arXiv 2408.13738, gives conditions: many items, independent errors, predictions
// that can be read. What breaks them is told in one plain sentence each.
import type { ExpectationMaximisation } from './expectation-maximisation.ts';
import type { NearCopies } from './near-copies.ts';

/** With fewer items a consistency near a half is off by more than 0.1 (1.96 · √(0.25 / 100)), which blurs any ranking. */
const FEW_ITEMS = 100;

/** With fewer models there is no majority among the references. */
const FEW_MODELS = 3;

/** Below this share of readable replies the rank says more about form than about capability. */
export const READABLE = 0.8;

/** What the warnings are drawn from. */
export interface Findings {
  /** Names of the models, the human labels' included where they joined. */
  names: readonly string[];
  items: number;
  /** Of the EM, where the algorithm was asked for. */
  em?: Pick<ExpectationMaximisation, 'references'>;
  nearCopies?: readonly NearCopies[];
  /** Share of a model's replies that gave a prediction, where known. */
  extractionRates?: readonly (number | undefined)[];
}

/** The warnings, one sentence each, the gravest first; none where all is well. */
export function warnings({ names, items, em, nearCopies = [], extractionRates = [] }: Findings): string[] {
  const found: string[] = [];
  if (names.length < FEW_MODELS) {
    found.push(
      `Only ${count(names.length, 'model')}: PEEM needs at least ${FEW_MODELS} to compare them by consistency.`,
    );
  }
  if (items < FEW_ITEMS) {
    const error = (0.98 / Math.sqrt(Math.max(1, items))).toFixed(2);
    found.push(
      `Only ${count(items, 'item')}: a capability can be off by about ±${error}; use ${FEW_ITEMS} items or more.`,
    );
  }
  for (const { pair, agreement, expected } of nearCopies) {
    const [a, b] = pair.map((model) => names[model]);
    found.push(
      `${a} and ${b} may be near copies: their consistency is ${agreement.toFixed(2)} where the other models let expect ` +
        `${expected.toFixed(2)}, so their errors are not independent and both may be rated too high.`,
    );
  }
  const only = em?.references.length === 1 && names.length > 1 ? names[em.references[0]!] : undefined;
  if (only !== undefined) {
    found.push(
      `The EM kept one reference only, ${only}: every other capability is just the agreement with it; compare the ` +
        'ranking with the filtering baseline.',
    );
  }
  for (const [model, rate] of extractionRates.entries()) {
    if (rate === undefined || rate >= READABLE) continue;
    const share = `${(100 * rate).toFixed(0)}%`;
    found.push(
      `Only ${share} of the replies of ${names[model]} could be read: its rank tells more of form than capability.`,
    );
  }
  return found;
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
