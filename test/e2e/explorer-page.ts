import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Server } from '../../src/server.js';
import { startFacade } from '../helpers/facade.js';
import { launchChromium, watch } from './chromium.js';

export interface OpenOptions extends BrowserContextOptions {
  /** Complaints that are not held against the page. */
  readonly expected?: RegExp;
  /** Of another server than the one in front of the sandbox tenant. */
  readonly url?: string;
}

export interface ExplorerInBrowser {
  readonly sandbox: Sandbox;
  readonly facade: Server;
  readonly browser: Browser;
  /** The explorer as a new visitor sees it. Only its own host can be reached. */
  open(options?: OpenOptions): Promise<{ page: Page }>;
  /** Another tab of the same browser, which shares its storage. */
  openBeside(page: Page): Promise<Page>;
  /** Saves a screenshot in the folder SCREENSHOTS, if that is set. */
  screenshot(page: Page, name: string): Promise<void>;
}

/**
 * A server in front of the sandbox tenant and a browser, for all tests of a file. After each test its pages are closed, and it fails
 * if one of them wrote an error or a warning, or asked another host. `env` is what an operator would set.
 */
export function useExplorer(env: () => Record<string, string> = () => ({})): ExplorerInBrowser {
  const complaints: string[] = [];
  const running = {} as { folder: string; sandbox: Sandbox; facade: Server; browser: Browser };

  beforeAll(async () => {
    running.folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-e2e-'));
    const sandbox = await startSandbox();
    running.sandbox = sandbox;
    running.facade = await startFacade(sandbox.url, { HOST: 'localhost', ...env() }, { agents: sandbox.agents });
    running.browser = await launchChromium();
  }, 60_000);

  afterEach(async () => {
    await Promise.all((running.browser?.contexts() ?? []).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await running.browser?.close();
    await running.facade?.stop();
    await running.sandbox?.stop();
    await rm(running.folder, { recursive: true, force: true });
  }, 60_000);

  async function visit(page: Page, url: string): Promise<void> {
    await page.goto(url, { waitUntil: 'load' });
    await page.getByRole('navigation', { name: 'Parts of the page' }).waitFor();
  }

  return {
    get sandbox() {
      return running.sandbox;
    },
    get facade() {
      return running.facade;
    },
    get browser() {
      return running.browser;
    },
    async open({ expected, url = running.facade.url, ...options } = {}) {
      const context = await running.browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const page = await context.newPage();
      await watch(page, complaints, { expected });
      await visit(page, url);
      return { page };
    },
    async openBeside(page) {
      const beside = await page.context().newPage();
      await watch(beside, complaints);
      await visit(beside, page.url());
      return beside;
    },
    async screenshot(page, name) {
      const path = join(process.env.SCREENSHOTS || running.folder, `${name}.png`);
      expect((await page.screenshot({ path })).byteLength).toBeGreaterThan(0);
    },
  };
}

export function item(page: Page, title: string): Locator {
  return page.locator('.panel .item').filter({ has: page.getByText(title, { exact: true }) });
}

/** Brings a part of the page to the front. */
export async function show(page: Page, part: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Parts of the page' }).getByRole('button', { name: part }).click();
}

export async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Run/ }).click();
}

export function operation(page: Page): Locator {
  return page.getByRole('textbox', { name: 'GraphQL operation' });
}

export function answer(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Answer, as JSON' });
}

/** The page's notices. */
export function banners(page: Page): Locator {
  return page.locator('.banners');
}

export function openTabs(page: Page): Promise<string[]> {
  return page.locator('.tab-title').allInnerTexts();
}

/** Waits until a part of the page says something. */
export async function expectText(part: Locator, text: RegExp): Promise<void> {
  await part.filter({ hasText: text }).waitFor({ timeout: 10_000 });
}
