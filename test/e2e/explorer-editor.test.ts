import { describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { violations } from './chromium.js';
import { answer, expectText, item, openTabs, operation, run, show, useExplorer } from './explorer-page.js';

const explorer = useExplorer();

const TWO = 'query One { me { id } }\n\nquery Two { me { fullName } }\n\n';

/** Every control of a form. */
const EVERYTHING = `mutation Everything(
  $id: ID!
  $message: ChatMessageInput!
  $parts: [ChatSessionPart!]
  $presences: [ChatPresenceInput!]!
  $filter: ChatSessionFilter
) {
  addChatMessage(id: $id, message: $message) { id }
  setChatPresence(presences: $presences) { chatPresence { id } }
}`;

function variables(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Variables, as JSON' });
}

function form(page: Page): Locator {
  return page.getByRole('group', { name: 'Variables', exact: true });
}

function notice(page: Page): Locator {
  return page.locator('.notice');
}

async function write(page: Page, document: string): Promise<void> {
  await operation(page).press('Control+a');
  await page.keyboard.insertText(document);
}

async function showJson(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
}

async function knowsSchema(page: Page): Promise<void> {
  await page.locator('.schema-status[data-state="ready"]').waitFor();
}

/** The JSON of the variables, even if the form is shown. */
async function expectVariables(page: Page, expected: unknown): Promise<void> {
  await showJson(page);
  expect(JSON.parse((await variables(page).innerText()).replaceAll('\u00a0', ' '))).toEqual(expected);
}

describe('with several operations in a document', () => {
  it('the one at the cursor runs, and the button names it', async () => {
    const { page } = await explorer.open();
    await write(page, TWO);
    await operation(page).press('Control+Home');
    await page.getByRole('button', { name: 'Run One' }).click();
    await expectText(answer(page), /"id": "5"/);

    await operation(page).press('ArrowDown');
    await operation(page).press('ArrowDown');
    await page.keyboard.press('Control+Enter');
    await expectText(answer(page), /"fullName": "Tobias Everhart"/);
    await page.getByRole('button', { name: 'Choose the operation to run' }).click();
    expect(await page.getByRole('menuitemradio', { checked: true }).innerText()).toMatch(/Two$/);
  }, 60_000);

  it('the page asks which one to run if that is not clear, with keys too', async () => {
    const { page } = await explorer.open();
    await write(page, TWO);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('menuitemradio', { name: /One$/ }).waitFor();
    expect(await page.getByRole('menuitemradio', { checked: true }).count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');

    await expectText(answer(page), /"fullName": "Tobias Everhart"/);
    await page.getByRole('button', { name: 'Run Two' }).waitFor();
    await operation(page).press('Control+End');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  }, 60_000);

  it('none is copied as a command until it is clear which one', async () => {
    const { page } = await explorer.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await write(page, TWO);
    await page.getByRole('button', { name: 'curl' }).click();
    await expectText(notice(page), /put the cursor into one of them/);
    await operation(page).press('Control+Home');
    await page.getByRole('button', { name: 'curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('"operationName":"One"');
  }, 60_000);
});

describe('what the page writes', () => {
  it('are fields of objects that select none, when the operation is sent or a key is pressed; it says which', async () => {
    const { page } = await explorer.open();
    await knowsSchema(page);
    await write(page, '{ me }');
    await page.keyboard.press('Control+Enter');
    await expectText(answer(page), /"fullName": "Tobias Everhart"/);
    await expectText(notice(page), /^Filled in: me \{ id name .*\}$/);
    await operation(page).press('Control+z');
    await expectText(operation(page), /^\{ me \}$/);

    await page.keyboard.press('Shift+Alt+i');
    await expectText(operation(page), /^\{ me \{ id name/);
    await page.keyboard.insertText(' ');
    await notice(page).filter({ hasNotText: /./ }).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /Fill in missing fields/ }).click();
    await expectText(notice(page), /Nothing is missing/);
  }, 60_000);

  it('is tidied, with comments and variables, or the page says why not', async () => {
    const { page } = await explorer.open();
    await showJson(page);
    await variables(page).press('Control+a');
    await page.keyboard.insertText('{"id":12345678901234567890}');
    await write(page, 'query Mine($id: ID) {me{id # mine\n}}');
    await page.keyboard.press('Shift+Alt+f');
    await expectText(notice(page), /^Tidied\.$/);
    expect(await operation(page).innerText()).toMatch(/me \{\s+id # mine\s+\}/);
    expect(await variables(page).innerText()).toMatch(/^\{\s+"id": 12345678901234567890\s+\}$/);

    await write(page, 'query Mine {');
    await page.getByRole('button', { name: 'Tidy' }).click();
    await expectText(notice(page), /^The operation was not tidied\. Line 1, column 13: Expected Name/);
  }, 60_000);

  it('is one selection instead of fragments, or the reason why not', async () => {
    const { page } = await explorer.open();
    await knowsSchema(page);
    const merge = async () => {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Merge fragments' }).click();
    };
    await write(page, '{ me { ...Names id } } fragment Names on User { id fullName }');
    await merge();
    await expectText(notice(page), /^Merged the fragments\.$/);
    expect((await operation(page).innerText()).split(/\s+/).join(' ').trim()).toBe('{ me { id fullName } }');
    await merge();
    await expectText(notice(page), /There is no fragment to merge/);
  }, 60_000);

  it('is a field from the documentation, at any depth, with the fields around it', async () => {
    const { page } = await explorer.open();
    await write(page, 'query Mine { me { id } }');
    await show(page, 'Docs');
    await page.getByLabel('Search types, fields and values').fill('chatSession');
    await page.getByRole('button', { name: 'Query.chatSession', exact: true }).click();
    await page.locator('.member').getByRole('button', { name: 'contact', exact: true }).click();
    await page.getByRole('button', { name: 'Add name to the operation' }).click();
    await expectText(notice(page), /^Added chatSession \{ contact \{ name \} \}$/);
    await page.getByRole('button', { name: 'name is in the operation' }).waitFor();
    await page.getByRole('button', { name: 'Add department to the operation' }).click();
    expect((await operation(page).innerText()).split(/\s+/).join(' ').trim()).toBe(
      'query Mine($id: ID!) { me { id } chatSession(id: $id) { contact { name department } } }',
    );
    await form(page).getByRole('textbox', { name: /^id/ }).fill('549');
    await run(page);
    await expectText(answer(page), /"chatSession": \{\s*"contact": \{\s*"name"/);

    await page.getByLabel('Search types, fields and values').fill('resetChatSession');
    await page.getByRole('button', { name: 'Mutation.resetChatSession' }).click();
    await page.getByRole('button', { name: 'Add to the operation' }).click();
    expect(await openTabs(page)).toEqual(['Mine', 'ResetChatSession']);
    await page.getByRole('button', { name: 'In the operation', exact: true }).waitFor();
  }, 60_000);

  it.each([
    {
      document: 'query Broken {',
      told: /^Added me \{ fullName \} to a new operation: the other one has a syntax error/,
    },
    { document: 'query Mine { a: me { id } b: me { email } }', told: /^Added me \{ fullName \}$/ },
  ])(
    'says which operation a field from the documentation was added to: $document',
    async ({ document, told }) => {
      const { page } = await explorer.open();
      await write(page, document);
      await operation(page).press('Control+End');
      await operation(page).press('ArrowLeft');
      await operation(page).press('ArrowLeft');
      await show(page, 'Docs');
      await page.getByLabel('Search types, fields and values').fill('fullName');
      await page.getByRole('button', { name: 'User.fullName', exact: true }).click();
      await page.getByRole('button', { name: 'Add to the operation' }).click();

      await expectText(notice(page), told);
      await expectText(operation(page), /Mine \{\s*me|me \{\s*fullName|b: me \{\s*email\s+fullName/);
      expect(await operation(page).innerText()).not.toMatch(/Broken|a: me \{\s*id\s+fullName/);
    },
    60_000,
  );

  it('are cheap fields of a list, each once', async () => {
    const { page } = await explorer.open();
    await knowsSchema(page);
    await write(page, '{ chatSessions(first: 5) }');
    await page.keyboard.press('Control+Enter');
    await expectText(answer(page), /"firstMessage"/);

    await expectText(page.locator('.rest .facts'), /^1 call/);
  }, 60_000);
});

describe('variables as JSON', () => {
  it('are completed at any depth, values of enums too, with Tab', async () => {
    const { page } = await explorer.open();
    await knowsSchema(page);
    await write(page, 'query Find($filter: ChatSessionFilter) { chatSessions(filter: $filter) { nodes { id } } }');
    await showJson(page);
    await variables(page).press('Control+a');
    await page.keyboard.type('{ "fi');
    await take(page, 'filter');
    await page.keyboard.type('{ "sta');
    await take(page, 'status');
    await page.keyboard.type('["FIN');
    await take(page, 'FINISHED');

    await expectText(variables(page), /^\{ "filter": \{ "status": \["FINISHED"\]\s*\}\s*\}$/);
    await explorer.screenshot(page, 'variables');
  }, 60_000);

  it.each([
    { written: '{"parts": ["', pick: 'MINE', expected: { parts: ['MINE'] } },
    { written: '{"filter": {"status": ["', pick: 'FINISHED', expected: { filter: { status: ['FINISHED'] } } },
    { written: '{"', pick: 'presences', expected: undefined },
  ])(
    'are completed between quotation marks: $written',
    async ({ written, pick, expected }) => {
      const { page } = await explorer.open();
      await knowsSchema(page);
      await write(page, EVERYTHING);
      await showJson(page);
      await variables(page).press('Control+a');
      await page.keyboard.press('Delete');
      await page.keyboard.type(written);
      await page.keyboard.press('Control+Space');
      await page.getByRole('option', { name: pick }).click();

      if (expected === undefined) {
        await expectText(variables(page), /^\{"presences": \}$/);
      } else {
        await expectVariables(page, expected);
      }
    },
    60_000,
  );

  it('that the operation does not have are flagged with the nearest name; so are headers', async () => {
    const { page } = await explorer.open();
    await knowsSchema(page);
    await showJson(page);
    await variables(page).press('Control+a');
    await page.keyboard.insertText('{ "id": "549", "toAsociate": "3" }');
    await page.locator('.cm-lintRange-warning').waitFor();
    await page.locator('.cm-lintRange-warning').hover();
    await page.getByRole('button', { name: 'Use “toAssociate”' }).click();
    await expectText(variables(page), /"toAssociate": "3"/);

    await page.getByRole('tab', { name: /^Headers/ }).click();
    const headers = page.getByRole('textbox', { name: 'Headers, as JSON' });
    await headers.press('Control+a');
    await page.keyboard.insertText('{ "autorization": "Basic x", "x-my-own": "1" }');
    await page.locator('.cm-lintRange-warning').hover();
    await expectText(page.locator('.cm-diagnostic'), /no header “autorization”/);
    expect(await page.locator('.cm-lintRange-warning').count()).toBe(1);
    await page.getByRole('button', { name: 'Use “authorization”' }).click();
    await expectText(headers, /"authorization": "Basic x"/);
  }, 60_000);
});

/** Keys meant for the text do not take an option that has just appeared. */
async function take(page: Page, option: string): Promise<void> {
  await page.getByRole('option', { name: option, exact: false }).first().waitFor();
  const before = await page.locator('.cm-tooltip-autocomplete').count();
  expect(before).toBe(1);
  await page.waitForTimeout(200);
  await page.keyboard.press('Tab');
  await page.locator('.cm-tooltip-autocomplete').waitFor({ state: 'detached' });
}

describe('variables in a form', () => {
  it('have a field each, with its type and description, and are what the JSON shows', async () => {
    const { page } = await explorer.open();
    await knowsSchema(page);
    await item(page, 'Transfer').click();
    const toAssociate = form(page).getByRole('textbox', { name: 'toAssociate String! required' });
    await expectText(form(page), /The new associate: a user name or an associate id \(User\.id\)/);
    await toAssociate.fill('bo');
    await toAssociate.press('Control+Enter');
    await expectText(answer(page), /"fullName": "Bo Lindqvist"/);
    await expectVariables(page, { id: '549', toAssociate: 'bo' });

    await variables(page).press('Control+a');
    await page.keyboard.insertText('{ "id": ');
    await page.getByRole('button', { name: 'Form', exact: true }).click();
    await page.getByRole('button', { name: 'Show them as JSON' }).click();
    await variables(page).press('Control+a');
    await page.keyboard.insertText('{ "id": "550", "toAsociate": "3" }');
    await page.getByRole('button', { name: 'Form', exact: true }).click();
    expect(await form(page).getByRole('textbox', { name: /^id/ }).inputValue()).toBe('550');
    await expectText(form(page), /no variable “toAsociate”\. Did you mean “toAssociate”\?/);
    await form(page).getByRole('button', { name: 'Remove “toAsociate”' }).click();
    expect(await form(page).innerText()).not.toContain('toAsociate');
    await write(page, '{ me { id } }');
    await page.getByRole('button', { name: 'Form', exact: true }).waitFor({ state: 'detached' });
    await variables(page).waitFor();
  }, 60_000);

  it('show null, which differs from a value that is left out, and keep an object that is required', async () => {
    const { page } = await explorer.open();
    await knowsSchema(page);
    await write(
      page,
      'mutation M($id: ID!, $session: UpdateChatSessionInput!) { updateChatSession(id: $id, input: $session) { id } }',
    );
    await showJson(page);
    await variables(page).press('Control+a');
    await page.keyboard.insertText('{"id":"549","session":{"ticket":null}}');
    await page.getByRole('button', { name: 'Form', exact: true }).click();
    const isNull = form(page).getByRole('button', { name: 'session.ticket is null' });
    const ticket = form(page).getByRole('textbox', { name: /^ticket/ });
    await isNull.and(page.locator('[aria-pressed="true"]')).waitFor();
    expect(await ticket.getAttribute('placeholder')).toBe('null');
    await explorer.screenshot(page, 'editor-null');
    expect(await violations(page)).toEqual([]);
    await ticket.fill('5');
    await isNull.and(page.locator('[aria-pressed="false"]')).waitFor();
    await ticket.fill('');
    await expectVariables(page, { id: '549', session: {} });

    await page.getByRole('button', { name: 'Form', exact: true }).click();
    await isNull.click();
    await isNull.and(page.locator('[aria-pressed="true"]')).waitFor();
    await expectVariables(page, { id: '549', session: { ticket: null } });
  }, 60_000);

  it('do not belong to an operation that a broken one has replaced', async () => {
    const { page } = await explorer.open();
    await knowsSchema(page);
    await item(page, 'Transfer').click();
    await form(page)
      .getByRole('textbox', { name: /^toAssociate/ })
      .waitFor();
    await write(page, 'query Q($id: ID!) { me {');
    await form(page)
      .getByRole('textbox', { name: /^toAssociate/ })
      .waitFor({ state: 'detached' });
    await form(page).getByRole('textbox', { name: /^id/ }).waitFor();
  }, 60_000);

  it('show all of a transfer beside the documentation, on a small screen', async () => {
    const { page } = await explorer.open({ viewport: { width: 1024, height: 800 } });
    await knowsSchema(page);
    await page.getByRole('button', { name: 'Docs' }).click();
    const box = await form(page).getByRole('textbox').last().boundingBox();
    const pane = await form(page).boundingBox();

    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan((pane?.y ?? 0) + (pane?.height ?? 0));
  }, 60_000);

  it('have choices, boxes, groups and lists, and say at each what is wrong', async () => {
    const { page } = await explorer.open();
    await knowsSchema(page);
    await write(page, EVERYTHING);
    const message = form(page).getByRole('group', { name: /^message ChatMessageInput!/ });
    await message.getByRole('textbox', { name: /^message String!/ }).fill('Hello');
    await message.getByRole('combobox', { name: /^type/ }).selectOption('TO_USER');
    await form(page).getByRole('checkbox', { name: 'MINE' }).check();
    await form(page).getByRole('checkbox', { name: 'OFFERED' }).check();
    await form(page).getByRole('checkbox', { name: 'MINE' }).uncheck();
    const presences = form(page).getByRole('textbox', { name: /^presences/ });
    await presences.pressSequentially('[{"userId":"12", "present":true}]');
    await expectText(form(page), /Int cannot represent non-integer value/);
    expect(await presences.getAttribute('aria-invalid')).toBe('true');
    await presences.fill('[{"userId":12, "present":true}]');
    expect(await presences.inputValue()).toBe('[{"userId":12, "present":true}]');
    const filter = form(page).getByRole('group', { name: /^filter/ });
    await filter.getByRole('textbox', { name: /^topic/ }).pressSequentially('819\n820');
    const id = form(page).getByRole('textbox', { name: /^id ID! required/ });
    await id.fill('');
    await id.press('Tab');
    await expectText(form(page), /Fill this in\./);
    expect(await id.getAttribute('aria-invalid')).toBe('true');
    await id.fill('505');
    await expectVariables(page, {
      id: '505',
      message: { message: 'Hello', type: 'TO_USER' },
      parts: ['OFFERED'],
      presences: [{ userId: 12, present: true }],
      filter: { topic: ['819', '820'] },
      toAssociate: '3',
    });
  }, 60_000);
});

describe('the editor', () => {
  it('lets keys lead out after Escape, and says so', async () => {
    const { page } = await explorer.open();
    await operation(page).press('Control+End');
    await page.keyboard.press('Tab');
    await expectText(operation(page), /\}\s*$/);
    const isIn = (part: Locator) => part.evaluate((element) => element === element.ownerDocument.activeElement);
    expect(await isIn(operation(page))).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await page.keyboard.press('Tab');
    expect(await isIn(operation(page))).toBe(true);
    // After any pause between the two.
    await page.clock.install();
    await page.keyboard.press('Escape');
    await page.clock.fastForward(60_000);
    await page.keyboard.press('Tab');
    expect(await isIn(operation(page))).toBe(false);

    expect(await operation(page).getAttribute('aria-description')).toMatch(/press Escape and then Tab/);
    await expectText(page.locator('.keys'), /Esc Tab\s*leaves the editor/);
  }, 60_000);

  it('lets keys lead out after the Escape that closes a list, too', async () => {
    const { page } = await explorer.open();
    await knowsSchema(page);
    await write(page, 'query A { me { ');
    await page.keyboard.press('Control+Space');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    await page.locator('.operation-pane .document :focus').waitFor({ state: 'detached' });
    expect(await operation(page).innerText()).not.toMatch(/\{ {3,}$/);
  }, 60_000);

  it.each([
    { width: 320, height: 700 },
    { width: 390, height: 800 },
    { width: 640, height: 400 },
    { width: 1280, height: 800 },
  ])(
    'never covers completions with the help on one: $width x $height',
    async (viewport) => {
      const { page } = await explorer.open({ viewport });
      await knowsSchema(page);
      await write(page, 'query A { me { ');
      await page.keyboard.press('Control+Space');
      await page.keyboard.press('ArrowDown');
      await page.locator('.cm-completionInfo').waitFor({ state: 'attached' });
      // It is placed after it was measured.
      await page.waitForFunction(`document.querySelector('.cm-completionInfo')?.getBoundingClientRect().top > -10000`);
      await explorer.screenshot(page, `editor-help-${viewport.width}`);
      const covered = await page.locator('.cm-tooltip-autocomplete li').evaluateAll((options) =>
        options
          .map((option) => ({ option, box: option.getBoundingClientRect() }))
          .filter(({ option, box }) => {
            const list = option.parentElement?.getBoundingClientRect() ?? box;
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            const isShown = y > list.top && y < Math.min(list.bottom, innerHeight);
            return isShown && !option.contains(document.elementFromPoint(x, y));
          })
          .map(({ option }) => option.textContent),
      );
      expect(covered).toEqual([]);
    },
    60_000,
  );

  it('has explanations and a list of tabs without violations by axe', async () => {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 320, height: 700 },
    ]) {
      const { page } = await explorer.open({ viewport, colorScheme: 'light' });
      await knowsSchema(page);
      await write(page, '{ chatSessions { nodes { id } } }');
      await page.getByRole('button', { name: 'New operation' }).click();
      await write(page, '{ me { id } }');
      await page.locator('#active-tab').press('Delete');
      await page.getByRole('button', { name: /^All open operations/ }).click();
      await page.getByRole('heading', { name: 'Closed: open again' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByText('chatSessions', { exact: true }).last().hover();
      await page.locator('.explanation').waitFor();
      expect(await violations(page)).toEqual([]);
    }
  }, 60_000);

  it('shows what stands between backticks as code', async () => {
    const { page } = await explorer.open();
    await knowsSchema(page);
    await operation(page).getByText('transferChatSession').hover();
    await page.locator('.explanation .prose code').getByText('transferTo', { exact: true }).first().waitFor();
    expect(await page.locator('.explanation').innerText()).not.toContain('`');
    await explorer.screenshot(page, 'explanation');
    expect(await page.locator('.explanation .prose p').count()).toBeGreaterThan(3);
    await expectText(page.locator('.panel-body .item-text code').first(), /^\w+$/);
    expect(await page.locator('.panel-body').innerText()).not.toContain('`');
    await show(page, 'Docs');
    await page.getByRole('tab', { name: 'Mutation' }).click();
    await page.locator('.panel-body .item-text code').getByText('transferChatSession').first().waitFor();
    expect(await page.locator('.panel-body').innerText()).not.toContain('`');
  }, 60_000);

  it.each(['light', 'dark'] as const)(
    'has a bar to find with that looks like the page, in the %s theme',
    async (colorScheme) => {
      const { page } = await explorer.open({ colorScheme });
      await operation(page).press('Control+f');
      const find = page.locator('.cm-search');
      await find.waitFor();
      await page.keyboard.insertText('fullName');
      await explorer.screenshot(page, `find-${colorScheme}`);
      const style = (property: string, selector: string) =>
        page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${property}`);

      expect(await style('backgroundImage', '.cm-search .cm-button')).toBe('none');
      expect(await style('fontFamily', '.cm-search .cm-button')).toContain('Inter');
      expect(await style('backgroundColor', '.cm-panels')).toBe(await style('backgroundColor', '.parts'));
      expect(await violations(page)).toEqual([]);
    },
    60_000,
  );
});

describe('the documentation', () => {
  it('lists root fields before types, and types before values', async () => {
    const { page } = await explorer.open();
    await show(page, 'Docs');
    await page.getByLabel('Search types, fields and values').fill('to_');
    await expectText(page.locator('.found h3').first(), /^Values$/);
    await page.getByLabel('Search types, fields and values').fill('session');
    await expectText(page.locator('.found h3').first(), /^To run$/);
    expect(await page.locator('.found h3').allInnerTexts()).toEqual(['To run', 'Types', 'Fields', 'Values']);
    expect(await page.locator('.found .type-name').first().innerText()).toMatch(/^Query\.chatSession/);
  }, 60_000);
});

describe('what is for writing', () => {
  it.each(
    (['light', 'dark'] as const).flatMap((colorScheme) =>
      [1280, 1024, 390, 320].map((width) => ({ colorScheme, width })),
    ),
  )(
    'fits $width pixels without violations by axe, in the $colorScheme theme',
    async ({ colorScheme, width }) => {
      const { page } = await explorer.open({ colorScheme, viewport: { width, height: 800 } });
      const look = async (name: string) => {
        await explorer.screenshot(page, `${name}-${width}-${colorScheme}`);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        expect(await violations(page)).toEqual([]);
      };
      const isNarrow = width < 760;
      await knowsSchema(page);
      await write(page, TWO);
      await page.keyboard.press('Control+Enter');
      await page.getByRole('menu').waitFor();
      await look('picker');
      await page.keyboard.press('Escape');
      await write(page, EVERYTHING);
      const id = form(page).getByRole('textbox', { name: /^id ID/ });
      await id.fill('');
      // Axe fails if the page changes while it looks.
      await page.locator('.cm-lintRange-error').first().waitFor();
      await page.getByRole('button', { name: 'More actions' }).click();
      await look('form');
      await page.getByRole('menuitem', { name: /Fill in missing/ }).click();
      await look('notice');
      await show(page, 'Docs');
      await page.getByLabel('Search types, fields and values').fill('session');
      await look('found');
      await page.getByRole('button', { name: 'Query.chatSession', exact: true }).click();
      await page.getByRole('button', { name: 'Add to the operation' }).waitFor();
      await look('field');
      expect(await page.locator('.panel').isVisible()).toBe(true);
      expect(await operation(page).isVisible()).toBe(!isNarrow);
    },
    120_000,
  );
});
