import { withoutMarkup } from './markup.ts';
import { plain } from './typography.ts';

/** A text as it is and in plain typography, once each. */
export function typographicForms(text: string): string[] {
  return [...new Set([text, plain(text)])];
}

/** Those forms, and the text without the marks of Markdown and LaTeX. */
export function formsOf(text: string): string[] {
  return [...new Set([...typographicForms(text), withoutMarkup(text)])];
}
