import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import type { Locator, Page, Route } from 'playwright-core';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import type { Server } from '../../src/server.js';
import { execute, startFacade, TJE0 } from '../helpers/facade.js';
import { freePort } from '../helpers/free-port.js';
import { scrape } from '../helpers/scrape.js';
import { leaveAll, subscribe } from '../helpers/subscribe.js';
import { until } from '../helpers/until.js';
import { violations } from './chromium.js';
import { answer, banners, expectText, item, operation, run, show, useExplorer } from './explorer-page.js';

const FAST = {
  ...{ LIVE_POLL_MS: '50', LIVE_POLL_IDLE_MS: '50', LIVE_HINT_GAP_MS: '1' },
  ...{ ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' },
};
const explorer = useExplorer(() => FAST);

/** Chromium reports every answer that is an error, and every connection that fails. */
const FAILED = /Failed to load resource/;

/** With records that polls do not read: each value needs calls of its own. */
const WATCH = `subscription Watch {
  chatSessionUpdates(parts: [MINE]) {
    isSnapshot
    sessions { id lastMessage messages { id } }
    staleSince
  }
}`;

function named(name: string): string {
  return `subscription ${name} { chatSessionUpdates(parts: [MINE]) { isSnapshot sessions { id } staleSince } }`;
}

describe('a subscription in the explorer', () => {
  it('shows each value with its number, its time and its REST calls, the latest first', async () => {
    const { page } = await explorer.open();
    await start(page, WATCH);
    await expectText(counts(page), /^1 value$/);
    await change();
    await expectText(counts(page), /^2 values$/);

    await values(page).nth(1).waitFor();
    expect(await values(page).allInnerTexts()).toEqual([
      expect.stringMatching(/^2\s+\d+:\d\d:\d\d.*sessions: \[549\]\s+1 call$/s),
      expect.stringMatching(/^1\s+\d+:\d\d:\d\d.*isSnapshot: true, sessions: \d+ items\s+\d+ calls$/s),
    ]);
    await expectText(value(page), /"isSnapshot": false/);
    await expectText(page.locator('.rest'), /1 call.*and a shared poll.*ChatSession\/\{id\}\/Messages/s);
    await values(page).nth(1).click();
    await expectText(value(page), /"isSnapshot": true/);
    await expectText(page.locator('.rest'), /\d\d? calls/);
    await change();
    await expectText(counts(page), /^3 values$/);
    await expectText(value(page), /"isSnapshot": true/);
    await page.getByRole('button', { name: 'Follow the latest' }).click();
    await expectText(page.locator('.answer'), /Value 3/);
    await page.getByRole('listbox').and(page.locator(':focus')).waitFor();
  }, 60_000);

  it('is read with keys, and who reads a value keeps it while others come', async () => {
    const { page } = await explorer.open();
    await start(page, named('Keys'));
    await expectText(counts(page), /^1 value$/);
    for (const number of [2, 3]) {
      await change();
      await expectText(counts(page), new RegExp(`^${number} values$`));
    }
    const list = page.getByRole('listbox', { name: 'Values, the latest first' });
    for (const [key, number] of [
      ['ArrowDown', 2],
      ['End', 1],
      ['ArrowUp', 2],
    ] as const) {
      await list.press(key);
      await selected(page, number);
    }
    await change();
    await expectText(counts(page), /^4 values$/);
    await selected(page, 2);
    await list.press('Home');
    await selected(page, 4);
    await change();
    await selected(page, 5);
    await list.and(page.locator(':focus')).waitFor();
  }, 60_000);

  it('is stopped by the button that ran it, which keeps the focus, and the server has no stream then', async () => {
    const { page } = await explorer.open();
    await write(page, named('Stopped'));
    await page.getByRole('button', { name: /^Run/ }).press('Enter');
    await expectText(counts(page), /^1 value$/);
    await streams(1);
    const stop = page.getByRole('button', { name: 'Stop' }).and(page.locator(':focus'));
    await stop.press('Enter');

    await expectText(state(page), /^Stopped at /);
    await page.getByRole('button', { name: 'Run Stopped' }).and(page.locator(':focus')).waitFor();
    await page.locator('.tab-live').waitFor({ state: 'detached' });
    await streams(0);
    expect(await values(page).count()).toBe(1);
  }, 60_000);

  it('starts again with the key that runs it, and ends with its tab', async () => {
    const { page } = await explorer.open();
    await start(page, named('Again'));
    await expectText(counts(page), /^1 value$/);
    await change();
    await expectText(counts(page), /^2 values$/);
    await operation(page).press('Control+Enter');
    await expectText(counts(page), /^1 value$/);
    await streams(1);
    await page.getByRole('tab', { name: 'Again' }).press('Delete');

    await streams(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    // With its last value, and no stream.
    await expectText(answer(page), /"data"/);
    await page.getByRole('button', { name: 'Run Again' }).waitFor();
  }, 60_000);

  it('goes on in another tab, beside queries, up to three of them in all windows', async () => {
    const { page } = await explorer.open();
    for (const name of ['One', 'Two', 'Three']) {
      await page.getByRole('button', { name: 'New operation' }).click();
      await start(page, named(name));
      await expectText(counts(page), /^1 value$/);
    }
    await page.getByRole('button', { name: 'New operation' }).click();
    await start(page, named('Four'));
    await expectText(page.locator('.answer .advice'), /^3 streams are open.*Open in this window: One, Two, Three\./s);
    await write(page, '{ me { id } }');
    await run(page);
    await expectText(answer(page), /"me"/);
    const beside = await explorer.openBeside(page);
    await beside.getByRole('button', { name: 'New operation' }).click();
    await start(beside, named('Five'));
    await expectText(beside.locator('.answer .advice'), /^3 streams are open.*then run this one\.$/s);
    await streams(3);

    await page.getByRole('tab', { name: 'One' }).click();
    await expectText(counts(page), /^1 value$/);
    await change();
    await expectText(counts(page), /^2 values$/);
    await page.getByRole('tab', { name: 'Two' }).click();
    await expectText(counts(page), /^2 values$/);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expectText(state(page), /^Stopped at /);
    await places(page, 2);
    await start(beside, named('Five'));
    await expectText(counts(beside), /^1 value$/);
    await beside.close();
    await places(page, 2);
    await streams(2);
    await operation(page).press('Control+Enter');
    await expectText(state(page), /^Live since/);
  }, 90_000);

  it('is opened again by itself when the server has been restarted, and says so', async () => {
    const port = String(await freePort());
    const startAgain = () => startFacade(explorer.sandbox.url, { HOST: 'localhost', ...FAST, PORT: port });
    let server = await startAgain();
    try {
      const { page } = await explorer.open({ url: server.url, expected: FAILED });
      await page.getByRole('tab', { name: 'Headers' }).click();
      await replace(page.getByRole('textbox', { name: 'Headers, as JSON' }), JSON.stringify({ authorization: TJE0 }));
      await start(page, named('Restarted'));
      await expectText(counts(page), /^1 value$/);
      await server.stop();
      await expectText(state(page), /Try \d+ of 10 is at |Connecting again: try \d+ of 10/);
      server = await startAgain();

      // It may be long until the next try.
      await counts(page)
        .filter({ hasText: /2 values\s*opened again once/ })
        .waitFor({ timeout: 60_000 });
      await expectText(state(page), /^Live since/);
      await expectText(value(page), /"isSnapshot": true/);
      await change(server);
      await expectText(counts(page), /3 values/);
    } finally {
      await server.stop();
    }
  }, 120_000);

  it('reports that SuperOffice is down, and when it is back', async () => {
    const sandbox = await startSandbox();
    const port = new URL(sandbox.url).port;
    const server = await startFacade(sandbox.url, { HOST: 'localhost', ...FAST, LIVE_STALE_MS: '100' });
    let again: Awaited<ReturnType<typeof startSandbox>> | undefined;
    try {
      const { page } = await explorer.open({ url: server.url });
      await page.getByRole('tab', { name: 'Headers' }).click();
      await replace(page.getByRole('textbox', { name: 'Headers, as JSON' }), JSON.stringify({ authorization: TJE0 }));
      await start(page, named('Away'));
      await expectText(counts(page), /^1 value$/);
      await sandbox.stop();

      await expectText(state(page), /^Live since .*, but SuperOffice cannot be reached\. Its last answer came at/);
      await expectText(values(page).first(), /SuperOffice unreachable/);
      again = await startSandbox({ port: Number(port) });
      await expectText(state(page), /^Live since [^,]*\.$/);
    } finally {
      await server.stop();
      await again?.stop();
    }
  }, 60_000);

  it('ends with a refused credential, and leads to where it is entered', async () => {
    const { page } = await explorer.open();
    await page.getByRole('tab', { name: /^Headers/ }).click();
    const headers = JSON.stringify({ authorization: `Basic ${Buffer.from('nobody:wrong').toString('base64')}` });
    await replace(page.getByRole('textbox', { name: 'Headers, as JSON' }), headers);
    await start(page, named('Refused'));

    await expectText(state(page), /^Ended at .* with UNAUTHENTICATED\.$/);
    await expectText(page.locator('.answer .advice'), /^The credential was refused/);
    await page.getByRole('button', { name: 'Enter a credential' }).click();
    await page.locator('.sender select:focus').waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/nobody:wrong/);
  }, 60_000);

  it('keeps the latest of 500 values, counts the others, and offers them to copy and to download', async () => {
    const { page } = await explorer.open();
    await page.route(
      explorer.facade.url,
      streamOf(500, (number) => ({ tick: { id: String(number) } })),
    );
    await start(page, 'subscription Ticks { tick { id } }');
    await expectText(state(page), /^Complete at /);
    await expectText(counts(page), /500 values\s*the oldest 300 are not kept/);
    expect(await values(page).count()).toBe(200);
    await values(page).last().scrollIntoViewIfNeeded();
    await expectText(values(page).last(), /^301/);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    const saved = JSON.parse(await readFile(await download.path(), 'utf8'));
    expect(download.suggestedFilename()).toBe('Ticks.json');
    expect(saved).toHaveLength(200);
    expect(saved[199]).toMatchObject({ number: 500, result: { data: { tick: { id: '500' } } } });
    // Browsers may keep it in a form that scripts cannot read.
    await page.evaluate('navigator.clipboard.writeText = async (text) => { copied = text }');
    await page.getByRole('button', { name: 'Copy all' }).click();
    await until(async () => (await page.evaluate('typeof copied')) === 'string');
    expect(JSON.parse(String(await page.evaluate('copied')))).toEqual(saved);
  }, 60_000);

  it('keeps two million characters of large values, and the latest at least', async () => {
    const { page } = await explorer.open();
    await page.route(
      explorer.facade.url,
      streamOf(60, () => ({ text: 'x'.repeat(190_000) })),
    );
    await start(page, 'subscription Large { text }');
    await expectText(state(page), /^Complete at /);

    await expectText(counts(page), /60 values\s*the oldest 50 are not kept/);
    expect(await values(page).count()).toBe(10);
  }, 60_000);

  it('is in the history with its last value', async () => {
    const { page } = await explorer.open();
    await page.route(
      explorer.facade.url,
      streamOf(3, (number) => ({ tick: { id: `value ${number}` } })),
    );
    await start(page, 'subscription Ticks { tick { id } }');
    await expectText(state(page), /^Complete at /);
    await show(page, 'History');
    await expectText(page.locator('.panel .history .item'), /Ticks/);
    await page.locator('.panel .history .item').click();

    await expectText(banners(page), /^This last value is from /);
    expect(await values(page).count()).toBe(3);
    await page.reload();
    await expectText(answer(page), /"value 3"/);
    expect(await page.locator('.panel .history .item').count()).toBe(1);
  }, 60_000);
});

describe('a subscription that the server refuses', () => {
  it.each([
    { what: 'no subscriptions', env: { SUBSCRIPTIONS: 'off' }, told: /This server has no subscriptions/ },
    {
      what: 'streams of the caller',
      env: { MAX_STREAMS_PER_CREDENTIAL: '1' },
      told: /at most 1 stream.*end one first/s,
    },
    { what: 'streams in all', env: { MAX_STREAMS: '1' }, told: /The server is too busy.*Run it again/s },
  ])(
    'is reported with its sentence: $what',
    async ({ env, told }) => {
      const server = await startFacade(
        explorer.sandbox.url,
        { HOST: 'localhost', ...FAST, ...env },
        { agents: explorer.sandbox.agents },
      );
      try {
        if (!('SUBSCRIPTIONS' in env)) {
          await subscribe(server.url, named('Before'));
        }
        const { page } = await explorer.open({ url: server.url, expected: FAILED });
        await start(page, named('Refused'));

        await expectText(page.locator('.answer .advice'), told);
        expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(0);
      } finally {
        leaveAll();
        await server.stop();
      }
    },
    60_000,
  );

  it('is reported with the header to remove, if a header refuses events', async () => {
    const { page } = await explorer.open({ expected: FAILED });
    await page.getByRole('tab', { name: /^Headers/ }).click();
    await replace(
      page.getByRole('textbox', { name: 'Headers, as JSON' }),
      JSON.stringify({ authorization: TJE0, accept: 'application/json' }),
    );
    await start(page, named('Refused'));

    await expectText(page.locator('.answer .advice'), /header accept refuses a stream.*text\/event-stream/s);
  });
});

describe('subscriptions next to other operations', () => {
  it('are among the ready operations, and in the documentation, from which they are written', async () => {
    const { page } = await explorer.open();
    await item(page, 'Watch desk').click();
    await run(page);
    await expectText(counts(page), /^1 value$/);
    await show(page, 'Docs');
    await page.getByRole('tab', { name: 'Subscription' }).click();
    const tops = await page.evaluate(`[...document.querySelectorAll('.choice')].map((choice) => {
      const { top, right } = choice.getBoundingClientRect();
      return right <= document.querySelector('.panel').getBoundingClientRect().right && top;
    })`);
    expect(new Set(tops as number[]).size).toBe(1);
    await explorer.screenshot(page, 'live-docs');
    await page.getByRole('button', { name: 'chatMessageUpdates' }).click();
    await page.getByRole('button', { name: 'Write an operation' }).click();

    await expectText(operation(page), /subscription ChatMessageUpdates/);
    await page.getByRole('tab', { name: 'WatchDesk' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await streams(0);
  }, 60_000);
});

describe('what the explorer shows of a subscription', () => {
  it.each([
    { width: 1280, colorScheme: 'light' },
    { width: 1024, colorScheme: 'dark' },
    { width: 390, colorScheme: 'light' },
    { width: 320, colorScheme: 'dark' },
  ] as const)(
    'fits $width pixels, has no violations by axe, and can be stopped there, in the $colorScheme theme',
    async ({ width, colorScheme }) => {
      const { page } = await explorer.open({ viewport: { width, height: 780 }, colorScheme });
      await start(page, WATCH);
      await expectText(counts(page), /^1 value$/);
      await change();
      await expectText(counts(page), /^2 values$/);
      await values(page).nth(1).click();
      await page.getByRole('button', { name: 'Follow the latest' }).waitFor();
      await page.locator('.call').first().waitFor();

      expect(await outside(page)).toEqual([]);
      expect(await violations(page)).toEqual([]);
      await explorer.screenshot(page, `live-${width}-${colorScheme}`);
      await page.getByRole('button', { name: 'Stop' }).click();
      await expectText(state(page), /^Stopped at /);
      expect(await violations(page)).toEqual([]);
    },
    60_000,
  );

  it('fits if its text is long: an end with an error, an error of a value, and a try', async () => {
    const { page } = await explorer.open({ viewport: { width: 320, height: 780 } });
    await page.route(explorer.facade.url, (route) =>
      fulfill(
        route,
        [
          { data: { tick: null }, errors: [{ message: 'x', extensions: { code: 'UPSTREAM_UNAVAILABLE' } }] },
          { data: { tick: { staleSince: '2026-11-27T10:00:00Z' } } },
        ],
        'retry: 3600000\n\n',
      ),
    );
    await start(page, 'subscription Ticks { tick { id } }');
    await expectText(state(page), /^The server asked the page to open the stream again\. Try 1 of 10 is at /);

    expect(await outside(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await explorer.screenshot(page, 'live-tries');
  }, 60_000);
});

function state(page: Page): Locator {
  return page.locator('.live-state').getByRole('status');
}

function counts(page: Page): Locator {
  return page.locator('.live-state .facts');
}

function values(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Values, the latest first' }).getByRole('option');
}

function value(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Value, as JSON' });
}

function selected(page: Page, number: number): Promise<void> {
  return page.locator(`#value-${number}[aria-selected="true"]`).waitFor();
}

/** What another connection changes: every value has it. */
async function change(server: Pick<Server, 'url'> = explorer.facade): Promise<void> {
  const text = JSON.stringify(`Written ${performance.now()}`);
  const { errors } = await execute(
    server.url,
    `mutation { addChatMessage(id: 549, message: { message: ${text} }) { id } }`,
  );
  expect(errors).toBeUndefined();
}

/** Waits until the server has this many. */
async function streams(number: number): Promise<void> {
  await until(async () => (await scrape(explorer.facade)).value('superoffice_graphql_streams') === number);
}

/** Waits until this many are taken, in all windows. */
async function places(page: Page, number: number): Promise<void> {
  await until(async () => (await page.evaluate('navigator.locks.query().then(({ held }) => held.length)')) === number);
}

async function start(page: Page, document: string): Promise<void> {
  await write(page, document);
  await run(page);
}

async function write(page: Page, document: string): Promise<void> {
  await replace(operation(page), document);
}

/** Uses keys, which the editor gets in order: `fill` selects and types at once. */
async function replace(editor: Locator, text: string): Promise<void> {
  await editor.press('Control+a');
  await editor.page().keyboard.insertText(text);
}

/** Answers instead of the server: a stream with this many values, which then ends. */
function streamOf(number: number, data: (number: number) => object): (route: Route) => Promise<void> {
  const results = Array.from({ length: number }, (_, index) => ({ data: data(index + 1) }));
  return (route) => fulfill(route, results, 'event: complete\ndata:\n\n');
}

async function fulfill(route: Route, results: readonly object[], end: string): Promise<void> {
  const isSubscription = (route.request().postData() ?? '').includes('subscription');
  if (!isSubscription) {
    return route.fallback();
  }
  const events = results.map((result) => `event: next\ndata: ${JSON.stringify(result)}\n\n`);
  return route.fulfill({ contentType: 'text/event-stream; charset=utf-8', body: events.join('') + end });
}

/** Elements that reach out of the viewport, except those in scrolling parts of the page. */
function outside(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('#explorer *')]
    .filter((element) => {
      const { width, left, right } = element.getBoundingClientRect();
      return width > 0 && (left < -1 || right > innerWidth + 1) && !element.closest('.tabs, .cm-scroller, .one-line, .call-name, .live-preview');
    })
    .map((element) => element.tagName + '.' + element.getAttribute('class'))
    .concat(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])`);
}
