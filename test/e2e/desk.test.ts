import { describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { execute } from '../helpers/facade.js';
import { until } from '../helpers/until.js';
import { violations } from './chromium.js';
import {
  atSuperOffice,
  BO,
  banner,
  button,
  CHLOE,
  choose,
  composer,
  conversation,
  type Desk,
  expectText,
  FAILED,
  handOver,
  item,
  items,
  lines,
  pickUp,
  TOBIAS,
  useDesk,
  WAITING,
  write,
} from './desk.js';

const tests = useDesk();

describe('the example desk, in two windows', () => {
  it('picks up, writes, hands over, takes over and closes, each told at once to the other window', async () => {
    const desk = await tests.start();
    const [tobias, bo] = [await tests.open(desk, { as: TOBIAS }), await tests.open(desk, { as: BO })];

    await choose(tobias, 'Queue', WAITING);
    await button(tobias, 'Pick up').click();
    await item(tobias, 'Mine', WAITING).waitFor();
    await item(bo, 'Queue', WAITING).waitFor({ state: 'detached' });
    await write(tobias, 'Good morning! I have your case in front of me.');
    await expectText(conversation(tobias), 'Good morning! I have your case in front of me.');

    await handOver(tobias, BO);
    await choose(bo, 'Offered', WAITING);
    await expectText(conversation(bo), 'Good morning! I have your case in front of me.');
    await button(bo, 'Accept').click();
    await item(bo, 'Mine', WAITING).waitFor();
    await item(tobias, 'Mine', WAITING).waitFor({ state: 'detached' });
    await item(tobias, 'Colleagues', WAITING).waitFor();

    await write(bo, 'This is Bo. I go on from here.');
    await expectText(conversation(bo), 'This is Bo. I go on from here.');
    await close(bo);
    await item(bo, 'Mine', WAITING).waitFor({ state: 'detached' });
    await item(tobias, 'Colleagues', WAITING).waitFor({ state: 'detached' });
    const { data } = await execute(desk.graphqlUrl, '{ chatSession(id: 505) { status user { fullName } } }');
    expect(data).toEqual({ chatSession: { status: 'CLOSED', user: { fullName: BO } } });
  }, 120_000);

  it('gives an offer back that is declined', async () => {
    const desk = await tests.start();
    const [tobias, bo] = [await tests.open(desk, { as: TOBIAS }), await tests.open(desk, { as: BO })];
    await choose(tobias, 'Queue', WAITING);
    await button(tobias, 'Pick up').click();
    await handOver(tobias, BO);

    await choose(bo, 'Offered', WAITING);
    await button(bo, 'Decline').click();

    await item(bo, 'Offered', WAITING).waitFor({ state: 'detached' });
    await item(tobias, 'Mine', WAITING).waitFor();
  }, 120_000);

  it('shows what the customer writes, and keeps the draft of each chat', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS });
    await choose(page, 'Queue', WAITING);
    await button(page, 'Pick up').click();
    await item(page, 'Mine', WAITING).waitFor();
    await composer(page).fill('half a sentence');
    await asCustomer(desk, 'It still beeps twice.');
    await expectText(conversation(page), 'It still beeps twice.');

    await choose(page, 'Mine', CHLOE);
    await until(async () => (await composer(page).inputValue()) === '');
    await composer(page).fill('another draft');
    await choose(page, 'Mine', WAITING);

    await until(async () => (await composer(page).inputValue()) === 'half a sentence');
  }, 120_000);
});

