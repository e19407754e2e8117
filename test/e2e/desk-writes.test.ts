import { describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { execute, TJE0 } from '../helpers/facade.js';
import { until } from '../helpers/until.js';
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
const AS_BO = `Basic ${btoa('bo:Bo')}`;
const ADDRESS = { name: 'Authorization header' };

describe('the example desk, where a change fails', () => {
  it('does not say that nothing was changed where only a part of the answer is missing', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    let failures = 0;
    let isFailing = false;
    desk.intercept = ({ url = '' }, response) => {
      isFailing ||= failures === 0 && url.endsWith('/Pickup');
      if (!isFailing || !url.endsWith('currentAssociate')) {
        return false;
      }
      failures += 1;
      response.writeHead(500).end();
      return true;
    };

    await choose(page, 'Queue', WAITING);
    await button(page, 'Pick up').click();
    await until(() => failures > 2);
    // What cannot be told of one chat changes nothing of the others.
    await items(page, 'Colleagues').first().waitFor();
    isFailing = false;

    await item(page, 'Mine', WAITING).waitFor();
    await notice(page).waitFor({ state: 'detached' });
  }, 60_000);

  it('offers no second try of what is no longer possible', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    desk.intercept = ({ url = '' }, response) => {
      if (!url.endsWith('/Pickup')) {
        return false;
      }
      void atSuperOffice(desk, 'ChatSession/505/Pickup', {}, AS_BO).then(() => response.destroy());
      return true;
    };

    await choose(page, 'Queue', WAITING);
    await button(page, 'Pick up').click();

    await expectText(notice(page), `“With ${BO}”`);
    await item(page, 'Colleagues', WAITING).waitFor();
    expect(await button(page, 'Try again').count()).toBe(0);
    // And the list says so to an agent who looks at another chat.
    await choose(page, 'Mine', CHLOE);
    await expectText(item(page, 'Colleagues', WAITING), 'Failed');
  }, 60_000);

  it('does not close a chat that has gone to a colleague meanwhile', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS });
    await pickUp(page);
    await handOver(page, BO);
    await button(page, 'Close chat').click();
    await button(page.getByRole('dialog'), 'Close chat').waitFor();

    await execute(
      desk.graphqlUrl,
      'mutation { acceptChatSessionTransfer(id: 505) { id } }',
      {},
      { authorization: AS_BO },
    );

    await item(page, 'Colleagues', WAITING).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }, 60_000);

  it('makes a change once, and sends a message once, when it is asked for twice at once', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    const written: string[] = [];
    desk.intercept = ({ method, url = '' }) => {
      if (method === 'POST') {
        written.push(url.replace(/.*v1\//, ''));
      }
      return false;
    };

    await choose(page, 'Queue', WAITING);
    await button(page, 'Pick up').waitFor();
    await page.evaluate("for (const _ of 'ab') document.querySelector('.acts .primary').click()");
    await item(page, 'Mine', WAITING).waitFor();
    await composer(page).fill('Only once, please.');
    await page.evaluate("for (const _ of 'ab') document.querySelector('.composer').requestSubmit()");
    await expectText(conversation(page), 'Only once, please.');
    await write(page, 'And this one.');
    await until(async () => (await said(desk)).includes('And this one.'));

    expect(written.filter((path) => path.startsWith('ChatSession'))).toEqual([
      'ChatSession/505/Pickup',
      'ChatSession/505/Messages',
      'ChatSession/505/Messages',
    ]);
  }, 60_000);
});

