import { chartHtml, type Picture } from './chart.ts';
import { type Html, html } from './element.ts';
import type { Group } from './group.ts';

/** Gives each chart of a page an id of its own, the same ones each time the page is made. */
export function chartIds(): () => string {
  let charts = 0;
  return () => {
    charts += 1;
    return `chart-${charts}`;
  };
}

export function groupHtml({ heading, pictures }: Group, nextId: () => string): Html {
  return html`<section><h3>${heading}</h3>${figures(pictures, nextId)}</section>`;
}

export function figures(pictures: readonly Picture[], nextId: () => string): Html {
  return html`<div class="figures">${pictures.map((picture) => figure(picture, nextId()))}</div>`;
}

/** A chart with its words, and its numbers for those who want or need them. */
function figure(picture: Picture, id: string): Html {
  const { title, text, table } = picture;
  const numbers =
    table !== undefined &&
    html`<details class="numbers"><summary>Numbers</summary><div class="scroll" tabindex="0" role="group" aria-label="${`Numbers: ${title}`}"><table><caption>${title}</caption><thead><tr>${table.columns.map((name, i) => (name === '' ? html`<td></td>` : html`<th scope="col" class="${i > 0 ? 'number' : ''}">${name}</th>`))}</tr></thead><tbody>${table.rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`)}</tbody></table></div></details>`;
  return html`<figure><figcaption><strong>${title}</strong><span>${text}</span></figcaption><div class="plot">${chartHtml(picture, id)}</div>${numbers}</figure>`;
}
