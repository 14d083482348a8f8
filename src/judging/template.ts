import Handlebars from 'handlebars';
import { messageOf, UsageError } from '../errors.ts';
import { nearestName } from '../suggest.ts';

export type Template = (variables: object) => string;

/** Templates by name and source. Check, plan and run need the same one, and to compile it takes as long as to render hundreds. */
const compiled = new Map<string, Template>();

/**
 * A prompt template: Handlebars without escaping of HTML, where a variable that does not exist is an error. Values are
 * inserted as they are and never read as templates themselves.
 *
 * @param name what to call it in errors
 * @throws UsageError where the template can't be read, or (from the returned function) names an unknown variable
 */
export function compileTemplate(source: string, name: string): Template {
  const key = `${name}\n${source}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const template = compile(source, name);
  compiled.set(key, template);
  return template;
}

function compile(source: string, name: string): Template {
  let render: Handlebars.TemplateDelegate;
  try {
    // Handlebars compiles at the first use; parsing here shows a mistake before anything is asked.
    const parsed = Handlebars.parse(source);
    render = Handlebars.compile(parsed, { strict: true, noEscape: true, knownHelpersOnly: true });
  } catch (error) {
    throw new UsageError(`${name}: the template can't be read: ${messageOf(error)}`);
  }
  return (variables) => {
    try {
      return render(variables).trim();
    } catch (error) {
      const [, unknown, line] = /^"(.+)" not defined in .*? - (\d+):\d+$/s.exec(messageOf(error)) ?? [];
      if (unknown === undefined) throw new UsageError(`${name}: ${messageOf(error)}`);
      const known = Object.keys(variables);
      const nearest = nearestName(unknown, known);
      const hint = nearest === undefined ? '.' : `; did you mean "${nearest}"?`;
      throw new UsageError(
        `${name}:${line}: "${unknown}" not defined${hint} The template may use: ${known.join(', ')}`,
      );
    }
  };
}
