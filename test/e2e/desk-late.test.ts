import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { execute, TJE0 } from '../helpers/facade.js';
import { until } from '../helpers/until.js';
import {
  atSuperOffice,
  button,
  CHLOE,
  choose,
  composer,
  conversation,
  type Desk,
  expectText,
  FAILED,
  item,
  lines,
  list,
  pickUp,
  TOBIAS,
  useDesk,
  WAITING,
  write,
} from './desk.js';

const tests = useDesk();
const MESSAGES = 'ChatSession/505/Messages';

describe('the example desk, where a message takes long', () => {
  it('finds a long message with special characters again whose answer was lost', async () => {
    const [desk, page] = await openPickedUp();
    const text = `Terms & conditions, <all> of them: ${'lorem ipsum dolor '.repeat(60)}`.trim();
    const held = await hold(page, 'Write');

    await write(page, text);
    await held.lose();

    await until(async () => (await page.locator('.outgoing').count()) === 0);
    expect(await lines(page, text).count()).toBe(1);
    expect(await written(desk)).toEqual([expect.stringContaining('Terms')]);
  }, 60_000);

  it('forgets that a message was lost when it arrives after all', async () => {
    const [desk, page] = await openPickedUp();
    desk.intercept = ({ method, url = '' }, response) =>
      method === 'POST' && url.endsWith(MESSAGES) && !!response.destroy();
    await write(page, 'Late.');
    await expectText(item(page, 'Mine', WAITING), 'Not sent');
    desk.intercept = () => false;

    await atSuperOffice(desk, MESSAGES, { Message: 'Late.' });

    await item(page, 'Mine', WAITING).getByText('Not sent').waitFor({ state: 'detached' });
    await lines(page, 'Late.').waitFor();
    expect(await page.locator('.outgoing').count()).toBe(0);
  }, 60_000);

  it('makes no draft of a message that the server is still writing when the page is loaded again', async () => {
    const [desk, page] = await openPickedUp();
    let goOn: (() => void) | undefined;
    desk.intercept = ({ method, url = '' }, response) => {
      if (method !== 'POST' || !url.endsWith(MESSAGES)) {
        return false;
      }
      goOn = () => void atSuperOffice(desk, MESSAGES, { Message: 'A new key.' }).then(() => response.destroy());
      return true;
    };
    await write(page, 'A new key.');
    await until(() => goOn !== undefined);
    await page.reload();
    await button(page, 'Try again').waitFor();
    expect(await composer(page).inputValue()).toBe('');

    goOn?.();

    await until(async () => (await page.locator('.outgoing').count()) === 0);
    expect(await lines(page, 'A new key.').count()).toBe(1);
    expect(await written(desk)).toEqual(['A new key.']);
  }, 60_000);

  it('reads the chat anew where a poll of it is still under way, before it says that a message is missing', async () => {
    const [desk, page] = await openPickedUp({ SUBSCRIPTIONS: 'off' });
    await conversation(page).locator('.bubble').first().waitFor();
    const poll = await hold(page, 'NewMessages');
    await poll.arrived;
    const held = await hold(page, 'Write');
    await write(page, 'Only once.');

    await held.lose();

    await until(async () => (await page.locator('.outgoing').count()) === 0);
    await poll.answer();
    expect(await lines(page, 'Only once.').count()).toBe(1);
    expect(await written(desk)).toEqual(['Only once.']);
  }, 60_000);

  it('takes nothing that was written elsewhere meanwhile for a message that got lost', async () => {
    const [desk, page] = await openPickedUp();
    await conversation(page).locator('.bubble').first().waitFor();
    await choose(page, 'Mine', CHLOE);
    await atSuperOffice(desk, MESSAGES, { Message: 'One moment, please.' });
    const stream = await hold(page, 'WatchMessages');
    await choose(page, 'Mine', WAITING);
    await page.route('**/graphql', (route) =>
      route.request().postData()?.includes('"operationName":"Write"') ? route.abort() : route.fallback(),
    );

    await write(page, 'One moment, please.');

    await button(page, 'Try again').waitFor();
    expect(await written(desk)).toEqual(['One moment, please.']);
    await stream.lose();
  }, 60_000);

  it('warns before it ends a chat that has a message which was not sent, and shows that chat when it has left the lists', async () => {
    const [desk, page] = await openPickedUp();
    desk.intercept = ({ method, url = '' }, response) => {
      const isHit = method === 'POST' && url.endsWith(MESSAGES);
      if (isHit) {
        response.writeHead(403, { 'content-type': 'application/json' }).end('{}');
      }
      return isHit;
    };
    await write(page, 'Goodbye, your number is 4711.');
    await button(page, 'Try again').waitFor();

    await button(page, 'Close chat').click();
    await expectText(page.getByRole('dialog'), 'has not been sent');
    await button(page.getByRole('dialog'), 'Close chat').click();

    const left = list(page, 'No longer in a list').getByRole('button');
    await expectText(left, 'Chat 505 Not sent');
    await choose(page, 'Mine', CHLOE);
    await left.click();
    await expectText(page.locator('.outgoing'), 'Goodbye, your number is 4711.');
    await button(page, 'Discard').click();
    await left.waitFor({ state: 'detached' });
  }, 60_000);
});

