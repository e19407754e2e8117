import type { IncomingHttpHeaders } from 'node:http';

/** Headers that no foreign page can send without asking first, made for that: Apollo Server's. */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];

/** Whether a request has a header that is made to show that no foreign page sent it. */
export function hasPreflightHeader(headers: IncomingHttpHeaders): boolean {
  return PREFLIGHT_HEADERS.some((name) => Boolean(headers[name]));
}

/**
 * Whether a GET shows that no page of a foreign site sent it, without a header made for that. Such a page can send a GET with
 * what a browser adds by itself: cookies, and the user name and password of Basic, which it remembers. Before any other
 * `Authorization`, and before `X-XSRF-TOKEN`, a browser asks the server, which allows `allowedOrigins` alone.
 */
export function foreignPageCheck(allowedOrigins: readonly string[]): (headers: IncomingHttpHeaders) => boolean {
  const allowed: ReadonlySet<string | undefined> = new Set(allowedOrigins);
  return ({ authorization = '', origin, 'x-xsrf-token': token, 'sec-fetch-site': site }) => {
    if (token || /^(bearer|soticket) /i.test(authorization)) {
      return true;
    }
    // Browsers leave Sec-Fetch-Site out where a server is reached without TLS, but not the Origin of a request that a page reads.
    const isOwn = site === undefined ? origin === undefined : site === 'same-origin' || site === 'none';
    return /^basic /i.test(authorization) && (isOwn || allowed.has(origin));
  };
}
