import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Locator, Page } from 'playwright-core';
import { isKept, KEPT, LAST_VISIT } from '../../explorer/src/model/kept.js';
import { startFacade, TJE0 } from '../helpers/facade.js';
import { answer, banners, expectText, item, openTabs, operation, run, show, useExplorer } from './explorer-page.js';

const explorer = useExplorer();

function variables(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Variables, as JSON' });
}

function search(page: Page): Locator {
  return page.getByRole('searchbox', { name: 'Search the history' });
}

async function showJson(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
}

/** What is shown already would be hidden by the button that shows it. */
async function showPanel(page: Page, part: string): Promise<void> {
  const isShown = await page.getByRole('button', { name: part, exact: true, pressed: true }).count();
  if (isShown === 0) {
    await show(page, part);
  }
}

async function write(page: Page, part: Locator, text: string): Promise<void> {
  await part.press('Control+a');
  await page.keyboard.insertText(text);
}

/** All that a storage holds; what waits to be written comes first. */
async function stored(page: Page, storage: 'localStorage' | 'sessionStorage'): Promise<string> {
  return String(await page.evaluate(`dispatchEvent(new Event('pagehide')), JSON.stringify(${storage})`));
}

/** Stores things in place of what is there, and opens the page with them. */
async function openWith(page: Page, local: Record<string, string>, session: Record<string, string> = {}) {
  await page.evaluate(`addEventListener('pagehide', () => {
    localStorage.clear();
    sessionStorage.clear();
    Object.assign(localStorage, ${JSON.stringify(local)});
    Object.assign(sessionStorage, ${JSON.stringify(session)});
  })`);
  await page.reload();
  await page.getByRole('navigation', { name: 'Parts of the page' }).waitFor();
}

/** Whether it can do what it is for. */
async function expectToWork(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New operation' }).click();
  await write(page, operation(page), 'query Works { __typename }');
  await run(page);
  await expectText(answer(page), /"__typename": "Query"/);
  for (const part of ['History', 'Docs', 'Ready']) {
    await showPanel(page, part);
    await page
      .locator('.panel-header')
      .getByText(part === 'Docs' ? 'Documentation' : part)
      .waitFor();
  }
}

const ANY_VALUE = fc.jsonValue({ maxDepth: 4 });

/** Values of the right form in which something, at any depth, has another one. */
function almost(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) {
    return fc.oneof(ANY_VALUE, fc.tuple(...value.map(almost)), fc.array(fc.oneof(...value.map(almost), ANY_VALUE)));
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, almost(member)]));
    return fc.oneof(ANY_VALUE, fc.record(members, { requiredKeys: [] }));
  }
  return fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: ANY_VALUE });
}

const TAB = { id: 'a', document: '{ me { id } }', variables: '{}', headers: '{}', isEdited: true };
const RECEIVED = {
  status: 200,
  durationMs: 1,
  headers: [['x-request-id', 'r']],
  body: '{"data":{},"errors":[{"extensions":{}}],"extensions":{"rest":{"calls":[]}}}',
};
const ENTRY = {
  id: 'a',
  title: 'A',
  document: '{ me { id } }',
  sender: 'bo',
  status: 200,
  hasErrors: false,
  durationMs: 1,
  at: 1,
};
const VISIT = { documents: ['{ me { id } }', '{ b }'], active: 1 };

/** An example of each kept thing. */
const EXAMPLES: Readonly<Record<keyof typeof KEPT, unknown>> = {
  theme: 'dark',
  panel: 'docs',
  inputs: 'headers',
  showsForm: true,
  showsRestCalls: true,
  panelSize: 30,
  operationSize: 30,
  documentSize: 30,
  answerSize: 30,
  history: [ENTRY, { ...ENTRY, id: 'b' }],
  sent: [{ id: 'a', variables: '{}', received: RECEIVED }],
  tabs: [TAB, { ...TAB, id: 'b' }],
  closedTabs: [TAB],
  activeTab: 'a',
  window: 'w',
};

