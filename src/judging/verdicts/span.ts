/** Where something stands in a text. */
export interface Place {
  start: number;
  end: number;
}

export function placeOf(match: RegExpExecArray): Place {
  return { start: match.index, end: match.index + match[0].length };
}

/** Whether a pattern with the flag `y` matches right at a place of a text. */
export function matchesAt(sticky: RegExp, text: string, place: number): boolean {
  sticky.lastIndex = place;
  return sticky.test(text);
}
