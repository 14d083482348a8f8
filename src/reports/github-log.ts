/**
 * Text for a log that GitHub's runner reads, changed so that the runner takes nothing in it for a command. (The runner
 * looks for `::` at the beginning of a line and for `##[` anywhere.)
 */
function inert(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, '$1\\u003a').replaceAll('##[', '\\u0023#[');
}

/** Text for a log: inert where GitHub's runner reads it, else as it is. */
export function forLog(text: string, env: NodeJS.ProcessEnv = process.env): string {
  return env.GITHUB_ACTIONS === 'true' ? inert(text) : text;
}
