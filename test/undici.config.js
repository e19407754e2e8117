import all from '../jest.config.js';

const FILES = [
  'cancellation',
  'captured',
  'chat-endpoints',
  'check',
  'credentials',
  'faults',
  'look-up',
  'moved-tenant',
  'path-not-found',
  'refusals-with-200',
  'request-timeout',
  'retries',
  'transfer-chat-session',
  'upstream-faults',
  'user-names',
];

/** What depends on how REST calls are made, once more with `SUPEROFFICE_TRANSPORT=undici`. */
/** @type {import('jest').Config} */
export default {
  ...all,
  rootDir: '..',
  globalSetup: null,
  globals: { SUPEROFFICE_TRANSPORT: 'undici' },
  testMatch: FILES.map((name) => `<rootDir>/test/${name}.test.ts`),
};
