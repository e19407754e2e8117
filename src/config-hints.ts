import { CONFIG_VARIABLES } from './config.js';
import { letterChanges } from './letter-changes.js';

/** Prefixes that other programs' variables also have. */
const SHARED_PREFIXES = ['HTTP', 'HTTPS', 'NO', 'NODE'];

/** Variables that Kubernetes sets for each service, which may have names like ours. */
const OF_KUBERNETES = /_SERVICE_HOST$|_SERVICE_PORT(_|$)|_PORT(_|$)/;

/** Settings of `npm run sandbox`, which may share an environment with the server. */
const OF_THE_SANDBOX = ['SANDBOX_HOST', 'SANDBOX_PORT'];

const MAX_HINTS = 20;

/**
 * Probable mistakes in an environment: a variable that is not a setting but has a name like one, or a `NODE_ENV` without a
 * meaning here. Messages with names and no values.
 *
 * @param settings the variables that the process reads.
 */
export function configHints(env: NodeJS.ProcessEnv, settings: readonly string[] = CONFIG_VARIABLES): readonly string[] {
  const hints = Object.keys(env).flatMap((name) => hintAt(name, env, settings) ?? []);
  const more = hints.length > MAX_HINTS ? ['There are more variables that are not settings'] : [];
  return [...(settings.includes('NODE_ENV') ? nodeEnvHints(env) : []), ...hints.slice(0, MAX_HINTS), ...more];
}

function nodeEnvHints({ NODE_ENV: value = '' }: NodeJS.ProcessEnv): readonly string[] {
  return ['', 'production', 'development', 'test'].includes(value)
    ? []
    : [
        'NODE_ENV is neither production nor development nor test: introspection and the explorer are on, as in development. To switch them off, set NODE_ENV=production',
      ];
}

function hintAt(name: string, env: NodeJS.ProcessEnv, settings: readonly string[]): string | undefined {
  const upper = name.toUpperCase();
  // On Windows, names are case-insensitive.
  const isKnown = settings.includes(name) || (settings.includes(upper) && env[upper] === env[name]);
  if (isKnown || !/^\w+$/.test(name) || OF_KUBERNETES.test(upper) || OF_THE_SANDBOX.includes(upper)) {
    return undefined;
  }
  const nearest = nearestTo(upper, settings);
  // Other programs know other proxies.
  const isNear = nearest.distance <= maxDistance(upper, nearest.name) && !/_PROXY$/.test(upper);
  return isNear || isOurs(upper, settings) ? `${name} is not a setting: the nearest one is ${nearest.name}` : undefined;
}

/** Many short names are alike: with four or five letters, only two swapped letters count as a mistake. */
function maxDistance(name: string, nearest: string): number {
  if (name.length >= 8) {
    return 2;
  }
  return name.length >= 6 || [...name].sort().join() === [...nearest].sort().join() ? 1 : 0;
}

/** Whether it has a prefix of our settings: `MAX_` of `MAX_DEPTH`. */
function isOurs(name: string, settings: readonly string[]): boolean {
  const prefix = prefixOf(name);
  return prefix !== '' && !SHARED_PREFIXES.includes(prefix) && settings.some((known) => prefixOf(known) === prefix);
}

/** Empty if there is none. */
function prefixOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf('_')));
}

function nearestTo(name: string, settings: readonly string[]): { readonly name: string; readonly distance: number } {
  const all = settings.map((known) => ({ name: known, distance: letterChanges(name, known) }));
  return all.reduce((nearest, next) => (next.distance < nearest.distance ? next : nearest));
}
