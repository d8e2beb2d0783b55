import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { compare, type Comparison } from '../../lib/review/comparison';
import { RenderedSnapshot } from '../../lib/review/rendered-snapshot';
import { htmlReport } from '../../lib/review/report/page';
import { sideBySideLookup } from '../../lib/review/report/side-by-side';
import { review } from '../../lib/review/review';
import type { ReviewExample } from '../../lib/review/review-rule';
import { reviewRules } from '../../lib/review/rules';
import { Chromium } from './support/chromium';

/** The page of a review, used in a real browser as people use it: by mouse, keyboard, phone and printer. */

let chromium: Chromium | undefined;
beforeAll(async () => {
  chromium = await Chromium.start();
}, 900_000);
afterAll(() => chromium?.stop());

const desk = { width: 1280, height: 800 };
const phone = { width: 360, height: 740 };

function comparison(environment: string, { before, after }: ReviewExample): Comparison {
  const snapshot = (side: 'before' | 'after', files: ReviewExample['before']) =>
    new RenderedSnapshot(side, `rendered/${environment}`, new Map(Object.entries(files)));
  return compare(environment, snapshot('before', before), snapshot('after', after));
}

function pageFor(comparisons: readonly Comparison[]): string {
  const lines = sideBySideLookup(comparisons.flatMap((each) => [each.before, each.after]));
  return htmlReport(
    review(comparisons, reviewRules),
    { before: 'main (0123456789)', after: 'the working tree' },
    lines,
  );
}

/** The dangerous example of every rule. */
const everyRule = () => pageFor(reviewRules.map((rule) => comparison(rule.id, rule.dangerous)));

const deployment = (name: string, image: string) =>
  JSON.stringify(
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'wiki' },
      spec: { template: { spec: { containers: [{ name, image }] } } },
    },
    null,
    1,
  );

/** A page with one finding for each name, each different. */
function pageWithNames(names: readonly string[]): string {
  const files = (major: number) =>
    Object.fromEntries(
      names.map((name, index) => [
        `cluster/wiki/${index}.yaml`,
        deployment(name, `quay.io/commons/wiki:${major}.${index}`),
      ]),
    );
  return pageFor([comparison('production', { before: files(2), after: files(1) })]);
}

interface Opened {
  readonly page: Page;
  /** What the browser complained about, and what the page asked for besides itself. */
  readonly complaints: readonly string[];
}

async function open(html: string, options: BrowserContextOptions = {}): Promise<Opened> {
  if (chromium === undefined) throw new Error('the browser has not started');
  const file = join(chromium.folder, 'page.html');
  writeFileSync(file, html);
  const context = await chromium.browser.newContext({ viewport: desk, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href) complaints.push(`asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return { page, complaints };
}

const shown = (page: Page) => page.locator('article:visible').count();

/** What has the focus, in a few words. */
const focused = (page: Page): Promise<string> =>
  page.evaluate('document.activeElement.id || document.activeElement.name || document.activeElement.tagName');

/** What keeps people from reading the page, by the rules of axe. */
async function obstacles(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found: {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly any: readonly { message: string }[] }[];
  }[] = await page.evaluate('axe.run(document, { preload: false }).then(({ violations }) => violations)');
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any.map(({ message }) => message).join(' ')}`),
  );
}

const openAll = (page: Page) =>
  page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

test('it works from a file, asks for nothing else, and nothing is refused', async () => {
  const { page, complaints } = await open(everyRule());
  expect(await shown(page)).toBeGreaterThan(reviewRules.length);
  expect(await page.locator('form').isVisible()).toBe(true);
  await page.locator('#search').fill('bucket');
  expect(complaints).toEqual([]);
  // What somebody brought into the page is not run.
  await page.evaluate(
    "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))",
  );
  expect(await page.evaluate('window.ran')).toBeUndefined();
});

