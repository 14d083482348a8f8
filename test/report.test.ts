import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ATTACKS, hostileRun, largeRun, multiTurnRun } from './support/run-folders.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const BIN = resolve('bin/assay.js');
const folder = mkdtempSync(join(tmpdir(), 'assay-report-'));
const reports = {
  quickstart: join(folder, 'quickstart.html'),
  hostile: join(folder, 'hostile', 'report.html'),
  large: join(folder, 'large', 'report.html'),
  turns: join(folder, 'turns', 'report.html'),
  both: join(folder, 'both.html'),
};

beforeAll(async () => {
  const assay = (...args: string[]) => execa(process.execPath, [BIN, ...args]);
  await assay('run', 'configs/quickstart.yaml', '--replay', '--quiet', '--results', folder);
  hostileRun(join(folder, 'hostile'));
  largeRun(join(folder, 'large'), 10_000);
  multiTurnRun(join(folder, 'turns'));
  await Promise.all([
    assay('report', join(folder, 'quickstart'), '-o', reports.quickstart),
    assay('report', join(folder, 'hostile')),
    assay('report', join(folder, 'large')),
    assay('report', join(folder, 'turns')),
    assay('report', join(folder, 'quickstart'), join(folder, 'quickstart'), '-o', reports.both),
  ]);
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the file', () => {
  test('allows nothing but its own style and script, and names no address', () => {
    const page = readFileSync(reports.quickstart, 'utf8');
    expect(page).toMatch(
      /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-/,
    );
    const markup = page
      .replace(/<script type="application\/json"[\s\S]*?<\/script>/g, '')
      .replace(/<pre class="code"[^>]*>[\s\S]*?<\/pre>/g, '');
    expect(markup).not.toMatch(/(?:src|href|action)="(?!#)|url\(|@import/);
  });

  test('is the same when drawn again, in a folder that is made for it', async () => {
    const again = join(folder, 'pages/again.html');
    await execa(process.execPath, [BIN, 'report', join(folder, 'quickstart'), '-o', again]);
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(reports.quickstart, 'utf8'));
  });

  test('holds each reply of the judge once for all samples of its batch', () => {
    const data = readFileSync(reports.large, 'utf8').replace(/<main>[\s\S]*<\/main>/, '');
    expect(data.match(/remark5000 /g)).toHaveLength(1); // both rounds have the same reply
  });

  test('a folder without a run is an error that says so', async () => {
    const { exitCode, stderr } = await execa(process.execPath, [BIN, 'report', tmpdir()], { reject: false });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('holds no run');
  });
});

const browser = existsSync(CHROMIUM) ? describe : describe.skip;
if (!existsSync(CHROMIUM)) {
  process.stderr.write(`There is no ${CHROMIUM}: reports are not opened in a browser (apt-get install chromium)\n`);
}

