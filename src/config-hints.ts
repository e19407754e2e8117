import { CONFIG_VARIABLES } from './config.js';

/** Begin names of other programs' variables as well. */
const SHARED_PREFIXES = ['HTTP', 'HTTPS', 'NO', 'NODE'];

/** `MAX_` of `MAX_DEPTH`. */
const PREFIXES = new Set(
  CONFIG_VARIABLES.filter((name) => name.includes('_'))
    .map(prefixOf)
    .filter((prefix) => !SHARED_PREFIXES.includes(prefix)),
);

/** What Kubernetes tells every container of each service, which may have a name like ours. */
const OF_KUBERNETES = /_SERVICE_HOST$|_SERVICE_PORT(_|$)|_PORT(_|$)/;

/** Of shorter names many are alike. */
const MIN_LENGTH = 8;
const MAX_HINTS = 20;

/**
 * What in an environment is most likely a slip: a variable that is no setting and has a name like one, or a `NODE_ENV` that
 * means nothing here. Sentences with names in them, and no value.
 */
export function configHints(env: NodeJS.ProcessEnv): readonly string[] {
  const hints = Object.keys(env).flatMap((name) => hintAt(name, env) ?? []);
  const more = hints.length > MAX_HINTS ? ['There are more variables that are no settings'] : [];
  return [...nodeEnvHints(env), ...hints.slice(0, MAX_HINTS), ...more];
}

function nodeEnvHints({ NODE_ENV: value = '' }: NodeJS.ProcessEnv): readonly string[] {
  return ['', 'production', 'development', 'test'].includes(value)
    ? []
    : [
        'NODE_ENV is neither production nor development nor test: introspection and the explorer are on, as in development. The nearest one that switches them off is NODE_ENV=production',
      ];
}

function hintAt(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const upper = name.toUpperCase();
  // Windows does not tell capitals from small letters.
  const isKnown = CONFIG_VARIABLES.includes(name) || (CONFIG_VARIABLES.includes(upper) && env[upper] === env[name]);
  if (isKnown || !/^\w+$/.test(name) || OF_KUBERNETES.test(upper)) {
    return undefined;
  }
  const nearest = nearestTo(upper);
  // Other programs know other proxies.
  const isNear = name.length >= MIN_LENGTH && nearest.distance <= 2 && !/_PROXY$/.test(upper);
  const isOurs = name.includes('_') && PREFIXES.has(prefixOf(upper));
  return isNear || isOurs ? `${name} is no setting: the nearest one is ${nearest.name}` : undefined;
}

function prefixOf(name: string): string {
  return name.slice(0, name.indexOf('_'));
}

function nearestTo(name: string): { readonly name: string; readonly distance: number } {
  const all = CONFIG_VARIABLES.map((known) => ({ name: known, distance: distanceBetween(name, known) }));
  return all.reduce((nearest, next) => (next.distance < nearest.distance ? next : nearest));
}

/** How many letters are to be added, left out or replaced. */
function distanceBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (const [column, against] of [...other].entries()) {
      const replaced = (row[column] as number) + (letter === against ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] as number) + 1, (next[column] as number) + 1));
    }
    row = next;
  }
  return row.at(-1) as number;
}
