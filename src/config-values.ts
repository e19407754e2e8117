import { isIP } from 'node:net';
import { z } from 'zod';
import { parseUrl } from './parse-url.js';

// The kinds of values that settings have. A message says what is expected, and never repeats the value: it may be secret.

export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\s*\d{1,9}\s*$/, `expected a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `expected a whole number from ${min} to ${max}`);

export const milliseconds = wholeNumber(1, 600_000);

export const toggle = z
  .enum(['on', 'off', 'true', 'false', '1', '0'], 'expected on or off, or true or false')
  .transform((value) => ['true', 'on', '1'].includes(value));

export const headerText = z.string().regex(/^[\x20-\x7e]+$/, 'expected printable ASCII characters');

export const list = (pattern: { test(item: string): boolean }, expected: string) =>
  z
    .string()
    .transform((value): readonly string[] =>
      value
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .refine((items) => items.every((item) => pattern.test(item)), { error: expected, abort: true });

const HOST_NAMES = 'expected names of hosts such as desk.example.com, without ports, separated by commas';

export const hostNames = list(/^([\w.-]+|\[[\da-f:.]+\])$/i, HOST_NAMES)
  .refine((hosts) => hosts.every((host) => parseUrl(`http://${host}`) !== undefined), HOST_NAMES)
  .default([]);

export const networks = list(
  { test: isNetwork },
  'expected addresses and networks such as 10.0.0.0/8, separated by commas',
).default([]);

/** REST root of a tenant. Anything besides scheme, host and path would end up in clients' logs or be lost. */
export const restRoot = z
  .string()
  .refine(
    isRestRoot,
    'expected an http or https address without user, password, query or fragment. Percent-encode special characters in its path: # is %23, ? is %3F',
  )
  .transform((value) => new URL(value.endsWith('/') ? value : `${value}/`));

const ENCODED = 'Percent-encode special characters in user and password: # is %23, / is %2F, ? is %3F, @ is %40';

export const redisAddress = z
  .string()
  .refine(
    isRedisAddress,
    `expected a redis or rediss address such as redis://:password@redis.example.com:6379. ${ENCODED}`,
  );

/** As other programs read it, also without a scheme. A credential in it must be decodable. */
export const proxyAddress = z
  .string()
  .transform((value) => (value.includes('://') ? value.trim() : `http://${value.trim()}`))
  .refine(
    isProxyAddress,
    `expected the http or https address of a proxy such as http://proxy.example.com:3128, without a path. ${ENCODED}`,
  )
  .transform((value) => new URL(value));

const SECRETS =
  'expected one secret, or two separated by a comma while you replace it, each of at least 16 printable ASCII characters';

/** Each of them is valid: two while one replaces the other. */
export const secrets = list(/^[\x20-\x7e]{16,}$/, SECRETS)
  // A list of only commas would be empty, and let everybody pass.
  .refine((values) => values.length === 1 || values.length === 2, SECRETS)
  .default([]);

function isNetwork(value: string): boolean {
  const [address = '', prefix = '0', ...more] = value.split('/');
  const bits = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return more.length === 0 && !address.includes('%') && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
}

function isRestRoot(value: string): boolean {
  const url = parseUrl(value);
  return (
    url !== undefined &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    !/[?#]/.test(value)
  );
}

/** After host and port there may be a database number. Anything else is part of a password that is not encoded. */
function isRedisAddress(value: string): boolean {
  const url = parseUrl(value);
  return (
    url !== undefined &&
    /^rediss?:\/\/[^/]/.test(value) &&
    /^\/?\d*$/.test(url.pathname) &&
    !/[?#]/.test(value) &&
    [url.username, url.password].every(isPercentEncoded)
  );
}

function isProxyAddress(value: string): boolean {
  const url = parseUrl(value);
  return (
    url !== undefined &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.pathname === '/' &&
    url.port !== '0' &&
    // URL would ignore more than two slashes.
    !/[?#]|:\/\/\//.test(value) &&
    [url.username, url.password].every(isPercentEncoded)
  );
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
