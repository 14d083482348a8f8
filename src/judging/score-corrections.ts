const VERBS = String.raw`(?:revis|adjust|correct|chang|updat|rais|lower|increas|reduc|bump|amend)\p{L}{0,4}`;
const SAMPLE = String.raw`(?<!\p{L})sample[ _#-]?(\d{1,5})(?!\d)`;
const SCORE = String.raw`(?:an? )?["'*_]{0,2}(\d{1,9}(?:\.\d{1,9})?)`;
const PATTERNS = [
  // `Sample2 should be 3.5`, `Sample2's score is raised to 3.5`
  String.raw`${SAMPLE}[^\n]{0,40}?(?<!\p{L})(?:should (?:be|get|receive|have been)|deserves|${VERBS}[^\n]{0,20}? to) ${SCORE}`,
  // `I lower the score of Sample2 to 3.5`
  String.raw`(?<!\p{L})${VERBS} [^\n]{0,30}?${SAMPLE}[^\n]{0,30}? to ${SCORE}`,
].map((source) => new RegExp(source, 'giu'));

/** Scores that a sentence gives to single samples in place of those of a list, by label. */
export function corrections(text: string): { label: number; value: number }[] {
  return PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, label, value]) => ({ label: Number(label), value: Number(value) })),
  );
}