describe('the example desk, where a message is written', () => {
  it('finds it again where SuperOffice gives it back in another form, and shows it as it was typed', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    await pickUp(page);
    desk.intercept = ({ method, url = '', headers }, response) => {
      if (method !== 'GET' || !url.includes('/Messages')) {
        return false;
      }
      void fetch(new URL(url, desk.sandbox.url), { headers: { authorization: headers.authorization ?? '' } })
        .then((answer) => answer.text())
        .then((json) =>
          response
            .setHeader('content-type', 'application/json')
            .end(json.replaceAll('\\n', ' <br /> ').replaceAll("'", '&#39;')),
        );
      return true;
    };

    const cut = desk.tunnel.cutAnswerTo('addChatMessage');
    await write(page, "If a <b> & c,\nit's “d”.");
    await cut;

    await until(async () => (await said(desk)).at(-1) === "If a &lt;b&gt; &amp; c,\nit's “d”.");
    await write(page, 'The next one.');
    await until(async () => (await said(desk)).at(-1) === 'The next one.');
    await until(async () => (await page.locator('.outgoing').count()) === 0);
    await page.reload();
    await expectText(conversation(page), /If a <b> & c,\s+it's “d”\./);
    await expectText(conversation(page), 'The next one.');
    expect(await composer(page).inputValue()).toBe('');
  }, 60_000);

  it('says at once that a text is too long, and sends the longest one whatever it holds', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS });
    await pickUp(page);

    await composer(page).fill('&'.repeat(10_001));
    await page.getByText('A message has at most 10000 characters.').waitFor();
    await page.getByRole('button', { name: 'Send', disabled: true }).waitFor();
    await composer(page).press('Enter');
    expect((await composer(page).inputValue()).length).toBe(10_001);
    await composer(page).press('Backspace');
    await button(page, 'Send').click();

    await until(async () => (await said(desk)).at(-1) === '&amp;'.repeat(10_000));
  }, 60_000);

  it('reads before a second try, so that a message which arrived late is not written twice', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    await pickUp(page);
    failOn(desk, 'POST', '/Messages');
    await write(page, 'Late.');
    await button(page, 'Try again').waitFor();
    desk.intercept = () => false;
    await atSuperOffice(desk, 'ChatSession/505/Messages', { Message: 'Late.' });

    // A stream that is opened at this moment brings it as well, and then there is no button.
    await page.evaluate("document.querySelector('.line-acts button')?.click()");

    await until(async () => (await page.locator('.outgoing').count()) === 0);
    await write(page, 'The next one.');
    await until(async () => (await said(desk)).at(-1) === 'The next one.');
    expect((await said(desk)).filter((text) => text === 'Late.')).toHaveLength(1);
  }, 60_000);

  it('sends what was written during an outage after it, in the order in which it was written', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    await pickUp(page);
    await conversation(page).locator('.bubble').first().waitFor();
    await desk.stopServer();
    await write(page, 'first');
    await write(page, 'second');
    await choose(page, 'Mine', CHLOE);
    await desk.startServer();
    await choose(page, 'Mine', WAITING);

    await until(async () => (await page.locator('.outgoing').count()) === 0);
    expect((await said(desk)).slice(-2)).toEqual(['first', 'second']);
    expect((await conversation(page).locator('.bubble').allInnerTexts()).slice(-2)).toEqual(['first', 'second']);
  }, 60_000);

  it('takes no older message of the same text for one that waits, and makes it a draft after a reload', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    await pickUp(page);
    await write(page, 'Thanks!');
    await until(async () => (await said(desk)).at(-1) === 'Thanks!');
    await desk.stopServer();
    await banner(page).waitFor();
    await write(page, 'One moment.');
    await write(page, 'Thanks!');
    await until(async () => (await lines(page, 'Thanks!').count()) === 2);
    await page.reload();
    await desk.startServer();

    await until(async () => (await composer(page).inputValue()) === 'One moment.\nThanks!');
    await until(async () => (await page.locator('.outgoing').count()) === 0);
    expect((await said(desk)).filter((text) => text === 'Thanks!')).toHaveLength(1);
  }, 60_000);

  it('does not say that a chat lacks a message where it could not be read', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    await pickUp(page);
    await conversation(page).locator('.bubble').first().waitFor();
    let isWritten = false;
    desk.intercept = ({ method, url = '' }, response) => {
      isWritten ||= method === 'POST' && url.includes('/Messages');
      if (!isWritten || !url.includes('/Messages')) {
        return false;
      }
      if (method === 'POST') {
        response.destroy();
      } else {
        response.writeHead(403, { 'content-type': 'application/json' }).end('{}');
      }
      return true;
    };

    await write(page, 'Is it there?');

    await expectText(page.locator('.outgoing'), 'The answer was lost, and the chat cannot be read.');
  }, 60_000);
});

describe('the example desk, and who sits at it', () => {
  it('shows an agent nothing that another one has written, and gives it back to that one', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    await choose(page, 'Mine', CHLOE);
    await composer(page).fill('a draft to another customer');
    await pickUp(page);
    failOn(desk, 'POST', '/Messages');
    await write(page, 'not sent');
    await button(page, 'Try again').waitFor();
    await composer(page).fill('half a sentence');
    desk.isRefusing = true;
    // By a key, which does not wait: a poll may already have been refused, and the desk closed.
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', ADDRESS).waitFor();
    desk.isRefusing = false;

    await button(page, BO).click();
    await item(page, 'Colleagues', WAITING).waitFor();
    await conversation(page).locator('.bubble').first().waitFor();
    expect(await composer(page).inputValue()).toBe('');
    expect(await page.locator('.outgoing, .mark').count()).toBe(0);
    await button(page, 'Sign out').click();
    await page.getByRole('textbox', ADDRESS).fill('Bearer 8A:Sandbox.tje0');
    await page.keyboard.press('Enter');

    // What was sent may have arrived, so the chat is read first. The other text was sent or not, as fast as the refusal came.
    await button(page, 'Try again').first().waitFor();
    const texts = await page.locator('.outgoing .bubble').allInnerTexts();
    expect([...texts, await composer(page).inputValue()].filter(Boolean)).toEqual(['not sent', 'half a sentence']);
    await choose(page, 'Mine', CHLOE);
    await until(async () => (await composer(page).inputValue()) === 'a draft to another customer');
  }, 60_000);

  it('keeps nothing of an agent who signs out, whatever is still under way', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    await pickUp(page);
    await conversation(page).locator('.bubble').first().waitFor();
    let fail: (() => void) | undefined;
    desk.intercept = ({ method, url = '' }, response) => {
      if (method !== 'POST' || !url.endsWith('/Messages')) {
        return false;
      }
      fail = () => response.destroy();
      return true;
    };
    await write(page, 'under way');
    await until(() => fail !== undefined);
    // First the agent stays, and then they do not.
    const questions: string[] = [];
    page.on('dialog', async (question) => {
      await (questions.push(question.message()) === 1 ? question.dismiss() : question.accept());
    });
    await button(page, 'Sign out').click();
    await composer(page).fill('still here');
    await button(page, 'Sign out').click();
    expect(questions).toHaveLength(2);
    await page.getByRole('textbox', ADDRESS).waitFor();
    fail?.();
    await button(page, TOBIAS).click();
    await conversation(page).locator('.bubble').first().waitFor();

    expect(await composer(page).inputValue()).toBe('');
    expect(await page.locator('.outgoing, .mark').count()).toBe(0);
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('under way');
  }, 60_000);
});

