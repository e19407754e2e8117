import { describe, expect, it } from '@jest/globals';
import { until } from '../helpers/until.js';
import { violations } from './chromium.js';
import { button, TOBIAS, useDesk } from './desk.js';

const tests = useDesk();

/** Chromium reports every answer that is an error. */
const FAILED = /Failed to load resource/;

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
