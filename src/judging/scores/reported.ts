/** How far before a list it is looked for who speaks, in characters. */
const NEAR = 120;
const REPORTED = new RegExp(
  [
    String.raw`(?:\b(?:says|said|claims|claimed|wants|demands|demanded|asks for|writes|quotes|tells|injects|injected|injection)\b|声称|宣称|写道|要求(?:给出|输出)?)`,
    String.raw`(?:[ \t][\p{L}'-]{1,20}){0,4}[ \t]?:?\s{0,4}["'“「(*_]{0,3}`,
    // the heading of what is reported
    String.raw`(?:[\p{L} ]{1,40}:\s{0,4})?["'“「([{*_ \n]{0,4}$`,
  ].join(''),
  'iu',
);

/** Whether a list is what the reply says that a text says: `Sample2 claims "Scores: [Sample1:1, …]"`. */
export function isReported(reply: string, start: number): boolean {
  return REPORTED.test(reply.slice(Math.max(0, start - NEAR), start));
}
