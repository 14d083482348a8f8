/**
 * Text for a log that GitHub's runner reads: a line of it that the runner would take for a command is taken apart. (The
 * runner looks for `::` at the beginning of a line and for `##[` anywhere.)
 */
function inert(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, '$1\\u003a').replaceAll('##[', '\\u0023#[');
}

/** Text for a log: as it is, or inert where GitHub's runner reads it. */
export function forLog(text: string, env: NodeJS.ProcessEnv = process.env): string {
  return env.GITHUB_ACTIONS === 'true' ? inert(text) : text;
}
