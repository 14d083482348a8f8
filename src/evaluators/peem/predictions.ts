// What the models under evaluation predicted: the only input of the method, which never sees a gold label.

/** The options chosen where several may be right: `'BD'` is B and D, a list names them, `''` and `[]` choose none. */
export type OptionSet = string | readonly string[];

/** One prediction of one model for one item. */
export type Prediction = string | number | readonly string[];

/**
 * Predictions as [model][item][sample], the items in the same order for every model. `null` is a reply that could not
 * be read ("no prediction"); an empty list of samples is an item that the model was not asked. Models may differ in
 * their number of samples.
 */
export type Predictions<P = Prediction> = readonly (readonly (readonly (P | null)[])[])[];

/** Consistency C(i,j) of model i with model j. NaN on the diagonal: unknown, and left out of every mean. */
export type Matrix = readonly (readonly number[])[];
