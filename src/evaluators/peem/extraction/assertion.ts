// Not in the paper: "the answer is B" states an answer only where the reply itself says so, and does not take it back:
// not in "if the answer is B", nor before "Wait, that is wrong".

/** Where a clause ends; what stands before does not bear on what follows. */
const CLAUSE_END = /[.!?;:,\n。！？；，：]|\bbut\b/gi;

/** A condition, a denial, or what others think. */
const NOT_ASSERTED = new RegExp(
  String.raw`\b(?:if|whether|unless|suppos(?:e|ing)|assum(?:e|ing)|wonder|doubt|not|never|nor|neither|cannot|without)\b|n['’]t\b|\b(?:wrong|false|incorrect|mistaken?|tempting) (?:to|that)\b|` +
    String.raw`\b(?:people|many|some|most|others|someone|one|you|they|he|she|students?) (?:\w{1,12} ){0,2}(?:says?|thinks?|argues?|believes?|guess(?:es)?|assumes?|claims?|expects?|answers?)\b`,
  'i',
);

/** Whether what begins at a place of a text is asserted there, by the clause that it stands in. */
export function isAsserted(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 120), index);
  return !NOT_ASSERTED.test(before.split(CLAUSE_END).at(-1)!);
}

const TAKING_BACK = new RegExp(
  [
    String.raw`(?:^|[.!?:;\n*—…(-])[\s*]{0,4}(?:wait|hold on|hmm+|oops|actually|correction|scratch that|sorry|apologies|no(?=[,.!—-]{1,3} ?(?:wait|actually|sorry|that['’]s|it['’]s|it should|the answer))|on second thoughts?)(?![\p{L}])`,
    String.raw`\b(?:I|we)(?: have|['’]ve)? made (?:an?|some) (?:\w{1,20} )?(?:mistake|error)`,
    String.raw`\b(?:let me|let us|let['’]s|I (?:need|have) to) (?:quickly )?(?:re-?(?:check|consider|evaluate|calculate|examine|do|think|read|assess|compute)|double[- ]check|correct)`,
    String.raw`(?:^|[.!?\n])[\s*]{0,4}(?:that|this|(?:my|the) (?:previous |first |above )?answer)(?: (?:is|was)|['’]s) (?:wrong|incorrect|not (?:right|correct)|a mistake|an error)\b(?! (?:because|since|as)\b)`,
    String.raw`\b(?:it|this|that|answer|option|result) should (?:actually |instead |rather )?(?:be|have been)\b(?! (?:noted|mentioned|clear|emphasi|pointed|remembered))`,
    '等等|等一下|不对|更正|重新(?:检查|考虑|计算|思考|看)|我(?:算|弄|搞)?错了|抱歉',
  ].join('|'),
  'giu',
);

/** What looks back at an answer that was given: `the answer is correct`, `that checks out`. */
const CONFIRMING =
  /\b(?:answer|that|this|it|result|everything|which)(?: (?:is|was|remains)|['’]s)(?: indeed| still| in fact)? (?:correct|right|confirmed|the same)\b|\bconfirm(?:s|ed)\b|\bchecks out\b|没错|无误/i;

/**
 * Whether a reply goes on to take back what it said, and does not confirm it afterwards.
 *
 * @param rest what follows the answer
 */
export function isTakenBack(rest: string): boolean {
  let end: number | undefined;
  for (const match of rest.matchAll(TAKING_BACK)) end = match.index + match[0].length;
  return end !== undefined && !CONFIRMING.test(rest.slice(end));
}

/** Why there is no prediction where it is taken back. */
export const TAKEN_BACK = 'the answer is taken back';
