import type { IncomingMessage } from 'node:http';
import type { Config } from '../../config.js';
import { PublicError } from '../../graphql/errors.js';
import { type CredentialMistake, identityByAuthorization, identityByCookies } from '../../identity/credential.js';
import type { Identity } from '../../identity/identity.js';
import type { Caller, Locale } from '../../identity/session.js';

/** What a request's headers say about its caller. */
export interface ReadCaller extends Pick<Caller, 'identity' | 'locale'> {
  /** As sent. Its form is checked only where it is used, which the headers do not tell. */
  readonly idempotencyKey: string | undefined;
}

export type CallerConfig = Pick<
  Config,
  'superOfficeAppToken' | 'superOfficeCookies' | 'superOfficeCulture' | 'superOfficeLanguage' | 'superOfficeTimeZone'
>;

/** The headers that a caller is read from. */
export const READ_HEADERS: ReadonlySet<string> = new Set([
  'accept-language',
  'authorization',
  'cookie',
  'idempotency-key',
  'so-apptoken',
  'so-culture',
  'so-language',
  'so-timezone',
  'x-xsrf-token',
]);

const PRINTABLE = /^[\x20-\x7e]{1,4096}$/;

/**
 * Takes from a request what may be forwarded. The configured language, culture, zone and app token replace missing ones.
 *
 * @throws {PublicError} `BAD_REQUEST` when one of these headers is repeated, or has a value that cannot be used.
 */
export function readCaller(request: Pick<IncomingMessage, 'rawHeaders'>, config: CallerConfig): ReadCaller {
  const sent = readHeaders(request);
  return {
    identity: readIdentity(sent, config.superOfficeCookies),
    locale: readLocale(sent, config),
    idempotencyKey: sent.get('idempotency-key'),
  };
}

function readLocale(sent: Sent, config: CallerConfig): Locale {
  const headers: Record<string, string> = {};
  addLanguage(headers, sent, config.superOfficeLanguage);
  const namedZone = withoutEmptyParts(printable(sent, 'so-timezone') ?? '');
  const { timeZone, isUtc } = withOffset(namedZone || config.superOfficeTimeZone);
  const culture = printable(sent, 'so-culture') ?? config.superOfficeCulture;
  const appToken = printable(sent, 'so-apptoken') ?? config.superOfficeAppToken;
  headers['so-timezone'] = timeZone;
  if (culture !== undefined) {
    headers['so-culture'] = culture;
  }
  if (appToken !== undefined) {
    headers['so-apptoken'] = appToken;
  }
  return { headers, isUtc };
}

type Sent = ReadonlyMap<string, string>;

/** Node silently keeps the first of two `Authorization` headers, so this reads the raw headers. */
function readHeaders({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): Sent {
  const sent = new Map<string, string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] as string).toLowerCase();
    if (READ_HEADERS.has(name)) {
      if (sent.has(name)) {
        throw new PublicError('BAD_REQUEST', { message: `Expected the header ${name} at most once.` });
      }
      sent.set(name, (rawHeaders[i + 1] as string).trim());
    }
  }
  return sent;
}

/** With `Authorization`, cookies and token are ignored: browsers' HTTP libraries add the XSRF token by themselves. */
function readIdentity(sent: Sent, cookieNames: readonly string[]): Identity | CredentialMistake {
  const authorization = sent.get('authorization');
  if (authorization) {
    return identityByAuthorization(authorization);
  }
  const token = sent.get('x-xsrf-token');
  if (!token) {
    return 'missing';
  }
  if (!PRINTABLE.test(token)) {
    return 'incomplete cookies';
  }
  const cookie = cookiesNamed(sent.get('cookie') ?? '', cookieNames);
  return PRINTABLE.test(cookie) ? identityByCookies(token, cookie) : 'incomplete cookies';
}

/**
 * The cookies of these names that have a value, in the order of the names: callers may send them in any order. Two cookies
 * with one name are refused, because it is unclear which one counts.
 */
function cookiesNamed(cookie: string, names: readonly string[]): string {
  const values = new Map<string, string>();
  for (const pair of cookie.split(';')) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(pair.trim()) ?? [];
    if (names.includes(name)) {
      if (values.has(name)) {
        throw new PublicError('BAD_REQUEST', { message: 'Expected each cookie of the credential at most once.' });
      }
      values.set(name, value.trim());
    }
  }
  return [...new Set(names)]
    .map((name) => [name, values.get(name) ?? ''] as const)
    .filter(([, value]) => value !== '' && value !== '""')
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}

/** `*` counts as no language: it asks SuperOffice for every language at once, and some HTTP clients send it by default. */
function addLanguage(headers: Record<string, string>, sent: Sent, configured: string): void {
  const soLanguage = printable(sent, 'so-language');
  const acceptLanguage = printable(sent, 'accept-language');
  if (soLanguage !== undefined) {
    headers['so-language'] = soLanguage;
  }
  if (acceptLanguage !== undefined && !/^\*(\s*;.*)?$/.test(acceptLanguage)) {
    headers['accept-language'] = acceptLanguage;
  } else if (soLanguage === undefined) {
    headers['accept-language'] = configured;
  }
}

/**
 * Asks for dates with their offset, without which the instant is unknown. A header that already asks for it is passed on
 * unchanged, also if it asks for nothing else.
 */
function withOffset(timeZone: string): Pick<Locale, 'isUtc'> & { readonly timeZone: string } {
  const parts = timeZone.split(',').map((part) => part.trim().toLowerCase());
  const zones = parts.filter((part) => part !== '' && part !== 'includetzoffset');
  const [zone] = zones;
  return {
    timeZone: parts.includes('includetzoffset') ? timeZone : `${timeZone}, includeTZOffset`,
    // UTC by its code or its id.
    isUtc: zones.length === 1 && (zone === 'utc' || zone === '1'),
  };
}

/** `US-NY,` names one zone, and `,` none. Without an empty part, the spacing stays as sent. */
function withoutEmptyParts(list: string): string {
  const parts = list.split(',').filter((part) => part.trim() !== '');
  return parts.length === list.split(',').length ? list : parts.map((part) => part.trim()).join(', ');
}

/** An empty header counts as none. */
function printable(sent: Sent, name: string): string | undefined {
  const value = sent.get(name);
  if (value === undefined || value === '') {
    return undefined;
  }
  if (!PRINTABLE.test(value)) {
    throw new PublicError('BAD_REQUEST', {
      message: `Expected 1 to 4096 printable ASCII characters in the header ${name}.`,
    });
  }
  return value;
}