test.each([
  ['light', desk],
  ['dark', desk],
  ['light', phone],
  ['dark', phone],
] as const)(
  'everybody can read it: %s, %o',
  async (colorScheme, viewport) => {
    const { page } = await open(everyRule(), { colorScheme, viewport });
    expect(await obstacles(page)).toEqual([]);
    await openAll(page);
    expect(await obstacles(page)).toEqual([]);
    const back = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(back).toBe(colorScheme === 'dark' ? 'rgb(21, 22, 26)' : 'rgb(251, 251, 253)');
  },
  60_000,
);

test('words that are searched for, classes, layers and environments leave findings out, and say so', async () => {
  const { page } = await open(everyRule());
  const all = await shown(page);
  await page.locator('#search').fill('ISSUER trust');
  const found = await shown(page);
  expect(found).toBeGreaterThan(0);
  expect(found).toBeLessThan(all);
  expect(await page.getByRole('status').textContent()).toBe(`${found} of ${all} findings are shown`);
  await page.locator('#search').fill('');
  expect(await shown(page)).toBe(all);
  const losing = await page.locator('article[data-class=loses-data]').count();
  await page.getByRole('checkbox', { name: 'Loses data' }).uncheck();
  expect(await shown(page)).toBe(all - losing);
  expect(await page.getByRole('heading', { name: 'Loses data' }).count()).toBe(0);
  await page.getByRole('checkbox', { name: 'AWS' }).uncheck();
  expect(await page.locator('article:visible[data-layer=aws]').count()).toBe(0);
  for (const layer of await page.locator('input[name=layer]').all()) await layer.uncheck();
  expect(await page.getByText('No finding matches.').isVisible()).toBe(true);
});

test('the keyboard alone does everything, and where it is can always be seen', async () => {
  const { page } = await open(everyRule());
  await page.keyboard.press('Tab');
  expect(await page.evaluate("document.querySelector('.skip').getBoundingClientRect().left")).toBeGreaterThanOrEqual(0);
  const outlines: string[] = [];
  const order: string[] = [];
  for (let presses = 0; presses < 300 && !order.includes('SUMMARY'); presses += 1) {
    outlines.push(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'));
    order.push(await focused(page));
    await page.keyboard.press('Tab');
  }
  expect(new Set(outlines)).toEqual(new Set(['solid']));
  expect(order.slice(0, 3)).toEqual(['A', 'search', 'class']);
  expect(order).toContain('SUMMARY');

  await page.keyboard.press('/');
  expect(await focused(page)).toBe('search');
  await page.keyboard.type('volume');
  const some = await shown(page);
  await page.keyboard.press('Enter');
  expect(await focused(page)).toMatch(/^finding-/);
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  expect(await shown(page)).toBeGreaterThan(some);
  expect(await focused(page)).toBe('finding-1');
  await page.keyboard.press('j');
  expect(await focused(page)).toBe('finding-2');
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  expect(await focused(page)).toBe('finding-1');
  await page.keyboard.press('Enter');
  expect(await page.locator('#finding-1 table').first().isVisible()).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('j');
  expect(await focused(page)).toBe('finding-2');
  // What has the focus is not behind the heading that stays at the top.
  const [top, heading] = await page.evaluate<readonly [number, number]>(
    "[document.activeElement.getBoundingClientRect().top, document.querySelector('h2').getBoundingClientRect().height]",
  );
  expect(top).toBeGreaterThanOrEqual(heading);
});

test('the link to the findings leads past the filters', async () => {
  const { page } = await open(everyRule());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate("document.activeElement.closest('article')?.id")).toBe('finding-1');
});

