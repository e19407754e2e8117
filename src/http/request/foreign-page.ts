import type { IncomingHttpHeaders } from 'node:http';

/** Apollo Server's headers that show that no foreign page sent a request: a page cannot send them without a preflight. */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];

/** Whether a request has a header whose purpose is to show that no foreign page sent it. */
export function hasPreflightHeader(headers: IncomingHttpHeaders): boolean {
  return PREFLIGHT_HEADERS.some((name) => Boolean(headers[name]));
}

/**
 * Whether a GET shows in another way that no foreign page sent it. A foreign page can send a GET with what the browser adds:
 * cookies, and a remembered user name and password of Basic. Before any other `Authorization`, and before `X-XSRF-TOKEN`,
 * the browser sends a preflight, and the server allows only `allowedOrigins`.
 */
export function foreignPageCheck(allowedOrigins: readonly string[]): (headers: IncomingHttpHeaders) => boolean {
  const allowed: ReadonlySet<string | undefined> = new Set(allowedOrigins);
  return ({ authorization = '', origin, 'x-xsrf-token': token, 'sec-fetch-site': site }) => {
    if (token || /^(bearer|soticket) /i.test(authorization)) {
      return true;
    }
    // Without TLS, browsers omit Sec-Fetch-Site, but not the Origin of a request whose answer a page can read.
    const isOwn = site === undefined ? origin === undefined : site === 'same-origin' || site === 'none';
    return /^basic /i.test(authorization) && (isOwn || allowed.has(origin));
  };
}
