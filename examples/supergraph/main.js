import { parseArgs } from 'node:util';
import { CONFIG_VARIABLES, ConfigError, samePort } from '../../dist/config.js';
import { configHints } from '../../dist/config-hints.js';
import { listenProblem, readPort } from '../../dist/listen-problem.js';
import { compose, fetchSdl } from './compose.js';
import { startGateway } from './gateway.js';
import { startLoyalty } from './loyalty.js';
import { startSuperOffice } from './superoffice.js';

const { ROUTER_SECRET: routerSecret, SCHEMA_PREFIX: prefix, PORT, SUPERGRAPH_PORT } = process.env;

process.on('uncaughtException', fail);

const { values } = parseArgs({ options: { port: { type: 'string' } } });
const port = readPort('SUPERGRAPH_PORT', values.port ?? SUPERGRAPH_PORT, 4100);
if (port !== 0 && port === readPort('PORT', PORT, 0)) {
  throw new ConfigError([samePort('SUPERGRAPH_PORT', 'PORT')]);
}
for (const hint of configHints(process.env, [...CONFIG_VARIABLES, 'SUPERGRAPH_PORT'])) {
  process.stderr.write(`${hint}\n`);
}

const superoffice = await startSuperOffice(process.env);
const loyalty = await startLoyalty({ prefix });
const supergraphSdl = compose([
  {
    name: 'superoffice',
    url: superoffice.url,
    sdl: await fetchSdl(superoffice.url, routerSecret && { 'x-router-secret': routerSecret }),
  },
  { name: 'loyalty', url: loyalty.url, sdl: await fetchSdl(loyalty.url) },
]);
const gateway = await startGateway({ supergraphSdl, port, routerSecret });

process.once('SIGINT', stop);
process.once('SIGTERM', stop);

process.stdout.write(`Supergraph at ${gateway.url}, of
  superoffice at ${superoffice.url}
  loyalty     at ${loyalty.url}

The best customers, who are known to loyalty by their ids alone, with their names and companies:

  curl ${gateway.url} -H 'authorization: Basic dGplMDpUamUw' -H 'content-type: application/json' -d '{"query":"{ topCustomers { fullName loyaltyTier contact { name loyaltyPoints } } }"}'
`);

async function stop() {
  await gateway.stop();
  await Promise.all([loyalty.stop(), superoffice.stop()]);
}

/** Prints in one line what is wrong, and exits. */
function fail(error) {
  const { message } = listenProblem(error, { port: 'SUPERGRAPH_PORT', host: 'localhost' });
  process.stderr.write(`The supergraph cannot start. ${message}\n`);
  process.exit(1);
}