describe('what the explorer reads from the browser’s storage', () => {
  it.each(Object.keys(EXAMPLES) as (keyof typeof KEPT)[])('has its right form, or is left out: %s', (name) => {
    const { decode } = KEPT[name];
    expect(decode(EXAMPLES[name])).toEqual(EXAMPLES[name]);
    fc.assert(
      fc.property(almost(EXAMPLES[name]), (value) => {
        const read = decode(value);
        // What has passed is as the page takes it: all of its parts are of the example's types.
        expect(typesIn(read, EXAMPLES[name])).toEqual([]);
        expect(decode(read)).toEqual(read);
      }),
      { numRuns: 300 },
    );
  });

  it('is checked for what windows keep of their own, too', () => {
    expect(LAST_VISIT.decode(VISIT)).toEqual(VISIT);
    fc.assert(
      fc.property(almost(VISIT), (value) => expect(typesIn(LAST_VISIT.decode(value), VISIT)).toEqual([])),
      { numRuns: 300 },
    );
  });

  it.each([
    { what: 'of an object in place of a list', stored: '{"a":1}' },
    { what: 'of a list with nothing in it', stored: '[null]' },
    { what: 'that is too deep', stored: '['.repeat(50_000) },
    { what: 'that is no JSON', stored: 'undefined' },
    { what: 'of null', stored: 'null' },
    { what: 'of a huge text', stored: JSON.stringify('x'.repeat(300_000)) },
    { what: 'of one id twice', stored: JSON.stringify([TAB, TAB, { ...TAB, ...ENTRY }, { ...TAB, ...ENTRY }]) },
  ])(
    'never breaks the page, under any key: content $what',
    async ({ stored: content }) => {
      const { page } = await explorer.open();
      const keys = [
        ...Object.values(KEPT).map(({ key }) => key),
        `${LAST_VISIT.keyPrefix}a`,
        'headers',
        'tabs',
        'nobody',
      ];
      const all = Object.fromEntries(keys.map((key) => [`explorer.${key}`, content]));
      await openWith(page, all, all);

      await expectToWork(page);
      for (const key of Object.keys(JSON.parse(await stored(page, 'localStorage')))) {
        expect(isKept(key.replace('explorer.', ''))).toBe(true);
      }
    },
    60_000,
  );

  it('never breaks the page, whatever it is', async () => {
    const { page } = await explorer.open();
    const values = fc.record(
      Object.fromEntries(
        Object.entries(EXAMPLES).map(([name, example]) => [KEPT[name as 'theme'].key, almost(example)]),
      ),
    );
    for (const value of fc.sample(fc.tuple(values, almost(VISIT)), { numRuns: 12, seed: 18 })) {
      const [content, visit] = value;
      const all = Object.fromEntries(
        Object.entries({ ...content, [`${LAST_VISIT.keyPrefix}a`]: visit }).map(([key, item]) => [
          `explorer.${key}`,
          JSON.stringify(item),
        ]),
      );
      await openWith(page, all, all);
      await expectToWork(page);
    }
  }, 180_000);

  it('is shown as it was answered, if it was: any text', async () => {
    const { page } = await explorer.open();
    const bodies = [
      'null',
      '[null]',
      '{"errors":1}',
      '{"errors":[null,{"extensions":{"code":{}}}]}',
      '{"extensions":{"rest":{"calls":[null]}}}',
      '<p>',
      '',
    ];
    for (const body of bodies) {
      await openWith(
        page,
        { 'explorer.history': JSON.stringify([ENTRY]), 'explorer.panel': '"history"' },
        { 'explorer.sent': JSON.stringify([{ id: 'a', variables: '', received: { ...RECEIVED, body } }]) },
      );
      await page.locator('.panel').getByRole('button', { name: 'A' }).last().click();
      await page.locator('.answer .facts').waitFor();
      await expectToWork(page);
    }
  }, 120_000);
});

