/** Calls by undici, the fastest client that Node has. */
export function undiciClient(Pool, baseUrl) {
  const { origin, pathname } = new URL(baseUrl);
  const pool = new Pool(origin, { connections: 64 });
  return async (method, path, authorization, body) => {
    const response = await pool.request({
      method,
      path: `${pathname}${path}`,
      headers: { authorization, accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
      body,
    });
    if (response.statusCode >= 400) {
      throw new Error(`SuperOffice answered ${response.statusCode}`);
    }
    return response.body.json();
  };
}
