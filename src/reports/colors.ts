import { createColors } from 'picocolors';

const { env, stdout } = process;
// picocolors takes a CI for a terminal with colours; the output of a CI job is a file to most who read it.
const wanted =
  !env.NO_COLOR && (env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : stdout.isTTY === true && env.TERM !== 'dumb');

/** Colours for the terminal; texts as they are where there is none. */
export const colors = createColors(wanted);