/** Parts whose type is not that of the same part of an example: of a list, that of any item. */
function typesIn(value: unknown, example: unknown): string[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (Array.isArray(example)) {
    return Array.isArray(value) ? value.flatMap((member) => typesIn(member, example[0])) : ['no list'];
  }
  if (typeof example === 'object' && example !== null) {
    return Object.entries(example).flatMap(([name, member]) =>
      typesIn((value as Record<string, unknown>)[name], member),
    );
  }
  return example === null || typeof value === typeof example ? [] : [`${typeof value} in place of ${typeof example}`];
}

describe('what the explorer keeps', () => {
  it('of variables, headers and answers is gone with the browser’s tab', async () => {
    const { page } = await explorer.open();
    await showJson(page);
    await write(page, variables(page), '{ "id": "549", "toAssociate": "3", "note": "Kari Nordmann" }');
    await run(page);
    await expectText(page.locator('.facts').first(), /\d+ ms/);
    await page.getByRole('button', { name: 'Close' }).or(page.locator('.tab-close')).first().click();

    const local = await stored(page, 'localStorage');
    expect(local).toContain('mutation Transfer');
    expect(local).not.toMatch(/Kari|549|Bo Lindqvist|basic/i);
    expect(await stored(page, 'sessionStorage')).toMatch(/Kari/);
    await page.reload();
    await showPanel(page, 'History');
    await expectText(page.locator('.panel .items'), /Kari Nordmann/);
    const beside = await explorer.openBeside(page);
    await showPanel(beside, 'History');
    await expectText(beside.locator('.panel .items'), /Transfer/);
    expect(await beside.locator('body').innerText()).not.toMatch(/Kari/);
  }, 60_000);

  it('is told, and cleared as a whole, in all windows', async () => {
    const { page } = await explorer.open();
    await item(page, 'Desk').click();
    await run(page);
    await expectText(answer(page), /"me"/);
    await page.getByRole('button', { name: 'Change to light' }).click();
    const beside = await explorer.openBeside(page);
    await item(beside, 'Arrive').click();
    await show(page, 'History');
    await page.getByRole('button', { name: 'Clear …' }).click();
    const dialog = page.getByRole('dialog', { name: 'What this page keeps' });
    await dialog.waitFor();
    const told = await dialog.innerText();
    for (const { what } of [LAST_VISIT, ...Object.values(KEPT)]) {
      expect(told.toLowerCase()).toContain(what.toLowerCase());
    }
    expect(told).toMatch(/In this browser, until you clear it/);
    expect(told).toMatch(/In this browser tab, until it is closed/);
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await openTabs(page)).toEqual(['Transfer', 'Desk']);

    await page.getByRole('button', { name: 'Clear …' }).click();
    await Promise.all([
      page.waitForEvent('load'),
      beside.waitForEvent('load'),
      page.getByRole('button', { name: 'Clear everything' }).click(),
    ]);
    for (const window of [page, beside]) {
      await item(window, 'Desk').waitFor();
      expect(await openTabs(window)).toEqual(['Transfer']);
      expect(await stored(window, 'localStorage')).not.toMatch(/light|Desk|Arrive/);
      expect(await stored(window, 'sessionStorage')).not.toMatch(/Desk|Arrive/);
      await showPanel(window, 'History');
      await expectText(window.locator('.panel'), /What you send is listed here/);
    }
  }, 60_000);

  it('of earlier versions with variables is removed, but for the documents', async () => {
    const { page } = await explorer.open();
    const document = 'query Old { me { id } }';
    await openWith(
      page,
      {
        'explorer.tabs': JSON.stringify([{ id: 'x', document, variables: '{ "name": "Kari" }' }]),
        'explorer.history': JSON.stringify([
          { ...ENTRY, id: undefined, sender: undefined, variables: '{ "name": "Kari" }' },
        ]),
        'explorer.activeTab': '"x"',
        'another.page': 'stays',
      },
      { 'explorer.headers': JSON.stringify({ x: '{}' }) },
    );

    expect(await openTabs(page)).toEqual(['Old']);
    const local = await stored(page, 'localStorage');
    expect(local).not.toMatch(/Kari|activeTab/);
    expect(local).toMatch(/another\.page/);
    await expectToWork(page);
  }, 60_000);

  it('may be too much for the browser, or forbidden by it: the page works, and says so', async () => {
    const { page } = await explorer.open();
    await page.evaluate(
      `localStorage.setItem('another.page', 'x'.repeat(5_200_000 - JSON.stringify(localStorage).length))`,
    );
    await write(page, operation(page), `query Long { me { id } } #${'x'.repeat(100_000)}`);
    await expectText(banners(page), /storage is full or switched off/);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expectToWork(page);

    await page.addInitScript(`for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
    }`);
    await page.reload();
    await expectText(banners(page), /storage is full or switched off/);
    await expectToWork(page);
  }, 60_000);

  it('of two windows is found by the third, each operation once', async () => {
    const { page: first } = await explorer.open();
    await item(first, 'Desk').click();
    const second = await explorer.openBeside(first);
    await second.getByRole('tab', { name: 'Desk' }).waitFor();
    await write(first, operation(first), 'query First { me { id } }');
    await write(second, operation(second), 'query Second { me { id } }');
    await first.reload();
    await second.reload();
    await first.getByRole('tab', { name: 'First' }).waitFor();
    expect(await openTabs(first)).toEqual(['Transfer', 'First']);
    expect(await openTabs(second)).toEqual(['Transfer', 'Second']);

    await first.close({ runBeforeUnload: false });
    const third = await explorer.openBeside(second);
    expect((await openTabs(third)).sort()).toEqual(['First', 'Second', 'Transfer']);
    // One that is closed there stays open in the other window.
    await third.getByRole('tab', { name: 'Second' }).press('Delete');
    await stored(third, 'localStorage');
    await third.evaluate(`new Promise((resolve) => {
      const look = () => (JSON.stringify(localStorage).includes('query Second ') ? resolve() : requestAnimationFrame(look));
      look();
    })`);
    await third.close();
    const fourth = await explorer.openBeside(second);
    expect((await openTabs(fourth)).sort()).toEqual(['First', 'Second', 'Transfer']);
  }, 60_000);

  it('of other windows is not lost where it is too much to be open, and that is told', async () => {
    const { page } = await explorer.open();
    const visit = (name: string, number: number) =>
      JSON.stringify({
        documents: Array.from({ length: number }, (_, index) => `query ${name}${index} { a }`),
        active: 0,
      });
    await openWith(page, { 'explorer.visit.a': visit('A', 200), 'explorer.visit.b': visit('B', 100) });

    await expectText(banners(page), /Operations of other windows are not shown: 250 can be open/);
    const local = await stored(page, 'localStorage');
    expect(local).toMatch(/query A199 /);
    expect(local).toMatch(/query B99 /);
  }, 60_000);

  it('of two windows’ history is one list', async () => {
    const { page: first } = await explorer.open();
    const second = await explorer.openBeside(first);
    for (const window of [first, second]) {
      await showPanel(window, 'History');
    }
    await write(first, operation(first), 'query First { __typename }');
    await run(first);
    await expectText(second.locator('.panel .items'), /First/);
    await write(second, operation(second), 'query Second { __typename }');
    await run(second);
    for (const window of [first, second]) {
      await expectText(window.locator('.panel .items'), /Second[\s\S]*First/);
    }
  }, 60_000);
});

