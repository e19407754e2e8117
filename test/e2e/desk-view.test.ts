import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { execute } from '../helpers/facade.js';
import { until } from '../helpers/until.js';
import { violations } from './chromium.js';
import {
  BO,
  button,
  CHLOE,
  composer,
  conversation,
  type Desk,
  expectText,
  FAILED,
  item,
  items,
  TOBIAS,
  useDesk,
  WAITING,
} from './desk.js';

const tests = useDesk();

describe('the example desk’s first page', () => {
  it('offers no agents in front of a tenant that has not named any', async () => {
    const desk = await tests.start();
    const page = await tests.open({ ...desk, url: await tests.startPage(desk) });

    await page.getByRole('textbox', { name: 'Authorization header' }).waitFor();
    expect(await button(page, TOBIAS).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  }, 60_000);

  it('keeps the focus if a credential is refused, and accepts none that a header cannot hold', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { expected: FAILED });
    const field = page.getByRole('textbox', { name: 'Authorization header' });

    await field.fill('Basic “abc”');
    await button(page, 'Sign in').press('Enter');
    expect(await field.evaluate((input) => input.matches(':invalid'))).toBe(true);
    await field.fill('Basic YTpi');
    await button(page, 'Sign in').press('Enter');

    await page.getByText('SuperOffice does not accept this credential.').waitFor();
    await until(() => button(page, 'Sign in').evaluate((element) => element === document.activeElement));
  }, 60_000);
});

const CHLOES_CHAT = '549';
const WAITING_CHAT = '505';
/** A visitor of whom SuperOffice does not know who it is, in a chat with tje0. */
const GUEST = 'Guest';

