import type { JsonOptions } from './json.js';

/** The headers that the server reads. */
export const HEADERS: JsonOptions = {
  names: [
    { label: 'authorization', info: 'Basic, SoTicket or Bearer: what you would send to SuperOffice.' },
    { label: 'x-xsrf-token', info: 'Together with the session cookies, in place of authorization.' },
    { label: 'so-apptoken', info: 'The app token of an application.' },
    { label: 'accept-language', info: 'Language of names and texts.' },
    { label: 'so-language', info: 'Language of names and texts, in place of accept-language.' },
    { label: 'so-culture', info: 'Culture of numbers and dates.' },
    { label: 'so-timezone', info: 'Time zone of dates; UTC unless it is said.' },
    { label: 'idempotency-key', info: 'A change with a key that was used is not made again.' },
    { label: 'x-request-id', info: 'Your own id of the request, which the log repeats.' },
    { label: 'x-request-timeout-ms', info: 'The longest that the operation may take.' },
  ],
};
