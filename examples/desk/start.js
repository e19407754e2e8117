import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CONFIG_VARIABLES, ConfigError, samePort } from '../../dist/config.js';
import { configHints } from '../../dist/config-hints.js';
import { listenProblem, readPort } from '../../dist/listen-problem.js';
import { startPage } from './page.js';
import { startSuperOffice } from './superoffice.js';

const FOLDER = fileURLToPath(new URL('dist', import.meta.url));

let isUp = false;
process.on('uncaughtException', fail);

const { values } = parseArgs({ options: { port: { type: 'string' } } });
const wanted = readPort('DESK_PORT', values.port ?? process.env.DESK_PORT, 4200);
if (wanted !== 0 && wanted === readPort('PORT', process.env.PORT, 0)) {
  throw new ConfigError([samePort('DESK_PORT', 'PORT')]);
}
if (!existsSync(FOLDER)) {
  throw new Error('The page is not built. Start it with npm run desk.');
}
for (const hint of configHints(process.env, [...CONFIG_VARIABLES, 'DESK_PORT'])) {
  process.stderr.write(`${hint}\n`);
}

const superoffice = await startSuperOffice(process.env);
const { url: graphqlUrl, agents } = superoffice;
const page = await startPage({ folder: FOLDER, graphqlUrl, port: wanted, agents });
isUp = true;

process.once('SIGINT', stop);
process.once('SIGTERM', stop);

const [one, other] = ['tje0', 'bo'].map((name) => agents.find((agent) => agent.name === name)?.fullName);
process.stdout.write(`The desk is open. Use two windows, one for each of two agents:

  http://localhost:${page.port}/   ${one === undefined ? '' : `sign in as ${one}`}
  http://127.0.0.1:${page.port}/   ${other === undefined ? '' : `sign in as ${other}`}

It is the same page under two names. To a browser these are two places, so that each window has a sign-in and connections
of its own. GraphQL is at ${graphqlUrl}. Ctrl+C ends all of it.
`);

async function stop() {
  await superoffice.stop();
  await page.stop();
}

/** Prints in one line what is wrong, and exits. All parts run in this process. */
function fail(error) {
  const { message } = listenProblem(error, { port: 'DESK_PORT', host: '127.0.0.1' });
  process.stderr.write(`The desk ${isUp ? 'has to end' : 'cannot start'}. ${message}\n`);
  process.exit(1);
}