describe('what visitors write, in the example desk', () => {
  it('shows as the few elements that are allowed, in a list that axe accepts, and with links that know nothing of the desk', async () => {
    const desk = await tests.start();
    const page = await openChat(desk, CHLOES_CHAT);

    await say(
      desk,
      CHLOES_CHAT,
      '<li onclick="x">one<li style="color:red">two</li></ul><img src="/no.png" onerror="alert(1)">',
    );
    await say(
      desk,
      CHLOES_CHAT,
      'At <a href="https://example.com/a" target="_self">this page</a>, <a href="javascript:x">not this</a>',
    );
    await say(desk, CHLOES_CHAT, `http://${'.'.repeat(19_000)}x`);

    await conversation(page).getByRole('listitem').nth(1).waitFor();
    const link = conversation(page).getByRole('link', { name: 'this page' });
    expect(await link.evaluate((element) => element.outerHTML)).toBe(
      '<a href="https://example.com/a" target="_blank" rel="noreferrer noopener nofollow">this page</a>',
    );
    await expectText(conversation(page), 'not this');
    expect(await conversation(page).locator('img, [style], [onclick], [href^="java"]').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  }, 60_000);

  it.each([1280, 390, 320])(
    'fits %i pixels, however long its words and names are, and in letters of any size',
    async (width) => {
      const desk = await tests.start();
      const page = await openChat(desk, CHLOES_CHAT, { viewport: { width, height: 700 } });
      const long = 'W'.repeat(200);
      await say(desk, CHLOES_CHAT, `${long} https://example.com/${long}`, { author: long });
      await expectText(conversation(page), long);

      for (const size of ['16px', '32px']) {
        await page.evaluate(`document.documentElement.style.fontSize = '${size}'`);
        await tests.screenshot(page, `long-${width}-${size}`);
        const tooWide = '[document.documentElement, ...document.querySelectorAll("#log, .board")]';
        expect(await page.evaluate(`${tooWide}.filter((part) => part.scrollWidth > part.clientWidth).length`)).toBe(0);
      }
      const height = await conversation(page)
        .locator('.bubble')
        .last()
        .evaluate((bubble) => getComputedStyle(bubble).fontSize);
      expect(height).toBe('30px');
    },
    60_000,
  );

  it('says the time of each message that comes later, and who wrote each to a screen reader', async () => {
    const desk = await tests.start();
    const page = await openChat(desk, CHLOES_CHAT);
    await say(desk, CHLOES_CHAT, 'first', { author: 'Chloe' });
    await say(desk, CHLOES_CHAT, 'second', { author: 'Chloe' });
    await expectText(conversation(page), 'second');

    const line = conversation(page).locator('.line').last();
    expect(await line.ariaSnapshot()).toMatch(/Chloe.*\n.*time.*\n.*second/);
    const heads = await conversation(page)
      .locator('.line')
      .evaluateAll((lines) =>
        lines.map((one) => [one.querySelector('time')?.dateTime, one.querySelector('p')?.clientHeight] as const),
      );
    const hidden = heads.flatMap(([time, height], index) => (height === 1 ? [gap(heads[index - 1]?.[0], time)] : []));
    expect(hidden.length).toBeGreaterThan(0);
    expect(Math.max(...hidden)).toBeLessThan(300_000);
  }, 60_000);
});

describe('the place in the example desk where somebody is', () => {
  it('keeps the focus on a chat that moves to another list, and nearby where it ends', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS });
    const card = page.locator(`#card-${WAITING_CHAT}`);
    await card.focus();

    await change(desk, BO, 'mutation ($id: ID!) { pickUpChatSession(id: $id) { id } }', { id: WAITING_CHAT });
    await item(page, 'Colleagues', WAITING).and(page.locator(':focus')).waitFor();
    const other = page.locator(`#card-${CHLOES_CHAT}`);
    await other.focus();
    await change(desk, TOBIAS, 'mutation ($id: ID!) { updateChatSession(id: $id, input: { status: CLOSED }) { id } }', {
      id: CHLOES_CHAT,
    });
    await other.waitFor({ state: 'detached' });

    await page.getByRole('navigation', { name: 'Chats' }).and(page.locator(':focus')).waitFor();
  }, 60_000);

  it('keeps the focus in a chat where the button that was pressed goes away', async () => {
    const desk = await tests.start();
    const page = await openChat(desk, WAITING_CHAT);

    await button(page, 'Pick up').press('Enter');

    await button(page, 'Transfer').waitFor();
    await conversation(page).and(page.locator(':focus')).waitFor();
  }, 60_000);

  it('stays where somebody reads, says that there is more, and follows what they write themselves', async () => {
    const desk = await tests.start();
    const page = await openChat(desk, CHLOES_CHAT, { viewport: { width: 1280, height: 400 } });
    await say(desk, CHLOES_CHAT, 'long '.repeat(400));
    await expectText(conversation(page), 'long long');
    await until(async () => (await below(page)) < 2);
    await conversation(page).evaluate((log) => log.scrollTo({ top: 0 }));
    await until(async () => (await below(page)) > 100);

    await say(desk, CHLOES_CHAT, 'one more');
    await button(page, 'New messages ↓').waitFor();
    expect(await conversation(page).evaluate((log) => log.scrollTop)).toBe(0);
    await composer(page).fill('my own');
    await page.keyboard.press('Enter');

    await expectText(conversation(page), 'my own');
    await until(async () => (await below(page)) < 2);
    await button(page, 'New messages ↓').waitFor({ state: 'detached' });
  }, 60_000);

  it('is the end where the window gets smaller, and stays the same while a change or a message is under way', async () => {
    const desk = await tests.start();
    const page = await openChat(desk, WAITING_CHAT, { expected: FAILED });
    const open: (() => void)[] = [];
    desk.intercept = (asked, response) => {
      const isWrite = asked.method !== 'GET';
      if (isWrite) {
        open.push(() => response.writeHead(403).end());
      }
      return isWrite;
    };
    const place = () => page.locator('.line').first().boundingBox();
    const before = await place();
    await button(page, 'Pick up').click();
    await page.getByRole('status').getByText('Pick up…').waitFor();
    await tests.screenshot(page, 'busy');
    expect(await place()).toEqual(before);
    for (const end of open) {
      end();
    }
    desk.intercept = () => undefined;
    await page.evaluate(`location.hash = '#${CHLOES_CHAT}'`);
    await expectText(page.getByRole('main'), CHLOE);
    await say(desk, CHLOES_CHAT, 'long '.repeat(400));
    await expectText(conversation(page), 'long long');
    await until(async () => (await below(page)) < 2);
    for (const width of [1250, 1220, 1200, 1170]) {
      await page.setViewportSize({ width, height: 800 - (1280 - width) });
    }
    await until(async () => (await below(page)) < 2);
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    expect(await below(page)).toBeLessThan(2);

    let send: (() => void) | undefined;
    desk.intercept = ({ method }, response) => {
      const isWrite = method === 'POST';
      if (isWrite) {
        send = () => response.writeHead(403).end();
      }
      return isWrite;
    };
    await composer(page).fill('under way');
    await page.keyboard.press('Enter');
    await until(() => send !== undefined);
    await page.locator('.outgoing[aria-hidden="true"]').getByText('Sending…').waitFor();
    await tests.screenshot(page, 'sending');
    expect(await below(page)).toBeLessThan(2);
    send?.();
    await conversation(page).getByRole('alert').waitFor();
    await tests.screenshot(page, 'not-sent');
  }, 60_000);

  it('is the text, for who has pressed Send and goes on typing, and who composes a word there', async () => {
    const desk = await tests.start();
    const page = await openChat(desk, CHLOES_CHAT);
    await composer(page).fill('first');
    await button(page, 'Send').click();
    await expectText(conversation(page), 'first');

    await page.keyboard.type('t');
    await composer(page).dispatchEvent('keydown', { key: 'Escape', isComposing: true });
    await page.keyboard.type('wo');

    expect(await composer(page).inputValue()).toBe('two');
    expect(await page.getByRole('dialog').count()).toBe(0);
  }, 60_000);

  it('is not left by a key that is pressed with a dialog open, or while a word is composed', async () => {
    const desk = await tests.start();
    const page = await openChat(desk, CHLOES_CHAT);
    await button(page, 'Close chat').click();
    await page.getByRole('dialog').waitFor();
    const press = (init: string) =>
      page.evaluate(`document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ${init} }))`);

    await press("key: 't'");
    await press("key: 'Escape'");
    expect(await page.getByRole('dialog').count()).toBe(1);
    await button(page.getByRole('dialog'), 'Cancel').click();
    await press("key: 'Escape', isComposing: true");
    expect(await page.evaluate('location.hash')).toBe(`#${CHLOES_CHAT}`);
    // Escape works without the shortcuts of one letter, too.
    await press("key: '?'");
    await page.getByRole('checkbox', { name: 'Use single-letter shortcuts' }).uncheck();
    await button(page, 'Done').click();
    await press("key: 't'");
    expect(await page.getByRole('dialog').count()).toBe(0);
    await press("key: 'Escape'");

    await until(async () => (await page.evaluate('location.hash')) === '');
  }, 60_000);
});

