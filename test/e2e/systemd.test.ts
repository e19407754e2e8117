import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { CONFIG_VARIABLES, loadConfig } from '../../src/config.js';
import { execute } from '../helpers/facade.js';
import { sendJson, startFakeSuperOffice } from '../helpers/fake-superoffice.js';
import { useStops } from '../helpers/stops.js';
import { AUDIT_DROP_IN, auditLog, freeInstance, startUnit, UNIT, unitEnvironment } from './systemd-unit.js';

const run = promisify(execFile);

/** The problems that systemd finds in a unit and in additions to it. */
async function problemsOf(unit: string, dropIn?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-unit-'));
  const file = join(folder, 'superoffice-graphql@4001.service');
  // It looks whether the command is there.
  await writeFile(file, unit.replace('/usr/bin/node', process.execPath));
  if (dropIn !== undefined) {
    await mkdir(`${file}.d`);
    await writeFile(join(`${file}.d`, 'audit-log.conf'), dropIn);
  }
  try {
    const { stdout, stderr } = await run('systemd-analyze', ['verify', '--man=no', file]);
    return stdout + stderr;
  } catch (error) {
    return String(error);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('the unit for systemd', () => {
  const stops = useStops();

  it('is one in which systemd finds nothing wrong', async () => {
    expect(await problemsOf(UNIT)).toBe('');
  });

  it.each([
    ['RestartSec=2', 'RestartSecs=2'],
    ['TimeoutStopSec=30', 'TimeoutStopSec=thirty'],
    ['AF_NETLINK', 'AF_NETLNIK'],
    ['[Service]', '[Servcie]'],
  ])('would be found wrong with another text for %s: %s', async (right, wrong) => {
    expect(await problemsOf(UNIT.replace(right, wrong))).not.toBe('');
  });

  it('takes what the guide adds for the audit log', async () => {
    expect(AUDIT_DROP_IN).not.toBe('');
    expect(await problemsOf(UNIT, AUDIT_DROP_IN)).toBe('');
  });

  it.each([
    ['[Service]', '[Servcie]'],
    ['Environment', 'Enviroment'],
  ])('would refuse it with another text for %s: %s', async (right, wrong) => {
    expect(await problemsOf(UNIT, AUDIT_DROP_IN.replace(right, wrong))).not.toBe('');
  });

  it('lets the server write only where the guide has the audit log, in a folder for each replica', () => {
    const [, folder = ''] = /^LogsDirectory=(.+)$/m.exec(UNIT) ?? [];
    const folders = [4001, 4002].map((instance) => `/var/log/${folder.replace('%i', `${instance}`)}`);

    expect([4001, 4002].map((instance) => dirname(auditLog(instance)))).toEqual(folders);
    expect(new Set(folders).size).toBe(2);
    expect(unitEnvironment(4001)).not.toHaveProperty('AUDIT_LOG');
    expect(UNIT).toMatch(/^ProtectSystem=strict$/m);
    expect(UNIT).not.toMatch(/^(ReadWritePaths|StateDirectory|CacheDirectory)=/m);
  });

  it('gives the server settings that it takes, and longer to stop than it takes', () => {
    const environment = unitEnvironment(4001);
    expect(CONFIG_VARIABLES).toEqual(expect.arrayContaining(Object.keys(environment)));
    const { isProduction, port, adminPort, host, adminHost, shutdownTimeoutMs } = loadConfig(environment);

    expect({ isProduction, port, adminPort, host, adminHost }).toEqual({
      isProduction: true,
      port: 4001,
      adminPort: 14001,
      host: 'localhost',
      adminHost: 'localhost',
    });
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(UNIT)?.[1]) * 1000).toBeGreaterThan(shutdownTimeoutMs);
  });

  it('serves, ready, on the port of its instance, and ends with exit code 0', async () => {
    const superOffice = await startFakeSuperOffice();
    stops.push(() => superOffice.stop());
    superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
    const instance = await freeInstance();
    const { child, said, ended } = startUnit(instance, { SUPEROFFICE_URL: superOffice.url, SHUTDOWN_DELAY_MS: '0' });
    stops.push(async () => {
      child.kill('SIGKILL');
      await ended;
    });
    await said(/Health and metrics at/);

    const answer = await execute(`http://localhost:${instance}/graphql`, '{ chatSession(id: 549) { id } }');
    expect(answer.data).toEqual({ chatSession: { id: '549' } });
    expect((await fetch(`http://localhost:1${instance}/health/ready`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('adds changes to the file, begins a new one when that is renamed and it is restarted, and loses no line', async () => {
    const superOffice = await startFakeSuperOffice();
    stops.push(() => superOffice.stop());
    superOffice.on('POST ChatSession/', ({ path }, response) =>
      sendJson(response, { ChatSessionId: Number(/\d+/.exec(path)?.[0]) }),
    );
    const folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-logs-'));
    stops.push(() => rm(folder, { recursive: true }));
    const [, , , , name = ''] = auditLog(4001).split('/');
    const file = join(folder, name);
    const instance = await freeInstance();
    const env = { SUPEROFFICE_URL: superOffice.url, SHUTDOWN_DELAY_MS: '0', AUDIT_LOG: file };
    const change = (id: number) =>
      execute(`http://localhost:${instance}/graphql`, `mutation { resetChatSession(id: ${id}) { id } }`);

    const first = startUnit(instance, env);
    await first.said(/Health and metrics at/);
    await change(1);
    await rename(file, `${file}.old`);
    await change(2);
    first.child.kill('SIGTERM');
    await first.ended;
    const second = startUnit(instance, env);
    await second.said(/Health and metrics at/);
    await change(3);
    second.child.kill('SIGTERM');
    await second.ended;

    const idsIn = async (path: string) =>
      [...(await readFile(path, 'utf8')).matchAll(/"ids":\{"id":"(\d)"\}/g)].map(([, id]) => id);
    expect([await idsIn(`${file}.old`), await idsIn(file)]).toEqual([['1', '2'], ['3']]);
  });
});