describe('the example desk, where an answer is older than what it knows', () => {
  it('does not go back to it', async () => {
    const [desk, page] = await openDesk();
    await choose(page, 'Queue', WAITING);
    const held = await hold(page, 'PickUp');
    await button(page, 'Pick up').click();
    await item(page, 'Mine', WAITING).waitFor();
    await asVisitor(desk, 'New question');
    await expectText(item(page, 'Mine', WAITING), 'Your turn');

    await held.answer();

    await page.locator('.notice').waitFor({ state: 'detached' });
    await expectText(item(page, 'Mine', WAITING), 'New question');
    await expectText(item(page, 'Mine', WAITING), 'Your turn');
  }, 60_000);

  it('withdraws a notice that is no longer true', async () => {
    const [desk, page] = await openDesk();
    await choose(page, 'Queue', WAITING);
    desk.intercept = ({ url = '' }, response) => url.endsWith('/Pickup') && !!response.destroy();
    await button(page, 'Pick up').click();
    await expectText(page.locator('.notice'), 'Waiting in the queue');
    desk.intercept = () => false;

    await atSuperOffice(desk, 'ChatSession/505/Pickup', {});

    await expectText(item(page, 'Mine', WAITING), 'Their turn');
    await page.locator('.notice').waitFor({ state: 'detached' });
    expect(await item(page, 'Mine', WAITING).getByText('Failed').count()).toBe(0);
  }, 60_000);

  it('counts the agent’s last choice of presence, and follows one that was made elsewhere', async () => {
    const [desk, page] = await openDesk();
    const presence = page.getByRole('combobox', { name: 'Presence' });
    const held = await hold(page, 'SetPresence');
    await presence.selectOption('away');
    await held.arrived;
    await presence.selectOption('present');
    await held.answer();
    const found = async () =>
      (await execute(desk.graphqlUrl, '{ me { chatPresence { userId present } } }')).data.me.chatPresence;
    await until(async () => (await found()).present);
    expect(await presence.inputValue()).toBe('present');

    const away = `mutation { setChatPresence(presences: [{ userId: ${(await found()).userId}, present: false }]) {
      chatPresence { id }
    } }`;
    expect(await execute(desk.graphqlUrl, away)).not.toHaveProperty('errors');
    await page.evaluate("dispatchEvent(new Event('focus'))");
    await until(async () => (await presence.inputValue()) === 'away');
  }, 60_000);
});

