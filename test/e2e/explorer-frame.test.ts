import { describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { TJE0 } from '../helpers/facade.js';
import { violations } from './chromium.js';
import { answer, banners, expectText, item, openTabs, operation, run, show, useExplorer } from './explorer-page.js';

const explorer = useExplorer();

const MAX_TABS = 250;

/** Starts with this many operations, as a reload restores them. */
async function openMany(page: Page, number: number): Promise<void> {
  const tabs = Array.from({ length: number }, (_, index) => ({
    id: `t${index}`,
    document: `query Number${index} { me { id } }`,
    variables: '',
    headers: JSON.stringify({ authorization: TJE0 }),
    isEdited: true,
  }));
  // Nothing waits to be written that would come after it.
  await page.goto('about:blank');
  await page.addInitScript(`if (!sessionStorage.getItem('seeded')) {
    sessionStorage.setItem('seeded', '1');
    sessionStorage.setItem('explorer.tabs', ${JSON.stringify(JSON.stringify(tabs))});
    sessionStorage.setItem('explorer.activeTab', '"t${number - 1}"');
  }`);
  await page.goto(explorer.facade.url);
  await selectedTab(page).waitFor();
}

function selectedTab(page: Page): Locator {
  return page.locator('.tab[aria-selected="true"]');
}

function menuButton(page: Page): Locator {
  return page.getByRole('button', { name: /^All open operations/ });
}

/** Elements that reach out of the viewport, except those in scrolling parts of the page. */
function outside(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('#explorer *')]
    .filter((element) => {
      const { width, left, right } = element.getBoundingClientRect();
      return width > 0 && (left < -1 || right > innerWidth + 1) && !element.closest('.tabs, .cm-scroller, .one-line, .call-name');
    })
    .map((element) => element.tagName + '.' + element.getAttribute('class'))
    .concat(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])`);
}

/** Waits until the whole selected tab is scrolled into view. */
async function expectInView(page: Page): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const look = () => {
      const tab = document.querySelector('.tab[aria-selected="true"]');
      const { left, right, width } = tab.getBoundingClientRect();
      const frame = tab.parentElement.getBoundingClientRect();
      const isInView = width > 0 && left >= frame.left - 1 && right <= frame.right + 1;
      isInView ? resolve() : requestAnimationFrame(look);
    };
    look();
  })`);
}

