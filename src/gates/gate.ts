/** How a value is compared with its bound. */
export type Operator = '>=' | '>' | '<=' | '<' | '==';

export const OPERATORS: readonly Operator[] = ['>=', '<=', '==', '>', '<'];

/** What a statistic of a run must be. */
export interface Gate {
  /** As it was written. */
  text: string;
  /** Names a row of summary.csv exactly; the criterion is empty for statistics of the whole run. */
  criterion: string;
  statistic: string;
  model?: string;
  demand: Demand;
}

export type Demand =
  | { kind: 'number'; operator: Operator; bound: number }
  /** The baseline's value plus `offset`. */
  | { kind: 'baseline'; operator: Operator; offset: number }
  /** The interval of the paired difference must not lie on the worse side of 0. */
  | { kind: 'not-worse' };

export function needsBaseline({ demand }: Gate): boolean {
  return demand.kind !== 'number';
}
