import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatGradientCheck } from '../../src/index.ts';
import { findChromium, openTab, type Tab } from './chromium.ts';
import { SPECIMENS } from './specimens.ts';

// The pages in a real browser. What they look like is left in `PICTURES`, when that names a directory.

const chromium = findChromium();
if (chromium === undefined) {
  console.warn('no Chromium found: the pages were not looked at (CHROMIUM names its command)');
}

const pictures = process.env.PICTURES;
const SIZES = [400, 1200];
const SCHEMES = ['light', 'dark'];

describe.skipIf(chromium === undefined)('in a browser', () => {
  const directory = mkdtempSync(join(tmpdir(), 'expect-gradient-pages-'));
  const pages = new Map<string, string>();
  let tab: Tab;
  beforeAll(async () => {
    tab = await openTab(chromium ?? '');
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await tab.send(`${domain}.enable`);
    if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
  });
  afterAll(async () => {
    await tab?.close();
    rmSync(directory, { recursive: true });
  });

  function pageOf(name: string): string {
    const page = pages.get(name) ?? formatGradientCheck(SPECIMENS[name](), { as: 'html' });
    pages.set(name, page);
    return page;
  }

  /** Shows a page and waits until it is there. */
  async function show(name: string, { width }: { readonly width: number }): Promise<void> {
    const file = join(directory, `${name}.html`);
    writeFileSync(file, pageOf(name));
    const size = { width, height: 900, deviceScaleFactor: 1, mobile: false };
    await tab.send('Emulation.setDeviceMetricsOverride', size);
    tab.takeEvents();
    await tab.send('Page.navigate', { url: pathToFileURL(file).href });
    await evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))');
  }

  async function evaluate(expression: string): Promise<unknown> {
    const options = { expression, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await tab.send('Runtime.evaluate', options);
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: unknown }).value;
  }

  async function takePicture(name: string): Promise<void> {
    if (pictures === undefined) return;
    const { data } = await tab.send('Page.captureScreenshot', { captureBeyondViewport: true });
    writeFileSync(join(pictures, `${name}.png`), Buffer.from(data as string, 'base64'));
  }

  describe.each(Object.keys(SPECIMENS))('%s', (name) => {
    test.each(SIZES)('nothing is wider than a window of %i pixels', async (width) => {
      await show(name, { width });
      expect(await evaluate('document.documentElement.scrollWidth')).toBe(width);
      // texts of a drawing may stick out of it, never out of the window
      const outside = `[...document.querySelectorAll('svg:not(.patterns) text, h1, h2, p, li, figcaption')]
        .filter((one) => {
          const { left, right } = one.getBoundingClientRect();
          return left < 0 || right > ${width};
        })
        .map((one) => one.textContent)`;
      expect(await evaluate(outside)).toEqual([]);
      for (const scheme of SCHEMES) {
        const features = [{ name: 'prefers-color-scheme', value: scheme }];
        await tab.send('Emulation.setEmulatedMedia', { features });
        await takePicture(`${name}-${width}-${scheme}`);
      }
    });

    test('nothing is asked for, nothing is complained about, nothing runs', async () => {
      await show(name, { width: 1200 });
      const events = tab.takeEvents();
      const requests = events.filter(({ method }) => method === 'Network.requestWillBeSent');
      expect(requests).toHaveLength(1);
      const complaints = ['Runtime.consoleAPICalled', 'Runtime.exceptionThrown', 'Log.entryAdded'];
      expect(events.filter(({ method = '' }) => complaints.includes(method))).toEqual([]);
      expect(await evaluate("document.querySelectorAll('script, img, link').length")).toBe(0);
    });

    test('it is well-formed XML', async () => {
      const parse = `new DOMParser().parseFromString(${JSON.stringify(pageOf(name))}, 'application/xhtml+xml')`;
      const message = await evaluate(`${parse}.querySelector('parsererror')?.textContent ?? ''`);
      expect(message).toBe('');
    });

    test('no two texts of a drawing lie upon each other', async () => {
      await show(name, { width: 1200 });
      const overlaps = `[...document.querySelectorAll('svg')].flatMap((svg) => {
        const texts = [...svg.querySelectorAll('text')];
        const boxes = texts.map((text) => text.getBoundingClientRect());
        return texts.flatMap((text, i) => texts.slice(i + 1).filter((_, k) => {
          const [a, b] = [boxes[i], boxes[i + 1 + k]];
          return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
        }).map((other) => text.textContent + ' | ' + other.textContent));
      })`;
      expect(await evaluate(overlaps)).toEqual([]);
    });
  });
});