describe('the explorer’s frame', () => {
  it.each([1280, 1024, 390, 320])(
    'holds all of the guide’s operations, %d pixels wide',
    async (width) => {
      const { page } = await explorer.open({ viewport: { width, height: 740 } });
      const isNarrow = width <= 760;
      if (isNarrow) {
        await show(page, 'Ready');
      }
      const operations = page.locator('.panel .item');
      const number = await operations.count();
      expect(number).toBeGreaterThan(18);
      for (let index = 0; index < number; index += 1) {
        if (isNarrow) {
          await show(page, 'Ready');
        }
        await operations.nth(index).click();
        await selectedTab(page).waitFor();
        await expectInView(page);
        expect(await outside(page)).toEqual([]);
      }
      await run(page);
      await answer(page).waitFor();
      expect(await outside(page)).toEqual([]);
      await page.reload();
      await show(page, isNarrow ? 'Operation' : 'Docs');
      await selectedTab(page).waitFor();
      await expectInView(page);
      expect(await outside(page)).toEqual([]);
      expect(await page.locator('.tab').count()).toBe(number);
      await explorer.screenshot(page, `guide-${width}`);
    },
    120_000,
  );

  it.each([1024, 900, 870])(
    'keeps buttons beside a long name in their pane, %d pixels wide',
    async (width) => {
      const { page } = await explorer.open({ viewport: { width, height: 740 } });
      await operation(page).press('Control+a');
      await page.keyboard.insertText('query AnOperationWhoseNameIsLongerThanAnybodyWouldEverWriteIt { me { id } }');
      await run(page);
      await answer(page).waitFor();
      const box = async (part: Locator) => {
        const { x = 0, width: size = 0 } = (await part.boundingBox()) ?? {};
        return { left: x, right: x + size };
      };
      const pane = await box(page.getByRole('region', { name: 'Operation', exact: true }));

      for (const button of await page
        .getByRole('region', { name: 'Operation', exact: true })
        .getByRole('button')
        .all()) {
        const { left, right } = await box(button);
        expect(left).toBeGreaterThanOrEqual(pane.left);
        expect(right).toBeLessThanOrEqual(pane.right);
      }
      expect(await outside(page)).toEqual([]);
      await explorer.screenshot(page, `long-name-${width}`);
    },
    60_000,
  );

  it('works with 200 operations, and says that there are too many at 250', async () => {
    const { page } = await explorer.open();
    await openMany(page, 200);
    await expectInView(page);
    expect(await selectedTab(page).innerText()).toBe('Number199');
    await run(page);
    await expectText(answer(page), /"id"/);
    await menuButton(page).click();
    await page.getByRole('searchbox', { name: 'Search the operations' }).fill('number13');
    await page
      .locator('.tab-menu')
      .getByRole('button', { name: 'Number3', exact: true })
      .waitFor({ state: 'detached' });
    expect(await page.locator('.tab-menu .item').allInnerTexts()).toEqual(
      ['', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `Number13${digit}`),
    );
    await explorer.screenshot(page, 'menu-search');
    await page.getByRole('searchbox', { name: 'Search the operations' }).fill('number3');
    await page.locator('.tab-menu').getByRole('button', { name: 'Number3', exact: true }).click();
    await expectInView(page);
    expect(await selectedTab(page).innerText()).toBe('Number3');

    for (let number = 200; number < MAX_TABS; number += 1) {
      await page.getByRole('button', { name: 'New operation' }).click();
    }
    expect(await banners(page).innerText()).toBe('');
    await page.getByRole('button', { name: 'New operation' }).click();
    await expectText(banners(page), /^250 operations are open\. Close some of them/);
    await item(page, 'Desk').click();
    await expectText(banners(page), /^250 operations are open/);
    await explorer.screenshot(page, 'too-many');
    await page.reload();
    await menuButton(page).waitFor();
    expect(await page.locator('.tab').count()).toBe(MAX_TABS);
    expect(await outside(page)).toEqual([]);
  }, 120_000);

  it('moves through all lists of tabs with keys, as ARIA requires', async () => {
    const { page } = await explorer.open();
    await item(page, 'Desk').click();
    await item(page, 'Arrive').click();
    await selectedTab(page).focus();
    for (const [key, title] of [
      ['ArrowRight', 'Transfer'],
      ['ArrowRight', 'Desk'],
      ['End', 'Arrive'],
      ['ArrowLeft', 'Desk'],
      ['Home', 'Transfer'],
      ['ArrowLeft', 'Arrive'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await page.evaluate('document.activeElement.textContent')).toBe(title);
      expect(await selectedTab(page).innerText()).toBe(title);
    }
    await show(page, 'Docs');
    for (const [list, second] of [
      ['Variables and headers', /^Headers/],
      ['Parts of the schema', /^Mutation/],
    ] as const) {
      const tabs = page.getByRole('tablist', { name: list }).getByRole('tab');
      await tabs.first().focus();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('tab', { name: second, selected: true }).waitFor();
      expect(await page.evaluate('document.activeElement.getAttribute("aria-selected")')).toBe('true');
      expect(await tabs.evaluateAll((all) => all.filter((tab) => (tab as HTMLElement).tabIndex === 0).length)).toBe(1);
    }
  }, 60_000);

  it('closes operations with a key, and reopens an edited one with all of its content', async () => {
    const { page } = await explorer.open();
    await item(page, 'Desk').click();
    await item(page, 'Arrive').click();
    await operation(page).press('Control+Home');
    await page.keyboard.insertText('# mine\n');
    await page.getByRole('textbox', { name: 'Variables, as JSON' }).press('Control+a');
    await page.keyboard.insertText('{ "mine": 1 }');
    await selectedTab(page).press('Delete');
    expect(await openTabs(page)).toEqual(['Transfer', 'Desk']);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Desk');
    await expectText(banners(page), /^Arrive is closed\./);

    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await expectText(selectedTab(page), /^Arrive$/);
    await page.locator('.tab:focus').filter({ hasText: 'Arrive' }).waitFor();
    await expectText(operation(page), /^# mine/);
    await expectText(page.getByRole('textbox', { name: 'Variables, as JSON' }), /"mine": 1/);
    expect(await banners(page).innerText()).toBe('');

    // An unedited one can be found in the menu.
    await page.getByRole('tab', { name: 'Desk' }).press('Delete');
    expect(await banners(page).innerText()).toBe('');
    await menuButton(page).click();
    await page.locator('.tab-menu').getByRole('region').getByRole('button', { name: 'Desk' }).click();
    expect(await openTabs(page)).toEqual(['Transfer', 'Arrive', 'Desk']);
    await menuButton(page).click();
    await page.getByRole('button', { name: 'Close Desk' }).press('Enter');
    expect(await page.evaluate('document.activeElement.textContent')).toMatch(/^Arrive/);
    await page.getByRole('button', { name: 'Close Arrive' }).click();
    await page.getByRole('button', { name: 'Close Transfer' }).click();
    expect(await openTabs(page)).toEqual(['New']);
  }, 60_000);

  it('undoes what was written before another operation was shown, in each of its texts', async () => {
    const { page } = await explorer.open();
    const variables = page.getByRole('textbox', { name: 'Variables, as JSON' });
    const headers = page.getByRole('textbox', { name: 'Headers, as JSON' });
    await page.getByRole('button', { name: 'JSON', exact: true }).click();
    await operation(page).press('Control+End');
    await page.keyboard.insertText('# mine');
    await variables.press('Control+End');
    await page.keyboard.insertText(' ,,,');
    await page.getByRole('tab', { name: /^Headers/ }).click();
    await headers.press('Control+End');
    await page.keyboard.insertText(' ;;;');
    await page.getByRole('tab', { name: 'Variables' }).click();
    await item(page, 'Desk').click();
    await expectText(operation(page), /Desk/);
    await page.getByRole('tab', { name: 'Transfer' }).click();

    await expectText(operation(page), /# mine$/);
    await operation(page).press('Control+z');
    await expectText(operation(page), /(?<!# mine)$/);
    await expectText(variables, /,,,$/);
    await variables.press('Control+z');
    await expectText(variables, /\}\s*$/);
    await page.getByRole('tab', { name: /^Headers/ }).click();
    await expectText(headers, /;;;$/);
    await headers.press('Control+z');
    await expectText(headers, /\}\s*$/);
    await page.getByRole('tab', { name: 'Desk' }).click();
    await operation(page).press('Control+z');
    await expectText(operation(page), /Desk/);
  }, 60_000);

  it('is skipped by the first key, which leads to the operation', async () => {
    const { page } = await explorer.open({ viewport: { width: 390, height: 740 } });
    await show(page, 'Docs');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Skip to the operation' }).press('Enter');
    await page.keyboard.insertText('# here');
    await expectText(operation(page), /# here/);
  }, 60_000);

  it('needs no mouse to run the transfer and to read what it cost', async () => {
    const { page } = await explorer.open();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#operation .cm-focused').waitFor();
    await page.keyboard.press('Control+Enter');
    await expectText(answer(page), /"transferTo"/);
    await page.locator('.call').first().waitFor();
    await page.keyboard.press('Escape');
    const isAt = (name: string) => page.evaluate(`document.activeElement.matches(${JSON.stringify(name)})`);
    let presses = 0;
    while (!(await isAt('.rest *')) && presses < 60) {
      await page.keyboard.press('Tab');
      presses += 1;
    }
    expect(await isAt('.rest *')).toBe(true);
  }, 60_000);

  it.each(['light', 'dark'] as const)(
    'has no violations by axe, in the %s theme, with menus and banners open too',
    async (colorScheme) => {
      const { page } = await explorer.open({ colorScheme });
      await item(page, 'Desk').click();
      await run(page);
      await page.locator('.call').first().waitFor();
      expect(await violations(page)).toEqual([]);

      await operation(page).press('Control+Home');
      await page.keyboard.insertText('# mine\n');
      await selectedTab(page).press('Delete');
      await expectText(banners(page), /is closed/);
      expect(await violations(page)).toEqual([]);
      await explorer.screenshot(page, `notice-${colorScheme}`);
      await menuButton(page).click();
      await page.locator('.tab-menu .item').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await explorer.screenshot(page, `menu-${colorScheme}`);
      await page.keyboard.press('Escape');
      await show(page, 'History');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('searchbox', { name: 'Search the history' }).fill('nowhere');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Clear …' }).click();
      await page.getByRole('dialog', { name: 'What this page keeps' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await explorer.screenshot(page, `kept-${colorScheme}`);
    },
    60_000,
  );
});
