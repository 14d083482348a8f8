/** What became of one thing that a judge was to rate. Everything but `ok` has no rating; the words stand in ratings.csv. */
export type RatingStatus =
  | 'ok'
  /** The reply holds no verdict. */
  | 'unreadable'
  /** The verdict leaves this sample out. */
  | 'missing'
  /** The verdict gives this sample two different scores. */
  | 'ambiguous'
  /** What stands where the score should be is no number. */
  | 'not-a-number'
  /** The score is beyond the ends of the scale, or relates to another scale. */
  | 'out-of-scale'
  /** A fraction where whole numbers were asked for. */
  | 'not-an-integer'
  /** The verdict scores samples that the batch does not have: its labels can't be trusted. */
  | 'extra-labels'
  /** What looks like the verdict stands word for word in a judged text: whose it is can't be told. */
  | 'quoted'
  /** A check without a judge gave up: its pattern takes too long on this answer. */
  | 'undecided'
  /** The reply was cut off by the token limit before it came to this. */
  | 'truncated'
  /** The backend withheld the reply. */
  | 'filtered'
  /** The call failed for good. */
  | 'failed'
  /** There is no output to rate: the model under evaluation failed. */
  | 'no-output'
  /** Not asked, as something that it rests upon failed or the run ended before. */
  | 'not-asked';