describe('the example desk, where something goes wrong', () => {
  it('shows a message once whose answer was lost after it took effect', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    await pickUp(page);
    const cut = desk.tunnel.cutAnswerTo('addChatMessage');
    await write(page, 'Only once, please.');
    await cut;
    await expectText(conversation(page), 'Only once, please.');
    // The customer's next message arrives after everything that the change caused.
    await asCustomer(desk, 'And now?');
    await expectText(conversation(page), 'And now?');

    await until(async () => (await lines(page, 'Only once, please.').count()) === 1);
    const { data } = await execute(desk.graphqlUrl, '{ chatSession(id: 505) { messages { message } } }');
    const said = data.chatSession.messages.map(({ message }: { message: string }) => message);
    expect(said.filter((message: string) => message === 'Only once, please.')).toHaveLength(1);
  }, 120_000);

  it('shows that the server is down, loses nothing, and continues by itself with the drafts', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    await pickUp(page);
    await composer(page).fill('half a sentence');
    // The page has tried to open its streams again, and could not.
    const refused = page.waitForResponse((response) => response.status() === 502);
    await desk.stopServer();
    await banner(page).waitFor();
    await refused;
    await tests.screenshot(page, 'server-away');
    await atSuperOffice(desk, 'ChatSession/505/Messages', { Type: 'ToUser', Message: 'Written meanwhile' });
    await desk.startServer();

    await banner(page).waitFor({ state: 'detached' });
    // By streams again, not by polls.
    await page.getByText('Live', { exact: true }).waitFor();
    await expectText(conversation(page), 'Written meanwhile');
    expect(await composer(page).inputValue()).toBe('half a sentence');
    await button(page, 'Send').click();
    await expectText(conversation(page), 'half a sentence');
  }, 120_000);

  it('asks for another credential if one is refused, and keeps the drafts of all chats', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    await choose(page, 'Mine', CHLOE);
    await composer(page).fill('a draft to another customer');
    await pickUp(page);
    await write(page, 'before');
    // In the chat, not only on its way.
    await expectText(conversation(page).locator('.line:not(.outgoing)'), 'before');
    await composer(page).fill('half a sentence');
    desk.isRefusing = true;
    // By a key, which does not wait: a poll may already have been refused, and the desk closed.
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Authorization header' }).waitFor();
    desk.isRefusing = false;
    await page.getByRole('textbox', { name: 'Authorization header' }).fill('Bearer 8A:Sandbox.tje0');
    await page.keyboard.press('Enter');
    await item(page, 'Mine', WAITING).waitFor();

    // If the text was sent before the refusal came, the chat has been read, and does not have it.
    const send = page.getByRole('button', { name: /^(Send|Try again)$/, disabled: false });
    await send.click();
    await expectText(conversation(page), 'half a sentence');
    await choose(page, 'Mine', CHLOE);
    await until(async () => (await composer(page).inputValue()) === 'a draft to another customer');
  }, 120_000);

  it('polls where subscriptions are off: what is offered and said shows all the same', async () => {
    const desk = await tests.start({ SUBSCRIPTIONS: 'off' });
    const [tobias, bo] = [
      await tests.open(desk, { as: TOBIAS, expected: FAILED }),
      await tests.open(desk, { as: BO, expected: FAILED }),
    ];
    await pickUp(tobias);
    await asCustomer(desk, 'Anybody there?');
    await expectText(conversation(tobias), 'Anybody there?');
    await handOver(tobias, BO);

    await choose(bo, 'Offered', WAITING);
    await button(bo, 'Accept').click();
    await item(bo, 'Mine', WAITING).waitFor();
    await item(tobias, 'Mine', WAITING).waitFor({ state: 'detached' });
  }, 120_000);
});

