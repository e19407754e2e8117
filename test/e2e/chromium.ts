import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Keep Chromium from asking hosts of its own, which a closed network refuses many at a time. */
const OPTIONS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium', args: OPTIONS });
}

/**
 * Notes what speaks against a page: errors, warnings, what its policy forbids, and requests to other hosts than `host`, which
 * get nowhere.
 *
 * @param expected complaints that are not held against it
 */
export async function watch(
  page: Page,
  complaints: string[],
  { host = 'localhost', expected }: { readonly host?: string; readonly expected?: RegExp | undefined } = {},
): Promise<void> {
  await page.route(
    ({ hostname }) => hostname !== host,
    (route) => {
      complaints.push(`asks ${route.request().url()}`);
      return route.abort('internetdisconnected');
    },
  );
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !expected?.test(message.text())) {
      complaints.push(message.text());
    }
  });
  await page.addInitScript(
    `document.addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective, event.blockedURI))`,
  );
}

/** The page's violations of WCAG 2.2 AA, including targets of 24 pixels, as found by axe. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const look = () =>
    page.evaluate(`axe.run(document, { rules: { 'target-size': { enabled: true } } })
    .then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ': ' + failureSummary)))`);
  // axe fails if an element disappears while it looks.
  return (await look().catch(look)) as string[];
}