describe('a key or a button of the example desk that is pressed once too often', () => {
  it('neither opens the question that follows nor answers it', async () => {
    const desk = await tests.start();
    const page = await openChat(desk, WAITING_CHAT);
    const dialog = page.getByRole('dialog');
    // What a second press would hit at the moment when the button has come.
    await page.evaluate(`new MutationObserver(() => {
      const close = [...document.querySelectorAll('.acts button')].find((one) => one.textContent === 'Close chat');
      const { x, y } = close?.getBoundingClientRect() ?? {};
      window.hit ??= close && document.elementFromPoint(x + 9, y + 9).tagName;
    }).observe(document.body, { subtree: true, childList: true })`);

    await button(page, 'Pick up').click();
    await button(page, 'Close chat').waitFor();
    expect(await page.evaluate('hit')).toBe('DIV');
    await button(page, 'Close chat').click();
    await button(dialog, 'Cancel').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await button(page, 'Close chat').and(page.locator(':focus')).waitFor();
    for (const _ of [1, 2, 3]) {
      await page.keyboard.down('Enter');
      await button(dialog, 'Cancel').and(page.locator(':focus')).waitFor();
    }
  }, 60_000);

  it('leaves only what is in front', async () => {
    const desk = await tests.start();
    const page = await openChat(desk, CHLOES_CHAT, { viewport: { width: 390, height: 700 }, expected: FAILED });
    const customer = page.getByRole('complementary', { name: 'Customer' });
    await button(page, 'Customer').click();
    await customer.focus();
    await page.keyboard.press('Escape');
    await customer.waitFor({ state: 'hidden' });
    await button(page, 'Customer').and(page.locator(':focus')).waitFor();

    desk.intercept = ({ method }, response) => {
      const isWrite = method === 'POST';
      if (isWrite) {
        response.writeHead(403).end();
      }
      return isWrite;
    };
    await composer(page).fill('t');
    await page.keyboard.press('Enter');
    await button(page, 'Edit').click();
    await page.keyboard.type('wo');
    expect(await composer(page).inputValue()).toBe('two');

    await page.evaluate("location.hash = '#999999'");
    await expectText(page.getByRole('main'), 'There is no chat 999999');
    expect(await violations(page)).toEqual([]);
    await tests.screenshot(page, 'no-such-chat');
    await page.getByRole('button', { name: 'Back to the lists' }).click();
    await page.getByRole('navigation', { name: 'Chats' }).and(page.locator(':focus')).waitFor();
  }, 60_000);
});

