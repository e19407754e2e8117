import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from './chromium.js';
import { startDeskProcess } from './desk-process.js';

/** Takes the picture of the example desk for the README: `npm run desk:picture`. */
const PATH = join(import.meta.dirname, '../../docs/desk.webp');
const MAX_BYTES = 150_000;

const CUSTOMER = 'Chloe Whitcombe';
const SAID = [
  ['Tobias Everhart', 'I am sorry. I have them packed now: <b>25 chargers</b> leave our warehouse today.'],
  [CUSTOMER, 'Great, you saved my morning. When will they be here?'],
] as const;

/** Shows a part of every list, in fonts that every machine has. */
const CLOSED = [470, 474, 475, 486, 497, 505, 519, 546, 553, 554, 556, 557, 566, 567];

const desk = await startDeskProcess({ SANDBOX_VISITORS: 'off' });
const browser = await launchChromium();
try {
  for (const id of CLOSED) {
    await change('mutation ($id: ID!) { updateChatSession(id: $id, input: { status: CLOSED }) { id } }', { id });
  }
  for (const [author, message] of SAID) {
    const type = author === CUSTOMER ? 'TO_USER' : 'TO_CUSTOMER';
    await change('mutation ($message: ChatMessageInput!) { addChatMessage(id: 549, message: $message) { id } }', {
      message: { type, author, message },
    });
  }
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  await page.goto(desk.url);
  await page.getByRole('button', { name: 'Tobias Everhart' }).click();
  await page.getByRole('region', { name: 'Mine' }).getByRole('button').filter({ hasText: CUSTOMER }).click();
  await page.getByRole('log').getByText('When will they be here?').waitFor();
  await page.getByRole('complementary', { name: 'Customer' }).getByText('Thistledown Textiles plc').first().waitFor();
  await page.getByRole('textbox', { name: 'Message' }).fill('Tomorrow before noon. Shall I');
  writeFileSync(PATH, await asWebp(await page.screenshot({ animations: 'disabled' })));
} finally {
  await browser.close();
  await desk.stop();
}
const { size } = statSync(PATH);
process.stdout.write(`${PATH}: ${size} bytes\n`);
if (size > MAX_BYTES) {
  throw new Error(`The picture is larger than ${MAX_BYTES} bytes.`);
}

/** The same picture without loss in half the bytes. Chromium is the only encoder that is installed. */
async function asWebp(png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const url = await page.evaluate(`new Promise((resolve) => {
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext('2d').drawImage(image, 0, 0);
      resolve(canvas.toDataURL('image/webp', 1));
    };
    image.src = 'data:image/png;base64,${png.toString('base64')}';
  })`);
  return Buffer.from(String(url).replace(/^.*,/, ''), 'base64');
}

/** As the agent, who can play the customer in the sandbox tenant. */
async function change(query: string, variables: object): Promise<void> {
  const response = await fetch(`${desk.url}graphql`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('tje0:Tje0')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { errors } = (await response.json()) as { errors?: unknown };
  if (errors !== undefined) {
    throw new Error(JSON.stringify(errors));
  }
}
