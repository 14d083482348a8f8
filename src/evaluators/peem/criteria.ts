// The names under which things stand in the results. They are part of their format: gates and scripts use them.

/** The criteria that rows of the results stand under: replies have predictions, models have a capability. */
export const CRITERION = { prediction: 'prediction', capability: 'capability' } as const;

/** The files of PEEM's own, beside those that every run has. */
export const TABLES = { consistency: 'consistency.csv', pairs: 'pairs.csv', trace: 'trace.csv' } as const;
