import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Locator, Page } from 'playwright-core';
import { isKept, KEPT, LAST_VISIT } from '../../explorer/src/model/kept/kept.js';
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

/** Clicks only if it is not shown, because the button would hide it. */
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

/** Replaces what is stored, and opens the page. */
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

const TAB = { id: 'a', document: '{ me { id } }', variables: '{}', headers: '{}', isEdited: true, sentId: 'a' };
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
  kind: 'query',
  sender: 'bo',
  status: 200,
  hasErrors: false,
  isUnknown: false,
  durationMs: 1,
  at: 1,
};
const VISIT = {
  operations: [
    { document: '{ me { id } }', sender: 'bo' },
    { document: '{ b }', sender: 'nobody' },
  ],
  active: 1,
};
const SENT = { id: 'a', variables: '', headers: '{}', isExplained: true, received: RECEIVED };

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
  sent: [SENT],
  tabs: [TAB, { ...TAB, id: 'b' }],
  closedTabs: [TAB],
  activeTab: 'a',
  window: 'w',
};

describe('what the explorer reads from the browser’s storage', () => {
  it.each(Object.keys(EXAMPLES) as (keyof typeof KEPT)[])('has the right form, or is left out: %s', (name) => {
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

  it('is checked for what each window keeps, too', () => {
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

  it('never breaks the page, for any content', async () => {
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

  it('is shown as it was answered, for any text', async () => {
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
        { 'explorer.sent': JSON.stringify([{ ...SENT, received: { ...RECEIVED, body } }]) },
      );
      await page.locator('.panel .history .item').click();
      await page.locator('.answer .facts').waitFor();
      await expectToWork(page);
    }
  }, 120_000);
});

/** Parts whose type differs from the same part of an example; of a list, from any of its items. */
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
  it('of variables, headers and answers is gone when the browser tab is closed', async () => {
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

  it('is listed, and cleared as a whole, in all windows', async () => {
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

  it('of earlier versions with variables is removed, except the documents', async () => {
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

  it('may be too much for the browser or forbidden by it: the page works, and says so', async () => {
    const { page } = await explorer.open();
    await page.evaluate(
      `localStorage.setItem('another.page', 'x'.repeat(5_200_000 - JSON.stringify(localStorage).length))`,
    );
    await write(page, operation(page), `query Long { me { id } } #${'x'.repeat(100_000)}`);
    await expectText(banners(page), /storage is full or off/);
    // It stays until the user dismisses it.
    await page.getByRole('button', { name: 'New operation' }).click();
    await expectText(page.locator('#active-tab'), /New/);
    await page.evaluate('location.hash = "#operation=query+Linked+{+me+{+id+}+}"');
    await page.getByRole('button', { name: 'Run Linked' }).waitFor();
    await expectText(banners(page), /storage is full or off/);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await banners(page).getByText('storage').waitFor({ state: 'detached' });
    await expectToWork(page);

    await page.addInitScript(`for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
    }`);
    await page.reload();
    await expectText(banners(page), /storage is full or off/);
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

  it('of other windows is not lost if it is too much to be open, and the page says so', async () => {
    const { page } = await explorer.open();
    const visit = (name: string, number: number) =>
      JSON.stringify({
        operations: Array.from({ length: number }, (_, index) => ({
          document: `query ${name}${index} { a }`,
          sender: 'nobody',
        })),
        active: 0,
      });
    await openWith(page, { 'explorer.visit.a': visit('A', 200), 'explorer.visit.b': visit('B', 100) });

    await expectText(banners(page), /Not all operations of other windows are shown: at most 250 can be open/);
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

describe('who sends an operation', () => {
  const OWN = JSON.stringify({ authorization: 'Basic eDp5', 'so-language': 'de' });

  async function writeHeaders(page: Page, headers: string): Promise<void> {
    await page.getByRole('tab', { name: /^Headers/ }).click();
    await write(page, page.getByRole('textbox', { name: 'Headers, as JSON' }), headers);
  }

  async function headersOf(page: Page): Promise<string> {
    await page.getByRole('tab', { name: /^Headers/ }).click();
    return page.getByRole('textbox', { name: 'Headers, as JSON' }).innerText();
  }

  it('is the same agent in the next visit, and in a second window', async () => {
    const { page } = await explorer.open();
    for (const [name, sender] of [
      ['AsTheSame', 'tje0'],
      ['AsAnother', 'bo'],
      ['AsNobody', 'nobody'],
    ] as const) {
      await page.getByRole('button', { name: 'New operation' }).click();
      await write(page, operation(page), `mutation ${name} { a }`);
      await page.getByRole('tab', { name: /^Headers/ }).click();
      await page.getByLabel('Send as').selectOption(sender);
    }
    await stored(page, 'localStorage');
    const second = await explorer.openBeside(page);
    await stored(page, 'localStorage');
    await page.close();
    const third = await explorer.openBeside(second);
    for (const window of [second, third]) {
      for (const [name, tab] of [
        ['AsTheSame', 'Headers · tje0'],
        ['AsAnother', 'Headers · bo'],
        ['AsNobody', 'Headers'],
      ] as const) {
        await window.getByRole('tab', { name, exact: true }).click();
        await window.getByRole('tab', { name: tab, exact: true }).waitFor();
      }
      expect(await banners(window).innerText()).toBe('');
    }
  }, 60_000);

  it('must be entered again in the next visit if it was the user’s own credential', async () => {
    const { page } = await explorer.open();
    await writeHeaders(page, OWN);
    await write(page, operation(page), 'mutation Own { a }');
    expect(await stored(page, 'localStorage')).not.toMatch(/eDp5|so-language/);
    const second = await explorer.openBeside(page);
    await second.getByRole('tab', { name: 'Own' }).click();
    await expectText(banners(second), /credential that you enter lasts as long as the browser tab/);
    expect(await headersOf(second)).toMatch(/"authorization": ""/);
  });

  it('is the sender of that run if it is opened from the history, or nobody, and the page says so', async () => {
    const { page } = await explorer.open();
    await writeHeaders(page, OWN);
    await write(page, operation(page), 'query Own { __typename }');
    await run(page);
    await expectText(answer(page), /"__typename"/);
    await page.getByRole('button', { name: 'New operation' }).click();
    await writeHeaders(page, '{ "so-language": "nb" }');
    await page.getByLabel('Send as').selectOption('bo');
    await stored(page, 'localStorage');
    await page.reload();
    await showPanel(page, 'History');
    await page.locator('.panel .history .item').click();
    await page.getByRole('tab', { name: 'Headers', exact: true }).waitFor();
    expect(JSON.parse(await headersOf(page))).toEqual(JSON.parse(OWN));
    expect(await stored(page, 'localStorage')).not.toMatch(/eDp5/);

    const beside = await explorer.openBeside(page);
    await writeHeaders(beside, '{ "so-language": "nb" }');
    await beside.getByLabel('Send as').selectOption('bo');
    await showPanel(beside, 'History');
    await beside.locator('.panel .history .item').click();
    await expectText(banners(beside), /are not here.*credential that you enter/s);
    expect(JSON.parse(await headersOf(beside))).toEqual({ authorization: '' });
  }, 60_000);

  it('cannot be chosen if that would lose other headers', async () => {
    const { page } = await explorer.open();
    await writeHeaders(page, '{"so-language": "de", "idempotency-key": "MYKEY12345", }');
    const select = page.getByLabel('Send as');
    await select.and(page.locator(':disabled')).waitFor();
    expect(await select.evaluate((element) => (element as unknown as { value: string }).value)).toBe('unreadable');
    await expectText(select, /correct them first/);
    expect(await headersOf(page)).toContain('MYKEY12345');
    await writeHeaders(page, '{"so-language": "de", "idempotency-key": "MYKEY12345"}');
    await select.selectOption('bo');
    expect(await headersOf(page)).toMatch(/MYKEY12345/);
    await page.getByRole('tab', { name: 'Headers · bo' }).waitFor();
  });
});

describe('the explorer’s history', () => {
  const FAILED = /Failed to load resource/;

  it('has what two windows sent with different variables, all of it', async () => {
    const { page: first } = await explorer.open();
    const second = await explorer.openBeside(first);
    for (const [window, ids] of [
      [first, [11, 12]],
      [second, [13]],
      [first, [11]],
    ] as const) {
      await write(window, operation(window), 'query P($id: ID!) { person(id: $id) { id } }');
      for (const id of ids) {
        await showJson(window);
        await write(window, variables(window), JSON.stringify({ id }));
        await run(window);
        await expectText(answer(window), new RegExp(`"id": "${id}"`));
      }
    }
    for (const [window, own] of [
      [first, ['{"id":11}', '{"id":12}']],
      [second, ['{"id":13}']],
    ] as const) {
      await showPanel(window, 'History');
      await expectText(window.locator('.panel .history li').nth(2), /P/);
      expect(await window.locator('.panel .history li').count()).toBe(3);
      expect(await window.locator('.panel .history code').allInnerTexts()).toEqual(own);
    }
  }, 60_000);

  it('has operations without an answer: their outcome is unknown', async () => {
    const { page } = await explorer.open({ expected: FAILED });
    await showPanel(page, 'History');
    await page.route(explorer.facade.url, (route) => route.abort());
    for (const [name, told] of [
      ['query Q', /Q.*no answer/s],
      ['mutation M', /M.*no answer · outcome unknown/s],
    ] as const) {
      await write(page, operation(page), `${name} { a }`);
      await run(page);
      await expectText(page.locator('.answer .advice'), /./);
      await expectText(page.locator('.panel .history li').first(), told);
    }
    await explorer.screenshot(page, 'history-unknown');
    await search(page).fill('outcome unknown');
    await expectText(page.locator('.panel'), /1 operation/);
  });

  it('has a change that was running when the page was left, which asks first', async () => {
    const { page } = await explorer.open();
    await page.route(explorer.facade.url, async (route) => {
      if (!route.request().postData()?.includes('mutation')) {
        await route.fallback();
      }
    });
    await write(page, operation(page), 'mutation M { a }');
    await operation(page).press('Control+Enter');
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await Promise.all([
      page.waitForEvent('dialog').then((dialog) => {
        expect(dialog.type()).toBe('beforeunload');
        return dialog.accept();
      }),
      page.reload(),
    ]);
    await expectText(page.locator('.answer .advice'), /^No answer came.*may have been made/s);
    await showPanel(page, 'History');
    await expectText(page.locator('.panel .history'), /M.*outcome unknown/s);
  });

  it('restores the answer of a tab, after a reload and after it was closed', async () => {
    const { page } = await explorer.open();
    await write(page, operation(page), 'query One { one: __typename }');
    await run(page);
    await expectText(answer(page), /"one"/);
    await page.getByRole('tab', { name: 'One' }).press('Delete');
    await write(page, operation(page), 'query Two { two: __typename }');
    await run(page);
    await expectText(answer(page), /"two"/);
    await page.getByRole('button', { name: /^All open operations/ }).click();
    await page.locator('.tab-menu .group').getByRole('button', { name: 'One' }).click();
    await expectText(answer(page), /"one"/);
    await page.reload();
    await expectText(answer(page), /"one"/);
    await page.getByRole('tab', { name: 'Two' }).click();
    await expectText(answer(page), /"two"/);
  });

  it('opens an entry once, and lets one be removed', async () => {
    const { page } = await explorer.open();
    await showPanel(page, 'History');
    for (const name of ['One', 'Two']) {
      await write(page, operation(page), `query ${name} { ${name}: __typename }`);
      await run(page);
      await expectText(answer(page), new RegExp(name));
    }
    const entries = page.locator('.panel .history .item');
    for (let time = 0; time < 3; time += 1) {
      await entries.filter({ hasText: 'One' }).click();
      await expectText(answer(page), /One/);
      await entries.filter({ hasText: 'Two' }).click();
      await expectText(answer(page), /Two/);
    }
    expect((await openTabs(page)).sort()).toEqual(['One', 'Two']);
    await page.getByRole('button', { name: 'Remove Two from the history' }).press('Enter');
    await entries.filter({ hasText: 'Two' }).waitFor({ state: 'detached' });
    await entries.filter({ hasText: 'One' }).and(page.locator(':focus')).waitFor();
    expect(await stored(page, 'localStorage')).not.toMatch(/"title":"Two"/);
  });

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
      ['as BO arrive', ['Arrive']],
      ['200', ['Anonymous', 'Transfer', 'Arrive']],
      ['no credential', ['Anonymous']],
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

  it('has no credentials, and says what is not kept', async () => {
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
      await expectText(banners(beside), /variables and the answer of this operation are not here/);
      expect(await stored(beside, 'sessionStorage')).not.toContain(TJE0.split(' ')[1]);
    } finally {
      await other.stop();
    }
  }, 60_000);

  it('keeps the latest answers, as many as there is room for', async () => {
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
    await expectText(banners(page), /answer to this operation was not kept: it was too long/);
    await entries.filter({ hasText: 'Q2' }).click();
    await expectText(answer(page), /"Q2"/);
    await expectText(banners(page), /^This answer is from/);
    expect((await stored(page, 'sessionStorage')).length).toBeLessThan(2_000_000);
  }, 60_000);
});
