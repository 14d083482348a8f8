/** A report's style and script are imported as text. */
declare module '*?raw' {
  const source: string;
  export default source;
}