describe('what the example desk says of chats that are not in sight', () => {
  it('is the count of those that wait, on a phone', async () => {
    const desk = await tests.start();
    const page = await openChat(desk, CHLOES_CHAT, { viewport: { width: 390, height: 700 } });
    const back = page.getByRole('button', { name: 'Back to the lists' });
    const before = Number(/\d+/.exec(await back.innerText()));
    await change(desk, TOBIAS, 'mutation ($id: ID!) { pickUpChatSession(id: $id) { id } }', { id: WAITING_CHAT });
    await say(desk, WAITING_CHAT, 'in another chat');

    await page.getByRole('button', { name: `Back to the lists, ${before + 1} waiting` }).waitFor();
    expect(await back.innerText()).toBe(`← ${before + 1}`);
    await tests.screenshot(page, 'phone-waiting');
  }, 60_000);

  it('is the title of each list, and the card of the open chat comes into view', async () => {
    const desk = await tests.start();
    const page = await openChat(desk, WAITING_CHAT, { viewport: { width: 1280, height: 500 }, expected: FAILED });
    await button(page, 'Pick up').click();
    await item(page, 'Mine', WAITING).waitFor();
    const hit = (selector: string) =>
      page.locator(selector).evaluate((part) => {
        const { x, y, height } = part.getBoundingClientRect();
        return part.contains(document.elementFromPoint(x + 9, y + height - 3));
      });

    await until(() => hit(`#card-${WAITING_CHAT}`));
    await tests.screenshot(page, 'card-in-view');
    expect(await Promise.all(['.mine h2', '.queued h2', '.others h2'].map(hit))).toEqual([true, true, true]);

    desk.intercept = ({ method }, response) => {
      const isWrite = method !== 'GET';
      if (isWrite) {
        response.destroy();
      }
      return isWrite;
    };
    await items(page, 'Offered').first().click();
    await button(page, 'Decline').click();
    await page.getByRole('alert').getByText('“Decline” may not have worked The answer was lost.').waitFor();
    expect(await violations(page)).toEqual([]);
    await tests.screenshot(page, 'lost-answer');
  }, 60_000);

  it('is that SuperOffice does not allow to read the lists', async () => {
    const desk = await tests.start();
    desk.intercept = ({ url = '' }, response) => {
      const isList = url.includes('ForCurrentUser');
      if (isList) {
        response.writeHead(403).end();
      }
      return isList;
    };
    const page = await tests.open(desk, { expected: FAILED });
    await button(page, TOBIAS).click();

    await page.getByRole('status').getByText('You may not read the lists.').waitFor();
    expect(await page.getByRole('navigation').getByText('Not allowed').count()).toBe(4);
    await tests.screenshot(page, 'refused-lists');
    expect(await violations(page)).toEqual([]);
  }, 60_000);
});

describe('the example desk, for who cannot see it as it is drawn', () => {
  it('tells what comes, in the open chat and in others, but not what was there before', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS });
    await page.evaluate(`new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const log = target.closest?.('#log');
        window.heard = [...(window.heard ?? []), ...[...addedNodes].filter(() => log).map((node) => log.ariaLive + node.textContent)];
      }
    }).observe(document.body, { subtree: true, childList: true })`);
    await item(page, 'Mine', CHLOE).click();
    await conversation(page).locator('.line').first().waitFor();
    const heard = () => page.evaluate('heard.filter((text) => text.startsWith("polite"))') as Promise<string[]>;
    expect(await heard()).toEqual([]);

    await conversation(page).and(page.locator('[aria-live="polite"]')).waitFor();
    await say(desk, CHLOES_CHAT, 'in the open chat');
    await until(async () => (await heard()).some((text) => text.endsWith('in the open chat')));
    await change(desk, TOBIAS, 'mutation ($id: ID!) { pickUpChatSession(id: $id) { id } }', { id: WAITING_CHAT });
    await say(desk, WAITING_CHAT, 'in another chat');

    await page.getByRole('status').getByText(`${WAITING}: Your turn.`).waitFor({ state: 'attached' });
  }, 60_000);

  it('marks the open chat and those that wait in forced colours, too', async () => {
    const desk = await tests.start();
    const page = await openChat(desk, CHLOES_CHAT, { forcedColors: 'active' });
    await say(desk, CHLOES_CHAT, 'waiting');

    const open = page.locator(`#card-${CHLOES_CHAT}`);
    await expectText(open, 'Your turn');
    await tests.screenshot(page, 'forced-colours');
    expect(await open.evaluate((card) => getComputedStyle(card).outlineStyle)).toBe('solid');
    expect(
      await open.evaluate((card) => getComputedStyle(card.querySelector('.card-head') ?? card, '::before').borderWidth),
    ).toBe('4px');
    expect(await violations(page)).toEqual([]);
  }, 60_000);
});

