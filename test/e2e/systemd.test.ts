import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { CONFIG_VARIABLES, loadConfig } from '../../src/config.js';
import { execute } from '../helpers/facade.js';
import { startFakeSuperOffice } from '../helpers/fake-superoffice.js';
import { useStops } from '../helpers/stops.js';
import { freeInstance, startUnit, UNIT, unitEnvironment } from './systemd-unit.js';

const run = promisify(execFile);

/** What systemd finds wrong with a unit. */
async function problemsOf(unit: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-unit-'));
  const file = join(folder, 'superoffice-graphql@4001.service');
  // It looks whether the command is there.
  await writeFile(file, unit.replace('/usr/bin/node', process.execPath));
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
  ])('would not be with another text in place of %s: %s', async (right, wrong) => {
    expect(await problemsOf(UNIT.replace(right, wrong))).not.toBe('');
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
});
