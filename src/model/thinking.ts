/**
 * Parts a reply of a reasoning model into its reasoning and its answer: models served without a reasoning parser write
 * `<think>…</think>` before the answer (some without the opening tag, where the chat template has written it already).
 * A reasoning that never ends has no answer. A tag that an answer only speaks of stays in the answer.
 */
export function splitThinking(content: string): { text: string; reasoning?: string } {
  const opening = /^\s*<think>/.exec(content)?.[0];
  const end = endOfReasoning(content, opening !== undefined);
  if (end >= 0)
    return {
      text: content.slice(end + CLOSING.length).trimStart(),
      reasoning: content.slice(opening?.length ?? 0, end).trim(),
    };
  if (opening !== undefined) return { text: '', reasoning: content.slice(opening.length).trim() };
  return { text: content };
}

const CLOSING = '</think>';

/**
 * A closing tag in its place: on a line of its own or at the beginning of the answer's, or right behind the last word of
 * the reasoning. In a sentence about tags it stands between spaces or quotes. What stands before is looked at from the
 * tag on, as a search that began there would look over the same spaces again and again.
 */
const IN_PLACE =
  /<\/think>(?:(?<=(?:^|\n)[ \t]*<\/think>)(?=[ \t]*(?:\n|$)|\S)|(?<=[^\s"'`“‘«([{<]<\/think>))(?!["'`”’»)\]},.;:])/u;

function endOfReasoning(content: string, opened: boolean): number {
  const end = content.search(IN_PLACE);
  // With the opening tag there is a reasoning, so that some closing tag ends it, whatever stands around it.
  if (opened) return end >= 0 ? end : content.lastIndexOf(CLOSING);
  return content.slice(0, Math.max(end, 0)).includes('<think>') ? -1 : end;
}