describe('the example desk, for everybody', () => {
  it.each([1280, 390])(
    'says so where there is no such chat, at %i pixels',
    async (width) => {
      const desk = await tests.start();
      const page = await tests.open(desk, { as: TOBIAS, viewport: { width, height: 800 }, expected: FAILED });
      await page.evaluate("location.hash = '#999999'");

      await page.getByText('999999').waitFor();
      expect(await violations(page)).toEqual([]);
    },
    60_000,
  );

  it('is worked with keys alone', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk);
    await press(page, button(page, TOBIAS), 'Enter');
    await press(page, item(page, 'Queue', WAITING), 'Enter');
    await press(page, button(page, 'Pick up'), 'Enter');
    await item(page, 'Mine', WAITING).waitFor();
    await press(page, composer(page), 'h');
    await page.keyboard.type('ello');
    await press(page, button(page, 'Send'), 'Enter');
    await expectText(conversation(page), 'hello');
    await press(page, button(page, 'Transfer'), 'Enter');
    const dialog = page.getByRole('dialog');
    const targets = dialog.getByRole('radio');
    await targets.first().and(page.locator(':focus')).waitFor();
    const names = await dialog.locator('label').allInnerTexts();
    await page.keyboard.press('Space');
    for (let index = names.findIndex((name) => name.includes(BO)); index > 0; index -= 1) {
      await page.keyboard.press('ArrowDown');
    }
    await dialog.getByRole('radio', { name: BO, checked: true }).waitFor();
    await press(page, button(dialog, 'Transfer'), 'Enter');
    await dialog.waitFor({ state: 'detached' });
    await expectText(page.getByRole('main'), `Offered to ${BO}`);
    await press(page, button(page, 'Close chat'), 'Enter');
    await press(page, button(dialog, 'Close chat'), 'Enter');
    await composer(page).and(page.locator('[readonly]')).waitFor();
    await items(page, 'Mine').filter({ hasText: WAITING }).waitFor({ state: 'detached' });
  }, 120_000);

  it.each((['light', 'dark'] as const).flatMap((colorScheme) => [1280, 390].map((width) => ({ colorScheme, width }))))(
    'has nothing that axe finds in $colorScheme at $width pixels, and fits them',
    async ({ colorScheme, width }) => {
      const desk = await tests.start();
      const page = await tests.open(desk, {
        colorScheme,
        viewport: { width, height: 800 },
        // No colour is still changing.
        reducedMotion: 'reduce',
        expected: FAILED,
      });
      const look = async (state: string) => {
        await tests.screenshot(page, `${state}-${colorScheme}-${width}`);
        expect({ [state]: await violations(page) }).toEqual({ [state]: [] });
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      };
      await button(page, TOBIAS).waitFor();
      await look('sign-in');
      await button(page, TOBIAS).click();
      await item(page, 'Queue', WAITING).waitFor();
      await look('lists');
      await choose(page, 'Queue', WAITING);
      const cut = desk.tunnel.cutAnswerTo('pickUpChatSession');
      await button(page, 'Pick up').click();
      await cut;
      await expectText(page.locator('.notice'), /Pick up.* worked/);
      await look('answer-lost');
      await button(page, 'Dismiss').click();
      await write(page, 'Good morning!');
      await expectText(conversation(page), 'Good morning!');
      await look('conversation');
      await button(page, 'Close chat').click();
      await button(page.getByRole('dialog'), 'Close chat').waitFor();
      await look('close');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await button(page, 'Transfer').click();
      await page.getByRole('dialog').getByRole('radio', { name: BO }).waitFor();
      await look('transfer');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await desk.stopServer();
      await banner(page).waitFor();
      await look('server-away');
    },
    180_000,
  );
});

async function close(page: Page): Promise<void> {
  await button(page, 'Close chat').click();
  await button(page.getByRole('dialog'), 'Close chat').click();
}

async function asCustomer(desk: Desk, message: string): Promise<void> {
  const { errors } = await execute(
    desk.graphqlUrl,
    'mutation ($message: String!) { addChatMessage(id: 505, message: { message: $message, type: TO_USER }) { id } }',
    { message },
  );
  expect(errors).toBeUndefined();
}

/** Presses Tab until an element has the focus, and then presses another key. */
async function press(page: Page, target: Locator, key: string): Promise<void> {
  await target.waitFor();
  for (let presses = 0; (await target.and(page.locator(':focus')).count()) === 0; presses += 1) {
    expect(presses).toBeLessThan(300);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press(key);
}
