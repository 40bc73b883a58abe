import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';
import axe from 'axe-core';
import fc from 'fast-check';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Report } from '../../core/report.ts';
import { largeReport, ORDINARY } from '../../sandbox/bench-reports/large-report.ts';
import { startChromium } from '../../sandbox/chromium/browser.ts';
import { hostileReport } from '../testing/hostile.ts';
import { finding, reportOf } from '../testing/reports.ts';
import { htmlPieces } from './page.ts';

// Getting Chromium the first time takes longer than a test does.
jest.setTimeout(600_000);

let browser: Browser;
let folder: string;
let golden: Report;
const contexts: BrowserContext[] = [];
/** What pages asked for, said and threw. */
let heard: string[];

beforeAll(async () => {
  browser = await startChromium();
  folder = await mkdtemp(join(tmpdir(), 'landfall-html-'));
  golden = JSON.parse(await readFile('reports/golden/run.json', 'utf8')) as Report;
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  heard = [];
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

/** The report in a browser that has no network, from a file, as somebody opens it whom it was sent. */
async function open(
  report: Report,
  options: BrowserContextOptions = {},
  fragment = '',
): Promise<Page> {
  const context = await browser.newContext({ offline: true, ...options });
  contexts.push(context);
  const page = await context.newPage();
  const file = join(folder, 'report.html');
  await writeFile(file, [...htmlPieces(report)].join(''));
  const address = pathToFileURL(file).href + fragment;
  page.on('request', (request) => {
    if (request.url() !== address) heard.push(`request of ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    heard.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => heard.push(`error ${error.message}`));
  page.on('console', (message) => heard.push(`console ${message.text()}`));
  await page.goto(address);
  return page;
}

/** A change of the address is told to the page a moment later. */
async function counted(page: Page, words: string): Promise<void> {
  await page.getByText(words, { exact: true }).waitFor();
}

async function widths(page: Page): Promise<unknown> {
  return page.evaluate(
    'document.documentElement.scrollWidth <= document.documentElement.clientWidth',
  );
}

const OPEN_ALL =
  "document.querySelectorAll('details').forEach((element) => { element.open = true; })";

test('without a script and without a network the verdict and the failures are read', async () => {
  const page = await open(golden, { javaScriptEnabled: false });
  await expect(page.getByRole('heading', { level: 1 }).innerText()).resolves.toMatch(
    /NO-GO: compliance of golden \(prod\)/,
  );
  for (const { status, waiver, message } of golden.findings) {
    if (status !== 'fail' || waiver !== null) continue;
    expect(
      await page
        .getByText(message ?? '', { exact: true })
        .first()
        .isVisible(),
    ).toBe(true);
  }
  expect(await page.locator('#filters').isVisible()).toBe(false);
  expect(heard).toEqual([]);
});

test('where a server forbids its style as well, as Jenkins does, it is read all the same', async () => {
  const context = await browser.newContext();
  contexts.push(context);
  const page = await context.newPage();
  await page.route('**/*', (route) =>
    route.fulfill({
      contentType: 'text/html',
      // https://www.jenkins.io/doc/book/security/configuring-content-security-policy/
      headers: {
        'content-security-policy': "sandbox; default-src 'none'; img-src 'self'; style-src 'self';",
      },
      body: [...htmlPieces(golden)].join(''),
    }),
  );
  await page.goto('http://jenkins.example/report.html');
  expect(
    await page.evaluate("getComputedStyle(document.querySelector('.banner')).borderLeftWidth"),
  ).toBe('0px');
  const text = await page.locator('body').innerText();
  expect(text).toMatch(/NO-GO: compliance of golden \(prod\)/);
  expect(text).toContain('The security group lets in traffic that is not declared.');
  for (const drawing of await page.locator('svg[role=img]').all()) {
    expect(await drawing.isVisible()).toBe(true);
  }
});

test('it asks for nothing, says nothing and throws nothing', async () => {
  const page = await open(golden);
  await page.evaluate(OPEN_ALL);
  await page.waitForLoadState('networkidle');
  expect(heard).toEqual([]);
});

test('a chart of the load is looked at more closely, and put back', async () => {
  const page = await open(golden);
  const figure = page.locator('#load-scenario-0-latency');
  const zoom = figure.getByRole('button', { name: 'Zoom' });
  const drawing = figure.locator('svg');
  await zoom.click();
  expect(await figure.locator('canvas').isVisible()).toBe(true);
  expect(await drawing.isVisible()).toBe(false);
  // The moment under the pointer, and a percentile there.
  await figure.locator('.u-over').hover();
  const legend = await figure.locator('.u-value').allInnerTexts();
  expect(legend).toHaveLength(4);
  expect(legend.map(Number).every((value) => value > 0)).toBe(true);
  await zoom.click();
  expect(await figure.locator('canvas').count()).toBe(0);
  expect(await drawing.isVisible()).toBe(true);
  expect(heard).toEqual([]);
});

test('without a load run there is no chart, and nothing of what draws them', async () => {
  const page = await open({ ...golden, load: null });
  expect(await page.locator('#load, figure.chart').count()).toBe(0);
  expect(await page.content()).not.toContain('uPlot');
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test('axe finds nothing to complain about', async () => {
    const page = await open(golden, { colorScheme });
    await page.evaluate(OPEN_ALL);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
    expect(
      violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html).slice(0, 3) })),
    ).toEqual([]);
  });
});

test('the theme is the system’s until somebody chooses another', async () => {
  const page = await open(golden, { colorScheme: 'dark' });
  const paper = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
  expect(await paper()).toBe('rgb(13, 17, 23)');
  await page.getByRole('button', { name: 'Dark' }).click();
  expect(await paper()).toBe('rgb(255, 255, 255)');
  await page.getByRole('button', { name: 'Dark' }).click();
  expect(await paper()).toBe('rgb(13, 17, 23)');
});

test('hostile texts open no dialog, run no script and load nothing', async () => {
  for (const report of fc.sample(hostileReport, { numRuns: 25, seed: 5 })) {
    const page = await open(report);
    await page.evaluate(OPEN_ALL);
    // Its own, and that of the load charts.
    expect(await page.evaluate("document.querySelectorAll('script').length")).toBe(2);
    expect(
      await page.evaluate(
        "document.querySelectorAll('iframe, img, object, embed, link, base, meta[http-equiv=refresh]').length",
      ),
    ).toBe(0);
    expect(heard).toEqual([]);
    await contexts.pop()?.close();
  }
});

test('all of it is reached with the keyboard', async () => {
  const page = await open(golden);
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the findings');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('findings');
  await page.keyboard.press('/');
  expect(await page.evaluate('document.activeElement.name')).toBe('q');
  await page.keyboard.type('vault-lock');
  await counted(page, '1 of 18 findings');
  expect(new URL(page.url()).hash).toBe('#q=vault-lock');
  await page.keyboard.press('Escape');
  await counted(page, '18 findings');
  const summary = page.locator('summary').first();
  await summary.focus();
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.parentElement.open')).toBe(true);
});

test('a link of the matrix shows one domain alone, and the address keeps it', async () => {
  const page = await open(golden);
  const shown = () =>
    page.evaluate(
      "[...new Set([...document.querySelectorAll('article, .list')].filter((element) => element.checkVisibility()).map((element) => element.dataset.domain))]",
    );
  await page
    .getByRole('table', { name: 'Findings by domain' })
    .getByRole('link', { name: 'aurora' })
    .click();
  await counted(page, '2 of 18 findings');
  expect(await shown()).toEqual(['aurora']);
  await page.reload();
  await counted(page, '2 of 18 findings');
  expect(await shown()).toEqual(['aurora']);
  await page.getByLabel('Outcome').selectOption('unknown');
  await counted(page, '1 of 18 findings');
  await page.getByRole('button', { name: 'Show all' }).click();
  await counted(page, '18 findings');
  expect(await shown()).toContain('ecs');
});

test('the search finds each of ten thousand findings', async () => {
  const page = await open(largeReport(10_000, ORDINARY));
  await page.getByLabel('Search').fill('service-009876');
  await counted(page, '1 of 10000 findings');
  expect(await page.getByText('main › service-009876').first().isVisible()).toBe(true);
});

test('a link to a finding opens what it is folded in', async () => {
  const page = await open(golden);
  const id = await page.locator('.list [id^=f-]').first().getAttribute('id');
  await page.goto(`${page.url()}#${id ?? ''}`);
  expect(await page.locator(`#${id ?? ''}`).isVisible()).toBe(true);
});

test.each([320, 390])('at %d pixels nothing has to be scrolled sideways', async (width) => {
  const long = 'x'.repeat(300);
  const report = {
    ...golden,
    findings: [
      ...golden.findings,
      finding({
        status: 'fail',
        domain: 'ecs',
        subject: long,
        message: long,
        actual: { [long]: long },
      }),
    ],
  };
  for (const shown of [golden, report]) {
    const page = await open(shown, { viewport: { width, height: 800 }, isMobile: true });
    await page.evaluate(OPEN_ALL);
    expect(await widths(page)).toBe(true);
  }
});

test('on paper what is folded is open, and afterwards folded again', async () => {
  const page = await open(reportOf([finding(), ...golden.findings]));
  const folded = "[...document.querySelectorAll('details')].filter(({ open }) => !open).length";
  const before = await page.evaluate(folded);
  await page.evaluate(`addEventListener('beforeprint', () => { window.atPrint = ${folded}; })`);
  await page.pdf();
  expect(before).toBeGreaterThan(0);
  expect(await page.evaluate('window.atPrint')).toBe(0);
  expect(await page.evaluate(folded)).toBe(before);
});
