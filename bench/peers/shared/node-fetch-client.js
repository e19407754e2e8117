import { Agent } from 'node:http';

/** Calls by node-fetch, on kept-alive connections. */
export function nodeFetchClient(fetch, baseUrl) {
  const agent = new Agent({ keepAlive: true });
  return async (method, path, authorization, body) => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: { authorization, accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
      body,
      agent,
    });
    if (!response.ok) {
      throw new Error(`SuperOffice answered ${response.status}`);
    }
    return response.json();
  };
}