describe('the example desk, where something cannot be read or kept', () => {
  it('says in the conversation that messages may be missing while the lists are up to date', async () => {
    const [desk, page] = await openDesk();
    desk.intercept = ({ method, url = '' }, response) => {
      const isHit = method === 'GET' && url.includes('/Messages');
      if (isHit) {
        response.writeHead(500).end();
      }
      return isHit;
    };

    await choose(page, 'Mine', CHLOE);
    await expectText(conversation(page), 'SuperOffice does not answer, so messages may be missing.');
    desk.intercept = () => false;

    await conversation(page).locator('.bubble').first().waitFor({ timeout: 20_000 });
    await conversation(page).getByText('messages may be missing').waitFor({ state: 'detached' });
  }, 60_000);

  it('keeps a text that is much too long within bounds, and the other chats as they are', async () => {
    const [desk, page] = await openPickedUp();
    await composer(page).evaluate((field) => {
      if (field instanceof HTMLTextAreaElement) {
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(
          field,
          'x'.repeat(6_000_000),
        );
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    });
    await until(async () => (await composer(page).inputValue()).length === 100_000);
    await choose(page, 'Mine', CHLOE);
    await write(page, 'Hello Chloe');
    await lines(page, 'Hello Chloe').waitFor();
    expect(await written(desk)).toEqual([]);
  }, 60_000);

  it('keeps no stream of messages open in a hidden tab, and goes on when it is shown', async () => {
    const [desk, page] = await openPickedUp();
    const streams = new Set<unknown>();
    page.on('request', (asked) => asked.postData()?.includes('"WatchMessages"') && streams.add(asked));
    page.on('requestfailed', (asked) => streams.delete(asked));
    await choose(page, 'Mine', CHLOE);
    await until(() => streams.size === 1);
    await choose(page, 'Mine', WAITING);
    await conversation(page).locator('.bubble').first().waitFor();
    await setHidden(page, true);
    await until(() => streams.size === 0);
    await asVisitor(desk, 'Anybody?');
    await expectText(item(page, 'Mine', WAITING), 'Anybody?');
    expect(streams.size).toBe(0);
    expect(await lines(page, 'Anybody?').count()).toBe(0);

    await setHidden(page, false);

    await lines(page, 'Anybody?').waitFor();
  }, 60_000);
});

async function openDesk(env?: Record<string, string>): Promise<[Desk, Page]> {
  // Much happens at SuperOffice itself here.
  const desk = await tests.start({ LIVE_POLL_MS: '1000', LIVE_POLL_IDLE_MS: '1000', ...env });
  return [desk, await tests.open(desk, { as: TOBIAS, expected: FAILED })];
}

/** With chat 505, and nothing in it but what its beginning brings. */
async function openPickedUp(env?: Record<string, string>): Promise<[Desk, Page]> {
  const [desk, page] = await openDesk(env);
  await pickUp(page);
  return [desk, page];
}

/** Holds the answer to the next operation of this name, when it has taken effect. */
async function hold(page: Page, operation: string) {
  let decide = (_isLost: boolean) => {};
  const decision = new Promise<boolean>((resolve) => {
    decide = resolve;
  });
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let isHit = false;
  await page.route('**/graphql', async (route) => {
    if (isHit || !route.request().postData()?.includes(`"operationName":"${operation}"`)) {
      return route.fallback();
    }
    isHit = true;
    const response = operation.startsWith('Watch') ? undefined : await route.fetch();
    arrive();
    return (await decision) || !response ? route.abort() : route.fulfill({ response });
  });
  return {
    arrived,
    answer: () => arrived.then(() => decide(false)),
    lose: () => arrived.then(() => decide(true)),
  };
}

/** What agents wrote in chat 505 after its beginning, at SuperOffice itself. */
async function written({ sandbox }: Desk): Promise<readonly string[]> {
  const response = await fetch(new URL(MESSAGES, sandbox.url), { headers: { authorization: TJE0 } });
  const messages = (await response.json()) as readonly { readonly Message: string; readonly Type: string }[];
  return messages.flatMap(({ Type, Message }) => (Type === 'ToCustomer' ? [Message] : [])).slice(1);
}

/** The visitor of chat 505 writes. */
function asVisitor(desk: Desk, message: string): Promise<void> {
  return atSuperOffice(desk, MESSAGES, { Message: message, Type: 'ToUser', Author: WAITING });
}

async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, value: ${isHidden} });
    document.dispatchEvent(new Event('visibilitychange'))`);
}
