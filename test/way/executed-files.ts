import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';

export interface ExecutedFile {
  /** Below `dist/`. */
  readonly path: string;
  readonly functions: number;
}

const DIST = new URL('../../dist/', import.meta.url);

const TRANSFER = JSON.stringify({
  query: 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id transferTo { id } person { fullName } } }',
});

/**
 * The build's own files in which a function runs while one transfer is answered, once the server is warm. It runs in this
 * process, together with the sandbox tenant, whose files are left out.
 */
export async function executedFiles(): Promise<readonly ExecutedFile[]> {
  const { startSandbox } = await import(new URL('sandbox/sandbox.js', DIST).href);
  const { startServer } = await import(new URL('server.js', DIST).href);
  const { loadConfig } = await import(new URL('config.js', DIST).href);
  const { createLogger } = await import(new URL('log/logger.js', DIST).href);
  const sandbox = await startSandbox();
  const config = loadConfig({ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' });
  const server = await startServer(
    { ...config, superOfficeUrl: new URL(sandbox.url) },
    { logger: createLogger(config.logLevel) },
  );
  const inspector = new Session();
  inspector.connect();
  try {
    for (let time = 0; time < 3; time += 1) {
      await transfer(server.url);
    }
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    await transfer(server.url);
    const { result } = await inspector.post('Profiler.takePreciseCoverage');
    return result
      .filter(({ url }) => url.startsWith(DIST.href) && !url.startsWith(new URL('sandbox/', DIST).href))
      .map(({ url, functions }) => ({
        path: fileURLToPath(url).slice(fileURLToPath(DIST).length),
        functions: functions.filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0).length,
      }))
      .filter(({ functions }) => functions > 0)
      .sort((one, other) => one.path.localeCompare(other.path));
  } finally {
    inspector.disconnect();
    await server.stop();
    await sandbox.stop();
  }
}

async function transfer(url: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Basic dGplMDpUamUw' },
    body: TRANSFER,
  });
  const { errors } = (await response.json()) as { errors?: unknown };
  if (errors !== undefined) {
    throw new Error('The transfer failed');
  }
}
