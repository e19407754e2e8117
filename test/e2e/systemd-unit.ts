import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Command, startCommand } from '../helpers/command.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const UNIT = readFileSync(new URL('../../deploy/systemd/superoffice-graphql@.service', import.meta.url), 'utf8');

/** What the unit gives its process for an instance, and the guide's file of settings over that, as systemd does. */
export function unitEnvironment(instance: number): Record<string, string> {
  const guide = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
  const [, file = ''] = /^# \/etc\/superoffice-graphql\.env\n([^`]*)```$/m.exec(guide) ?? [];
  const own = [...UNIT.matchAll(/^Environment=(.*)$/gm)].map(([, line = '']) => line.replaceAll('%i', `${instance}`));
  return Object.fromEntries([...own, ...file.trim().split('\n')].map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

/** Starts the built server as the unit does, where `env` is what else its file of settings holds. */
export function startUnit(instance: number, env: Readonly<Record<string, string>>): Command {
  const [, node, main = ''] = /^ExecStart=(\S+) (\S+)$/m.exec(UNIT) ?? [];
  if (node !== '/usr/bin/node' || !main.endsWith('/node_modules/superoffice-graphql/dist/main.js')) {
    throw new Error('The unit starts something else.');
  }
  return startCommand(process.execPath, ['dist/main.js'], { cwd: ROOT, env: { ...unitEnvironment(instance), ...env } });
}

/** A port of four digits on which nobody listens, nor on the one with a 1 before it. */
export async function freeInstance(): Promise<number> {
  for (;;) {
    const port = 2000 + Math.floor(Math.random() * 8000);
    if ((await isFree(port)) && (await isFree(10_000 + port))) {
      return port;
    }
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
