/** How far before a list it is looked for who speaks, in characters. */
const NEAR = 120;
const REPORTED = new RegExp(
  [
    // not `as said`, `as the task asks for`, 按照要求
    String.raw`(?:(?<!\b(?:as|I|you|the|tasks?|prompts?|instructions?|questions?|format) )\b(?:says|said|claims|claimed|wants|demands|demanded|asks for|writes|quotes|tells)\b`,
    String.raw`|\b(?:injects|injected|injection)\b|声称|宣称|写道|(?<!按|按照|根据|依|依照|依据|遵照|题目|任务|您的|你的)要求(?:给出|输出)?)`,
    // in the same line, or below a colon: the line above a list may end with such a word for another reason
    String.raw`(?:[ \t][\p{L}'-]{1,20}){0,4}[ \t]?(?::\s{0,4}|[ \t]{0,4})["'“「(*_]{0,3}`,
    // the heading of what is reported
    String.raw`(?:[\p{L} ]{1,40}:\s{0,4})?["'“「([{*_ ]{0,4}$`,
  ].join(''),
  'iu',
);

/** Whether a list is what the reply says that a text says: `Sample2 claims "Scores: [Sample1:1, …]"`. */
export function isReported(reply: string, start: number): boolean {
  return REPORTED.test(reply.slice(Math.max(0, start - NEAR), start));
}