describe('the customer in the example desk', () => {
  it('is shown as far as the agent may read, and keeps the focus when the rest is read again', async () => {
    const desk = await tests.start();
    desk.intercept = (asked, response) => {
      const isTicket = asked.url?.includes('/Ticket') === true;
      if (isTicket) {
        response.writeHead(403).end();
      }
      return isTicket;
    };
    const page = await openChat(desk, CHLOES_CHAT);
    const customer = page.getByRole('complementary', { name: 'Customer' });
    await customer.getByText('Some of this could not be read.').waitFor();
    await customer.getByText('Deputy head').waitFor();
    expect(await violations(page)).toEqual([]);

    desk.intercept = () => undefined;
    await button(customer, 'Try again').click();

    await customer.getByText('Two scanners without chargers').waitFor();
    await customer.and(page.locator(':focus')).waitFor();
  }, 60_000);

  it('is called at the number that was meant', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS });
    await item(page, 'Mine', GUEST).click();
    const customer = page.getByRole('complementary', { name: 'Customer' });
    await customer.getByText('As the visitor gave it').waitFor();
    const id = (await page.evaluate('location.hash')) as string;
    const phones = {
      '+47 (0)22 51 00-00 ext. 12': 'tel:+4722510000',
      '22 51 00 00': 'tel:22510000',
      'ask Ida': undefined,
    };

    for (const [phone, href] of Object.entries(phones)) {
      await change(
        desk,
        TOBIAS,
        'mutation ($id: ID!, $phone: String) { updateChatSession(id: $id, input: { customerPhone: $phone }) { id } }',
        { id: id.slice(1), phone },
      );
      // It is read again each time the chat is opened.
      await page.evaluate(`location.hash = '#${CHLOES_CHAT}'`);
      await expectText(customer, 'Deputy head');
      await page.evaluate(`location.hash = '${id}'`);
      await customer.getByText(phone).waitFor();
      const links = await customer
        .locator('a[href^="tel"]')
        .evaluateAll((found) => found.map((one) => one.getAttribute('href')));
      expect(links).toEqual(href ? [href] : []);
    }
  }, 60_000);
});

async function openChat(desk: Desk, id: string, options = {}): Promise<Page> {
  const page = await tests.open(desk, { as: TOBIAS, ...options });
  await page.evaluate(`location.hash = '#${id}'`);
  await conversation(page).locator('.line').first().waitFor();
  return page;
}

/** As the customer of a chat. */
function say(desk: Desk, id: string, message: string, more = {}): Promise<void> {
  const query =
    'mutation ($id: ID!, $message: ChatMessageInput!) { addChatMessage(id: $id, message: $message) { id } }';
  return change(desk, TOBIAS, query, { id, message: { message, type: 'TO_USER', ...more } });
}

/** At the server, as one of the sandbox's agents. */
async function change({ sandbox, graphqlUrl }: Desk, agent: string, query: string, variables: object): Promise<void> {
  const authorization = sandbox.agents.find(({ fullName }) => fullName === agent)?.authorization ?? '';
  const { errors } = await execute(graphqlUrl, query, { ...variables }, { authorization });
  expect(errors).toBeUndefined();
}

/** How many pixels of the conversation are below what is in sight. */
function below(page: Page): Promise<number> {
  return conversation(page).evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
}

function gap(before: string | undefined, after: string | undefined): number {
  return Date.parse(after ?? '') - Date.parse(before ?? '');
}
