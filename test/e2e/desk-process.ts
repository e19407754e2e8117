import { join } from 'node:path';
import { startCommand } from '../helpers/command.js';
import { endProcess } from '../helpers/end-process.js';

/** What `npm run desk` runs once everything is installed and built, on a free port. */
export async function startDeskProcess(env: Readonly<Record<string, string>>) {
  const { child, said } = startCommand(process.execPath, ['examples/desk/start.js'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH ?? '', DESK_PORT: '0', ...env },
  });
  const [, url = ''] = await said(/(http:\/\/127\.0\.0\.1:\d+\/)/);
  return { url, stop: () => endProcess(child) };
}
