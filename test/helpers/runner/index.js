import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import circus from 'jest-circus/runner';
import { register as registerTypeScript } from 'tsx/esm/api';
import { setGlobals } from './globals.js';

const require = createRequire(import.meta.url);

// The package undici, loaded before Node.js' own copy of it, would make the connections of `fetch`.
void new Headers();
registerTypeScript();
register('./hooks.js', import.meta.url);

/**
 * Runs the tests of a file by Jest's own `jest-circus`, with Node.js loading the modules, each once per worker. Jest would load
 * `src/` and all packages again for each file, which takes longer than the tests do.
 *
 * So test files share what modules remember, and the global object. Hooks belong in functions that a test file calls.
 */
export default function run(globalConfig, config, environment, runtime, testPath, sendMessageToJest) {
  // Jest has set them: it knows no source maps but its own, and long traces make each `expect` slow.
  Error.prepareStackTrace = undefined;
  Error.stackTraceLimit = 20;
  Object.assign(globalThis, config.globals);
  const nodeEnvironment = Object.create(environment, { global: { value: globalThis } });
  const nodeRuntime = {
    enterTestCode: () => runtime.enterTestCode(),
    leaveTestCode: () => runtime.leaveTestCode(),
    requireInternalModule: requireAnew,
    requireModule: require,
    setGlobalsForRuntime: setGlobals,
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (path) => import(pathToFileURL(path).href),
  };
  return circus.default(globalConfig, config, nodeEnvironment, nodeRuntime, testPath, sendMessageToJest);
}

/** `jest-circus`, without what it remembers of the file before. */
function requireAnew(path) {
  delete require.cache[path];
  delete globalThis[Symbol.for('EVENT_HANDLERS')];
  return require(path);
}