browser('in a browser', () => {
  let context: BrowserContext;
  const profile = mkdtempSync(join(tmpdir(), 'assay-chromium-'));
  const complaints: string[] = [];

  beforeAll(async () => {
    context = await chromium.launchPersistentContext(profile, {
      executablePath: CHROMIUM,
      viewport: { width: 1200, height: 900 },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });

  afterAll(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });

  /** Opens a report in a page that notes whatever a quiet page does not do. */
  async function opened(path: string): Promise<Page> {
    complaints.length = 0;
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== `file://${path}`) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(`file://${path}`);
    return page;
  }

  const rowsOf = (page: Page) => page.locator('#rows > tr:not(.evidence)');

  test.each(Object.entries(reports))('%s opens without an error, a dialog or a request', async (_, path) => {
    const page = await opened(path);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('svg.chart title').count()).toBe(await page.locator('svg.chart').count());
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('search, filters, sorting and opening work by keyboard', async () => {
    const page = await opened(reports.quickstart);
    expect(await rowsOf(page).count()).toBe(48);
    await page.focus('#search');
    await page.keyboard.type('giant mirror');
    await expect.poll(() => rowsOf(page).count()).toBe(2);
    await page.keyboard.press('Tab'); // to the criterion
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => rowsOf(page).count()).toBe(1);
    await page.focus('.toggle');
    await page.keyboard.press('Enter');
    expect(await page.locator('.toggle').getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('mark').first().textContent()).toBe('giant mirror');
    expect(await page.locator('.ratings > li').count()).toBe(3);
    await page.focus('#clear');
    await page.keyboard.press('Enter');
    await expect.poll(() => rowsOf(page).count()).toBe(48);
    await page.focus('th[data-key=score] button');
    await page.keyboard.press('Enter');
    expect(await page.locator('th[data-key=score]').getAttribute('aria-sort')).toBe('descending');
    expect(await rowsOf(page).first().locator('td.number').first().textContent()).toBe('5.00');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a hostile run stays text', async () => {
    const page = await opened(reports.hostile);
    for (const toggle of await page.locator('.toggle').all()) await toggle.press('Enter');
    for (const summary of await page.locator('summary').all()) await summary.press('Enter');
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(await page.locator('img, iframe, object, embed, link, base, [onerror], [onload], [onfocus]').count()).toBe(
      0,
    );
    expect(await page.locator('script:not([type])').count()).toBe(1);
    expect(await page.locator('#rows').textContent()).toContain(ATTACKS[3]);
    expect(await page.locator('#rows .unseen', { hasText: '\\u001b' }).count()).toBeGreaterThan(0);
    expect(await page.locator('#rows .unseen', { hasText: '\\u202e' }).count()).toBeGreaterThan(0);
    await page.fill('#search', 'gpj.exe');
    await expect.poll(() => rowsOf(page).count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('ten thousand samples have few rows in the page, and are all found', async () => {
    const page = await opened(reports.large);
    expect(await page.locator('#rows tr').count()).toBe(50);
    expect(await page.locator('*').count()).toBeLessThan(6000);
    expect(await page.locator('#page').textContent()).toBe('1–50 of 10,000');
    await page.focus('#next');
    await page.keyboard.press('Enter');
    expect(await page.locator('#page').textContent()).toBe('51–100 of 10,000');
    await page.fill('#search', 'remark7777 ');
    await expect.poll(() => rowsOf(page).count()).toBe(1);
    expect(await rowsOf(page).first().locator('th').textContent()).toBe('s7777');
    await page.close();
  });

  test('who turns pages by keyboard keeps the focus at the first and at the last page', async () => {
    const page = await opened(reports.large);
    const focused = () => page.evaluate<string>('document.activeElement.id');
    await page.fill('#search', 's999');
    await expect.poll(() => page.locator('#shown').textContent()).toBe('11 of 10,000 rows');
    await page.fill('#search', 's99');
    await expect.poll(() => page.locator('#shown').textContent()).toBe('111 of 10,000 rows'); // s99, s990–s999, s9900–s9999
    await page.focus('#next');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('next');
    await page.keyboard.press('Enter');
    expect(await page.locator('#page').textContent()).toBe('101–111 of 111');
    expect(await focused()).toBe('previous');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('next');
    await page.close();
  });

  test('a screen reader is told how many rows a search finds, and no head of a table is empty', async () => {
    const page = await opened(reports.quickstart);
    expect(await page.locator('#shown').getAttribute('aria-live')).toBe('polite');
    expect(await page.locator('th:not(:has(*))', { hasText: /^$/ }).count()).toBe(0);
    // What scrolls must be reached by keyboard to be scrolled, and needs a name there.
    expect(await page.locator('.scroll:not([aria-label]), pre.code:not([tabindex])').count()).toBe(0);
    await page.close();
  });

  test('on paper a high chart stays on its page, and each page of the table has its head', async () => {
    const page = await opened(reports.turns);
    await page.emulateMedia({ media: 'print' });
    const highest = 'getComputedStyle(document.querySelector(".chart")).maxHeight';
    expect(Number.parseFloat(await page.evaluate<string>(highest))).toBeCloseTo((20 / 2.54) * 96, 1); // 20 cm
    // Chromium repeats the head, but not the buttons in it.
    const display = 'getComputedStyle(document.querySelector("button.sort")).display';
    expect(await page.evaluate(display)).toBe('contents');
    await page.close();
  });

  test('dark, print and narrow have their own looks', async () => {
    const page = await opened(reports.quickstart);
    const paper = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const point = () =>
      page.evaluate<string>('getComputedStyle(document.querySelector(\'.chart [fill="#0072b2"]\')).fill');
    await page.emulateMedia({ colorScheme: 'light' });
    const light = [await paper(), await point()];
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = [await paper(), await point()];
    expect(dark[0]).not.toBe(light[0]);
    expect(dark[1]).not.toBe(light[1]);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect([await paper(), await point()]).toEqual(light);
    expect(await page.locator('#controls').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await page.close();
  });

  test('without scripts the most disputed samples can be read', async () => {
    const page = await context.newPage();
    const source = readFileSync(reports.quickstart, 'utf8').replace(/<script>[\s\S]*<\/script>/, '');
    await page.setContent(source);
    expect(await page.locator('#rows > tr.evidence').count()).toBe(12);
    expect(await page.locator('#controls').isVisible()).toBe(false);
    await page.locator('#rows details > summary').first().click();
    expect(await page.locator('#rows pre').first().isVisible()).toBe(true);
    await page.close();
  });
});
