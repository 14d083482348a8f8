import { readScores, type ScoreForm } from './read-scores.ts';

/** For tests: a batch of three samples on a scale of 1 to 3. */
export const FORM: ScoreForm = { size: 3, scale: [1, 3], integer: false, revised: false };

/** For tests: the scores of a reply, or the status of what has none. */
export function read(
  reply: string,
  { texts = [] as string[], cut = false, ...other }: { texts?: string[]; cut?: boolean } & Partial<ScoreForm> = {},
) {
  return readScores(reply, { ...FORM, ...other }, texts, cut).map((each) =>
    each.status === 'ok' ? each.score : each.status,
  );
}

/** For tests: a Markdown table of lines of cells. */
export function table(...lines: string[]): string {
  const [head, ...rows] = lines.map((line) => `| ${line} |`);
  return [head, head!.replace(/[^|]+/g, '---'), ...rows].join('\n');
}

/** For tests: scores that later ones replace, and the ones that do. */
export const first = 'Float Scores: [Sample1:1, Sample2:1, Sample3:1]';
export const scored = 'Float Scores: [Sample1:2.4, Sample2:1.8, Sample3:3]';
