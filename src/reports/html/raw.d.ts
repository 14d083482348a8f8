/** The style and the script of a report are imported as text. */
declare module '*?raw' {
  const source: string;
  export default source;
}
