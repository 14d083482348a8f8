/**
 * Parts a reply of a reasoning model into its reasoning and its answer: models served without a reasoning parser write
 * `<think>…</think>` before the answer (some without the opening tag, where the chat template has written it already).
 * A reasoning that never ends has no answer.
 */
export function splitThinking(content: string): { text: string; reasoning?: string } {
  const end = content.lastIndexOf('</think>');
  if (end >= 0) {
    const before = content.slice(0, end).replace(/^\s*<think>/, '');
    return { text: content.slice(end + '</think>'.length).trimStart(), reasoning: before.trim() };
  }
  if (/^\s*<think>/.test(content)) return { text: '', reasoning: content.replace(/^\s*<think>/, '').trim() };
  return { text: content };
}
