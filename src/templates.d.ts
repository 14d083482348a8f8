/** Prompt templates are imported as text. */
declare module '*.hbs' {
  const source: string;
  export default source;
}