test('lines of both versions stand side by side, with their numbers and their file', async () => {
  const object = (kind: string, name: string) =>
    `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: wiki }\n`;
  const first = object('ConfigMap', 'first');
  const [data, cache] = [object('PersistentVolumeClaim', 'data'), object('PersistentVolumeClaim', 'cache')];
  const { page } = await open(
    pageFor([
      comparison('production', {
        before: { 'cluster/wiki/data.yaml': [first, data, cache].join('---\n') },
        after: { 'cluster/wiki/data.yaml': `# rendered\n${[first, cache].join('---\n')}` },
      }),
    ]),
  );
  await page.getByText('Lines before and after').click();
  const table = page.locator('article table');
  expect(await table.locator('caption').textContent()).toBe('rendered/production/cluster/wiki/data.yaml');
  const rows: readonly (readonly string[])[] = await page.evaluate(
    "[...document.querySelectorAll('article tbody tr')].map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))",
  );
  expect(rows).toContainEqual(['1', 'apiVersion: v1', '2', 'apiVersion: v1']);
  expect(rows).toContainEqual(['7', 'metadata: { name: data, namespace: wiki }', '', '']);
  expect(rows).toContainEqual([
    '11',
    'metadata: { name: cache, namespace: wiki }',
    '8',
    'metadata: { name: cache, namespace: wiki }',
  ]);
});

test('names are text, whatever is in them, and fit', async () => {
  const names = [
    '<script>window.ran = 1</script>',
    '<img src=x onerror="window.ran = 1">',
    '"><b>bold',
    'safe\u202Eevil\u2066',
    'a'.repeat(600),
    '</style><style>*{display:none}',
    'bell\u0007',
  ];
  for (const viewport of [desk, phone]) {
    const { page, complaints } = await open(pageWithNames(names), { viewport });
    await openAll(page);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    const text = await page.locator('main').innerText();
    for (const name of names.slice(0, 3)) expect(text).toContain(name);
    expect(text).toContain(String.raw`safe\u202eevil\u2066`);
    expect(text).not.toMatch(/[\u202e\u2066\u0007]/);
    expect(await overflow(page)).toBe(0);
    expect(await page.locator('article img, article script, article style').count()).toBe(0);
    expect(complaints).toEqual([]);
  }
});

test('on a phone nothing is wider than it', async () => {
  const { page } = await open(everyRule(), { viewport: phone, hasTouch: true, isMobile: true });
  await openAll(page);
  expect(await overflow(page)).toBe(0);
});

test('a thousand findings are quick to open, to search and to go through', async () => {
  const html = pageWithNames(Array.from({ length: 1000 }, (_, index) => `pad-${index}`));
  const start = performance.now();
  const { page } = await open(html);
  expect(await page.locator('article[data-class=loses-data]').count()).toBe(1000);
  await page.locator('#search').fill('version 2.99');
  expect(await shown(page)).toBe(11);
  await page.locator('#search').fill('');
  await page.keyboard.press('Escape');
  for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press('j');
  expect(await focused(page)).toBe('finding-21');
  expect(performance.now() - start).toBeLessThan(15_000);
}, 60_000);

test('on paper everything is there but the filters', async () => {
  const { page } = await open(everyRule(), { colorScheme: 'dark' });
  const all = await shown(page);
  await page.emulateMedia({ media: 'print' });
  expect(await shown(page)).toBe(all);
  expect(await page.locator('form').isVisible()).toBe(false);
  expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(27, 27, 31)');
  expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('without scripts everything is shown, and nothing that does not work', async () => {
  const { page } = await open(everyRule(), { javaScriptEnabled: false });
  expect(await page.locator('article').count()).toBe(await shown(page));
  expect(await page.locator('form').isVisible()).toBe(false);
  await page.locator('article summary', { hasText: 'Lines before and after' }).first().click();
  expect(await page.locator('article table').first().isVisible()).toBe(true);
});

test('a review without findings says so, and has nothing to filter', async () => {
  const { page, complaints } = await open(pageFor([comparison('production', { before: {}, after: {} })]));
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Nothing that is rendered changes');
  expect(await page.locator('form').count()).toBe(0);
  expect(await obstacles(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
