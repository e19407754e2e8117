import { statSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from './chromium.js';
import { startDeskProcess } from './desk-process.js';

/** Takes the picture of the example desk for the README: `npm run desk:picture`. */
const PATH = join(import.meta.dirname, '../../docs/desk.png');
const MAX_BYTES = 150_000;

const CUSTOMER = 'Chloe Whitcombe';
const SAID = [
  ['Tobias Everhart', 'I am sorry. I have them packed now: <b>25 chargers</b> leave our warehouse today.'],
  [CUSTOMER, 'Great, you saved my morning. When will they be here?'],
] as const;

const desk = await startDeskProcess({ SANDBOX_VISITORS: 'off' });
const browser = await launchChromium();
try {
  for (const [author, message] of SAID) {
    await say(author, message);
  }
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  await page.goto(desk.url);
  await page.getByRole('button', { name: 'Tobias Everhart' }).click();
  await page.getByRole('region', { name: 'Mine' }).getByRole('button').filter({ hasText: CUSTOMER }).click();
  await page.getByRole('log').getByText('When will they be here?').waitFor();
  await page.getByRole('complementary', { name: 'Customer' }).getByText('Thistledown Textiles plc').first().waitFor();
  await page.getByRole('textbox', { name: 'Message' }).fill('Tomorrow before noon. Shall I');
  await page.screenshot({ path: PATH, animations: 'disabled' });
} finally {
  await browser.close();
  await desk.stop();
}
const { size } = statSync(PATH);
process.stdout.write(`${PATH}: ${size} bytes\n`);
if (size > MAX_BYTES) {
  throw new Error(`The picture is larger than ${MAX_BYTES} bytes.`);
}

/** Writes in the chat with the customer, as its agent, who can play the customer in the sandbox tenant. */
async function say(author: string, message: string): Promise<void> {
  const type = author === CUSTOMER ? 'TO_USER' : 'TO_CUSTOMER';
  const response = await fetch(`${desk.url}graphql`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('tje0:Tje0')}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($message: ChatMessageInput!) { addChatMessage(id: 549, message: $message) { id } }',
      variables: { message: { type, author, message } },
    }),
  });
  const { errors } = (await response.json()) as { errors?: unknown };
  if (errors !== undefined) {
    throw new Error(JSON.stringify(errors));
  }
}
