import { describe, expect, it } from '@jest/globals';
import { item, run, useExplorer, violations } from './explorer-page.js';

const explorer = useExplorer();

describe('the explorer’s frame', () => {
  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds, in the %s theme',
    async (colorScheme) => {
      const { page } = await explorer.open({ colorScheme });
      await item(page, 'Desk').click();
      await run(page);
      await page.locator('.call').first().waitFor();

      expect(await violations(page)).toEqual([]);
    },
    60_000,
  );
});
