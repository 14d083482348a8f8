import { attribute, textHtml } from './escape.ts';

/** HTML that is safe to put into a page. A plain string is text, and is escaped when it is put into HTML. */
export class Html {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

export type Content = Html | string | number | undefined | false | readonly Content[];

/**
 * Markup with values in it: html`<td>${name}</td>`. A string between tags is escaped as text; one within quotes, as an
 * attribute. Only what this function or `raw` has made is markup.
 */
export function html(pieces: TemplateStringsArray, ...values: readonly Content[]): Html {
  let source = pieces[0]!;
  for (const [i, value] of values.entries()) {
    const inAttribute = source.endsWith('="');
    source += (inAttribute ? attributeOf(value) : contentOf(value)) + pieces[i + 1]!;
  }
  return new Html(source);
}

/** Trusted markup: our own style, script and charts, never a text from outside. */
export function raw(source: string): Html {
  return new Html(source);
}

function contentOf(value: Content): string {
  if (value instanceof Html) return value.source;
  if (value === undefined || value === false) return '';
  if (typeof value === 'object') return value.map(contentOf).join('');
  return textHtml(String(value));
}

function attributeOf(value: Content): string {
  if (typeof value === 'string' || typeof value === 'number') return attribute(String(value));
  throw new TypeError('an attribute holds a text or a number');
}
