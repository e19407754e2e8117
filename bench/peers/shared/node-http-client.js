import { Agent, request } from 'node:http';

/** Calls by node:http, on kept-alive connections. */
export function nodeHttpClient(baseUrl) {
  const { hostname, port, pathname } = new URL(baseUrl);
  const agent = new Agent({ keepAlive: true });
  return (method, path, authorization, body = '') =>
    new Promise((resolve, reject) => {
      const headers = {
        authorization,
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
        'content-length': Buffer.byteLength(body),
      };
      const sent = request({ hostname, port, path: `${pathname}${path}`, method, headers, agent }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode >= 400) {
            reject(new Error(`SuperOffice answered ${response.statusCode}`));
            return;
          }
          resolve(JSON.parse(Buffer.concat(chunks).toString()));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
}
