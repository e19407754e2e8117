import { type JsonOptions, misspelt } from './variables.js';

/** The headers that the server reads. */
const KNOWN = [
  { label: 'authorization', info: 'Basic, SoTicket or Bearer: what you would send to SuperOffice.' },
  { label: 'x-xsrf-token', info: 'With the session cookies, instead of `authorization`.' },
  { label: 'so-apptoken', info: 'The app token of an application.' },
  { label: 'accept-language', info: 'Language of names and texts.' },
  { label: 'so-language', info: 'Language of names and texts, instead of `accept-language`.' },
  { label: 'so-culture', info: 'Culture of numbers and dates.' },
  { label: 'so-timezone', info: 'Time zone of dates; UTC by default.' },
  { label: 'idempotency-key', info: 'The server makes a change once for each key.' },
  { label: 'x-request-id', info: 'Your own id of the request, for the log.' },
  { label: 'x-request-timeout-ms', info: 'How long the operation may take.' },
];

const NAMES = KNOWN.map(({ label }) => label);

/** Completes the names of headers. Others may be sent too; one that looks like a known one is flagged. */
export const HEADERS: JsonOptions = {
  shape: { properties: KNOWN },
  check: (headers) =>
    Object.keys(headers)
      .filter((name) => !NAMES.includes(name.toLowerCase()))
      .map((name) => misspelt(name, NAMES, 'The server reads no header'))
      .filter(({ instead }) => instead !== undefined),
};
