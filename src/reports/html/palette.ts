/**
 * The colours of charts. They are written into the SVG as they are here, for programs that ignore style sheets. The
 * page's style sheet maps each to a variable, which has a lighter tone in dark mode (see `paletteStyle`).
 *
 * The series have Okabe and Ito's colours, which the colour-blind can tell apart; those that are pale on white are
 * darkened. Series differ in shape or dash as well, so that nobody needs to tell them by colour alone.
 */
export const SERIES = ['#0072b2', '#d55e00', '#00805a', '#b0538a', '#7d6b00', '#5a5ad0', '#57606a', '#a33b3b'] as const;
const SERIES_IN_THE_DARK = ['#56b4e9', '#ff9857', '#3fcf9f', '#f09fd0', '#e0c53c', '#aaa6ff', '#aab4be', '#f28b8b'];

export const INK = '#1f2328';
export const MUTED = '#59636e';
export const RULE = '#d1d9e0';
/** Text on a dark patch of a heat map. */
export const INVERSE = '#fffffe';
const NEUTRALS: [light: string, variable: string][] = [
  [INK, 'ink'],
  [MUTED, 'muted'],
  [RULE, 'rule'],
  [INVERSE, 'inverse'],
];

export const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [4, 2], [10, 4], [1, 3], [6, 2, 1, 2, 1, 2]];
export const SHAPES = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'triangle-down',
  'cross',
  'triangle-right',
  'triangle-left',
];

/** The variables of the series, and the rules that map a chart's colours to variables. */
export function paletteStyle(): { light: string; dark: string; rules: string } {
  const variables = (colours: readonly string[]) => colours.map((colour, i) => `--s${i}:${colour}`).join(';');
  const map: [string, string][] = [...SERIES.map((light, i): [string, string] => [light, `s${i}`]), ...NEUTRALS];
  return {
    light: variables(SERIES),
    dark: variables(SERIES_IN_THE_DARK),
    rules: map
      .map(
        ([light, variable]) =>
          `.chart [fill="${light}"]{fill:var(--${variable})}.chart [stroke="${light}"]{stroke:var(--${variable})}`,
      )
      .join(''),
  };
}