describe('the example desk, where it is cut off', () => {
  it('is live again by itself after its connections broke without a word', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    await page.getByText('Live', { exact: true }).waitFor();

    desk.tunnel.cutAll();

    await banner(page).waitFor();
    await page.getByText('Live', { exact: true }).waitFor({ timeout: 10_000 });
  }, 60_000);

  it('raises no alarm where the server ends a stream because it is old', async () => {
    const desk = await tests.start({ STREAM_MAX_AGE_MS: '1000' });
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    let streams = 0;
    page.on('request', (asked) => {
      streams += /WatchBoard/.test(asked.postData() ?? '') ? 1 : 0;
    });
    await page.evaluate(`new MutationObserver(() => document.querySelector('.stale-banner') && console.error('alarm'))
      .observe(document.body, { childList: true, subtree: true })`);

    await until(() => streams > 2);

    await page.getByText('Live', { exact: true }).waitFor();
  }, 60_000);

  it('opens without the server, claims nothing, and has all of it once the server is there', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    await page.getByRole('combobox', { name: 'Presence' }).waitFor();
    await desk.stopServer();
    await page.reload();
    await banner(page).waitFor();
    expect(await banner(page).innerText()).toBe('The server does not answer. Trying again…');
    expect(await page.getByText('Loading…').count()).toBe(4);
    await desk.startServer();

    await items(page, 'Queue').first().waitFor();
    await page.getByRole('combobox', { name: 'Presence' }).waitFor();
    await page.getByText(TOBIAS).waitFor();
  }, 60_000);

  it('does not say that there are no chats where SuperOffice has not told', async () => {
    const desk = await tests.start({ LIVE_POLL_MS: '100', LIVE_POLL_IDLE_MS: '100', LIVE_STALE_MS: '100' });
    const page = await tests.open(desk, { expected: FAILED });
    failOn(desk, 'GET', 'ForCurrentUser');
    await button(page, TOBIAS).click();

    await banner(page).waitFor();
    expect(await page.getByText('Loading…').count()).toBe(4);
    desk.intercept = () => false;
    await items(page, 'Queue').first().waitFor();
  }, 60_000);

  it('reads a chat’s messages once the agent may', async () => {
    const desk = await tests.start();
    const page = await tests.open(desk, { as: TOBIAS, expected: FAILED });
    desk.intercept = ({ method, url = '' }, response) => {
      if (method !== 'GET' || !url.includes('505/Messages')) {
        return false;
      }
      response.writeHead(403, { 'content-type': 'application/json' }).end('{}');
      return true;
    };
    await choose(page, 'Queue', WAITING);
    await expectText(conversation(page), 'You may not read these messages.');
    desk.intercept = () => false;
    await button(page, 'Pick up').click();

    await conversation(page).locator('.bubble').first().waitFor();
    expect(await conversation(page).innerText()).not.toContain('You may not read');
  }, 60_000);
});

/** What the page says above a conversation. */
function notice(page: Page): Locator {
  return page.locator('.notice');
}

/** Loses the connection whenever SuperOffice is asked for this. */
function failOn(desk: Desk, method: string, end: string): void {
  desk.intercept = (asked, response) => {
    const isHit = asked.method === method && (asked.url ?? '').endsWith(end);
    if (isHit) {
      response.destroy();
    }
    return isHit;
  };
}

/** What is in chat 505, at SuperOffice itself. */
async function said({ sandbox }: Desk): Promise<readonly string[]> {
  const response = await fetch(new URL('ChatSession/505/Messages', sandbox.url), { headers: { authorization: TJE0 } });
  const messages = (await response.json()) as readonly { readonly Message: string }[];
  return messages.map(({ Message }) => Message);
}