describe('the explorer’s history', () => {
  it('has who sent an operation, its variables and its answer, and finds them', async () => {
    const { page } = await explorer.open();
    await item(page, 'Arrive').click();
    await page.getByRole('tab', { name: 'Headers · tje0' }).click();
    await page.getByLabel('Send as').selectOption({ label: 'Bo Lindqvist (bo)' });
    await run(page);
    await expectText(answer(page), /"me"/);
    const answered = await answer(page).innerText();
    await item(page, 'Transfer').click();
    await run(page);
    await expectText(answer(page), /"transferTo"/);
    await write(page, page.getByRole('textbox', { name: 'GraphQL operation' }), 'query Anonymous { __typename }');
    await page.getByLabel('Send as').selectOption({ label: 'Nobody, without a credential' });
    await run(page);
    await expectText(answer(page), /"__typename"/);

    await show(page, 'History');
    const entries = page.locator('.panel .history .item');
    expect((await entries.allInnerTexts()).map((text) => text.split('\n').filter((line) => line !== '')[1])).toEqual([
      'Anonymous',
      'Transfer',
      'Arrive',
    ]);
    for (const [wanted, found] of [
      ['transfer 549', ['Transfer']],
      ['arrive BO', ['Arrive']],
      ['nobody', ['Anonymous']],
      ['__typename', ['Anonymous']],
      ['nowhere', []],
    ] as const) {
      await search(page).fill(wanted);
      await expectText(
        page.locator('.panel'),
        found.length > 0 ? new RegExp(found[0] as string) : /Nothing that was sent/,
      );
      expect(await entries.locator('.item-title').allInnerTexts()).toEqual(found);
    }
    await search(page).fill('arrive');
    await explorer.screenshot(page, 'history-search');
    await entries.first().click();
    await page.getByRole('tab', { name: 'Headers · bo' }).waitFor();
    await expectText(page.locator('.answer .facts'), /^200/);
    expect(await answer(page).innerText()).toBe(answered);
    await page.locator('.call').first().waitFor();

    await page.reload();
    await entries.filter({ hasText: 'Transfer' }).click();
    await expectText(answer(page), /"transferTo"/);
    await page.getByRole('tab', { name: 'Variables' }).click();
    await showJson(page);
    await expectText(variables(page), /549/);
    expect(await stored(page, 'localStorage')).not.toContain(TJE0.split(' ')[1]);
  }, 60_000);

  it('has no credential, and says what is not kept', async () => {
    const other = await startFacade(explorer.sandbox.url, { HOST: 'localhost' });
    try {
      const { page } = await explorer.open({ url: other.url });
      await page.getByRole('tab', { name: /^Headers/ }).click();
      await write(
        page,
        page.getByRole('textbox', { name: 'Headers, as JSON' }),
        JSON.stringify({ authorization: TJE0 }),
      );
      await write(page, operation(page), 'query Mine { me { id } }');
      await run(page);
      await expectText(answer(page), /"me"/);
      expect(await stored(page, 'localStorage')).not.toContain(TJE0.split(' ')[1]);
      const beside = await explorer.openBeside(page);
      await showPanel(beside, 'History');
      await expectText(beside.locator('.panel .history'), /own credential/);
      await beside.locator('.panel .history .item').click();
      await expectText(banners(beside), /variables and the answer of this operation are not kept here/);
      expect(await stored(beside, 'sessionStorage')).not.toContain(TJE0.split(' ')[1]);
    } finally {
      await other.stop();
    }
  }, 60_000);

  it('keeps so many answers as there is place for, the latest ones', async () => {
    const { page } = await explorer.open();
    await page.route(explorer.facade.url, (route) => {
      const { query } = JSON.parse(route.request().postData() ?? '{}');
      return route.fulfill({ json: { data: { [query.slice(6, 8)]: 'x'.repeat(600_000) } } });
    });
    for (const name of ['Q1', 'Q2', 'Q3']) {
      await write(page, operation(page), `query ${name} { __typename }`);
      await run(page);
      await expectText(answer(page), new RegExp(`"${name}"`));
    }
    await show(page, 'History');
    const entries = page.locator('.panel .history .item');
    await entries.filter({ hasText: 'Q1' }).click();
    await expectText(banners(page), /answer to this operation is not kept: it was too long/);
    await entries.filter({ hasText: 'Q2' }).click();
    await expectText(answer(page), /"Q2"/);
    await expectText(banners(page), /^This is the answer of/);
    expect((await stored(page, 'sessionStorage')).length).toBeLessThan(2_000_000);
  }, 60_000);
});
