import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Command, startCommand } from '../helpers/command.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const UNIT = readFileSync(new URL('../../deploy/systemd/superoffice-graphql@.service', import.meta.url), 'utf8');

const GUIDE = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');

/** The environment of a unit's instance: as in the unit, then from the guide's file of settings, as systemd does. */
export function unitEnvironment(instance: number): Record<string, string> {
  const [, file = ''] = /^# \/etc\/superoffice-graphql\.env\n([^`]*)```$/m.exec(GUIDE) ?? [];
  return Object.fromEntries([...ownLines(UNIT, instance), ...file.trim().split('\n')].map(assignmentOf));
}

/** What the guide adds to the unit for the audit log. */
export const AUDIT_DROP_IN =
  /^# \/etc\/systemd\/system\/superoffice-graphql@\.service\.d\/audit-log\.conf\n([^`]*)```$/m.exec(GUIDE)?.[1] ?? '';

/** The file that it names. */
export function auditLog(instance: number): string {
  return String(Object.fromEntries(ownLines(AUDIT_DROP_IN, instance).map(assignmentOf)).AUDIT_LOG);
}

function ownLines(unit: string, instance: number): readonly string[] {
  return [...unit.matchAll(/^Environment=(.*)$/gm)].map(([, line = '']) => line.replaceAll('%i', `${instance}`));
}

const assignmentOf = (line: string) => line.split(/=(.*)/s).slice(0, 2);

/** Starts the built server as the unit does. `env` adds to its file of settings. */
export function startUnit(instance: number, env: Readonly<Record<string, string>>): Command {
  const [, node, main = ''] = /^ExecStart=(\S+) (\S+)$/m.exec(UNIT) ?? [];
  if (node !== '/usr/bin/node' || !main.endsWith('/node_modules/superoffice-graphql/dist/main.js')) {
    throw new Error('The unit starts something else.');
  }
  return startCommand(process.execPath, ['dist/main.js'], { cwd: ROOT, env: { ...unitEnvironment(instance), ...env } });
}

/** A free port of four digits. The port with a 1 before it is free too. */
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
