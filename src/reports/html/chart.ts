import { type Html, html, raw } from './element.ts';
import { INK, MUTED, RULE, SERIES } from './palette.ts';

/** A specification of Vega-Lite. It is not typed further: a mistake in it is an error when it is drawn. */
export type Spec = Record<string, unknown>;

/** A drawn chart. Its size is in pixels. */
export interface Chart {
  width: string;
  height: string;
  viewBox: string;
  marks: Html;
}

/** A chart with its words, and with its numbers for those who do not see it. */
export interface Picture {
  title: string;
  /** What to look for in it, in a sentence or two. */
  text: string;
  chart: Chart;
  table?: { columns: readonly string[]; rows: readonly (readonly string[])[] };
}

const CONFIG = {
  // The page says what each chart shows. Vega would describe every mark of it to a screen reader.
  aria: false,
  background: 'transparent',
  font: 'system-ui, sans-serif',
  view: { stroke: null },
  axis: {
    labelColor: MUTED,
    titleColor: MUTED,
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: 'normal',
    titlePadding: 8,
    gridColor: RULE,
    gridOpacity: 0.6,
    domainColor: RULE,
    tickColor: RULE,
    labelLimit: 0, // names come cut, with both ends; Vega would leave the end out
    labelOverlap: true,
  },
  axisY: { domain: false, ticks: false, labelPadding: 6 },
  header: { labelColor: MUTED, labelFontSize: 11, title: null },
  legend: {
    labelColor: INK,
    labelFontSize: 11,
    title: null,
    orient: 'bottom',
    symbolOpacity: 1,
    symbolStrokeWidth: 0,
    labelLimit: 0,
  },
  text: { color: INK, fontSize: 11 },
  point: { filled: true, size: 60, color: SERIES[0], opacity: 1 },
  rule: { color: SERIES[0] },
  line: { color: SERIES[0], strokeWidth: 2 },
  bar: { color: SERIES[0] },
  rect: { color: SERIES[0] },
};

/**
 * Draws a chart as SVG, with nothing in it that runs or is fetched. Vega is loaded only here. Texts in the
 * specification must have gone through `plain`: Vega escapes markup, but not unseen characters.
 */
export async function draw(spec: Spec): Promise<Chart> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const logger = quiet();
  const compiled = compile({ ...spec, config: CONFIG } as Parameters<typeof compile>[0], { logger }).spec;
  const view = new vega.View(vega.parse(compiled), { renderer: 'none', logger });
  const svg = tidied(await view.toSVG());
  view.finalize();
  const size = /^<svg[^>]*? width="([\d.]+)" height="([\d.]+)" viewBox="([\d. -]+)">/.exec(svg);
  if (size === null) throw new TypeError('Vega has drawn no SVG of the known form');
  const [begin, width, height, viewBox] = size;
  return { width: width!, height: height!, viewBox: viewBox!, marks: raw(svg.slice(begin.length, -'</svg>'.length)) };
}

/** A picture's chart as an element. @param id differs from all others in the page */
export function chartHtml({ title, text, chart }: Picture, id: string): Html {
  const { width, height, viewBox, marks } = chart;
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="${id}" aria-describedby="${`${id}-text`}" width="${width}" height="${height}" viewBox="${viewBox}" style="${`min-width:min(${width}px,20rem)`}"><title id="${id}">${title}</title><desc id="${`${id}-text`}">${text}</desc>${marks}</svg>`;
}

/** Without what nobody sees (empty frames, hidden labels, attributes for scripts), and with fewer digits. */
function tidied(svg: string): string {
  return svg
    .replace(/<path class="(?:back|fore)ground"[^>]*? d="(?:M0,0h0v0h0Z)?"[^>]*?\/>/g, '')
    .replace(/<text [^>]*? opacity="0">[^<]*<\/text>/g, '')
    .replace(/ (?:aria-[a-z]+|role|pointer-events|class)="[^"]*"/g, '')
    .replace(/ opacity="1"/g, '')
    .replace(/ (transform|d|x2|y2|x|y)="[^"]*"/g, (each) =>
      each.replace(/-?\d+\.\d{3,}/g, (n) => String(Math.round(Number(n) * 100) / 100)),
    );
}

/** A logger that takes Vega's errors seriously; its hints are for the author of a chart, not for its reader. */
function quiet() {
  const logger = {
    level: () => logger,
    error: (...parts: unknown[]) => fail(parts),
    warn: () => logger,
    info: () => logger,
    debug: () => logger,
  };
  const fail = (parts: unknown[]) => {
    throw new TypeError(`Vega: ${parts.map(String).join(' ')}`);
  };
  // biome-ignore lint/suspicious/noExplicitAny: the logger interfaces of vega and vega-lite differ in their overloads
  return logger as any;
}
