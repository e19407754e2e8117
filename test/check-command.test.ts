import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import { type CertificateOptions, createAuthority, createCertificate } from './helpers/certificates.js';
import { type Command, startCommand } from './helpers/command.js';
import { TJE0 } from './helpers/facade.js';
import { ROOT, SHORT_LIVED } from './helpers/server-process.js';

const folder = mkdtempSync(join(tmpdir(), 'check-'));
const report = join(folder, 'report.json');

let sandbox: Sandbox;
let command: Command | undefined;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  command?.child.kill('SIGKILL');
  await command?.ended;
  rmSync(report, { force: true });
});

interface Run {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

async function runCheck({ args = [], env = {}, input = '' }: Run) {
  command = startCommand(process.execPath, [...SHORT_LIVED, 'dist/cli.js', 'check', ...args], {
    cwd: ROOT,
    env: { SUPEROFFICE_URL: sandbox.url, SUPEROFFICE_READ_TIMEOUT_MS: '60000', ...env },
    input,
  });
  const code = await command.ended;
  return { code, stdout: command.stdout, stderr: command.stderr };
}

describe('superoffice-graphql check', () => {
  it('takes the credential from the environment, prints a table and writes the forms', async () => {
    const { code, stdout, stderr } = await runCheck({
      args: ['--report', report],
      env: { SUPEROFFICE_AUTHORIZATION: TJE0 },
      // Not read: the environment counts more.
      input: 'Basic canary',
    });

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^ok {7}address\nok {7}name\nok {7}proxy: none is used\n/);
    expect(stdout).toMatch(/\n\d+ ok, 0 differs, 0 refused, 0 skipped; \d+ REST calls, all of them reads\n$/);
    const { superOffice, steps, facts, forms } = JSON.parse(readFileSync(report, 'utf8'));
    expect(superOffice).toBe('10.5.0.0');
    expect(steps[0]).toEqual({ step: 'address', status: 'ok' });
    expect(facts[0]).toEqual({ question: expect.any(String), seen: expect.any(String) });
    expect(forms['ChatSession.Status']).toEqual(['known name']);
    expect(stdout + readFileSync(report, 'utf8')).not.toMatch(/dGplMDpUamUw|127\.0\.0\.1|canary/);
  }, 60_000);

  it.each([
    ['a line', `${TJE0}\n`],
    ['a line that ends as on Windows, and more', `${TJE0}\r\nmore\n`],
    ['text without the end of a line', TJE0],
  ])(
    'takes the credential from standard input: %s',
    async (_what, input) => {
      expect(await runCheck({ input })).toMatchObject({ code: 0, stderr: '' });
    },
    60_000,
  );

  it('ends with exit code 1 if something is refused', async () => {
    const { code, stdout } = await runCheck({ input: 'Bearer canary' });

    expect(code).toBe(1);
    expect(stdout).toMatch(
      /\nrefused {2}GET User\/currentAssociate\n {9}SuperOffice does not accept the credential \(401\)\.\n {9}-> /,
    );
    expect(stdout).not.toContain('canary');
  }, 60_000);

  it.each([
    { what: 'no address', run: { env: { SUPEROFFICE_URL: '' } }, says: 'SUPEROFFICE_URL: is required' },
    {
      what: 'a misspelt address',
      run: { env: { SUPEROFFICE_URL: '', SUPEROFICE_URL: 'canary' } },
      says: 'SUPEROFICE_URL is not a setting: the nearest one is SUPEROFFICE_URL',
    },
    { what: 'no credential', run: {}, says: 'SUPEROFFICE_AUTHORIZATION, or a line of standard input: expected' },
    { what: 'a credential of no scheme', run: { input: 'canary' }, says: 'expected an Authorization header' },
    { what: 'a bad setting', run: { env: { SUPEROFFICE_MAX_RETRIES: 'canary' } }, says: 'SUPEROFFICE_MAX_RETRIES:' },
    { what: 'a credential as a flag', run: { args: ['--authorization', 'canary'] }, says: '--authorization' },
    { what: 'a flag of the server', run: { args: ['--port', '4000'] }, says: '--port: check does not take it' },
    { what: 'one argument too many', run: { args: ['check'] }, says: 'unexpected argument' },
    { what: 'no file', run: { args: ['--report', ' '] }, says: '--report: expected a value' },
    {
      what: 'a file that cannot be written',
      run: { args: ['--report', join(folder, 'missing', 'report.json')], input: TJE0 },
      says: '--report: the file cannot be written: ENOENT',
    },
  ])(
    'is bad usage with $what: exit code 2, and what was expected',
    async ({ run, says }) => {
      const { code, stderr } = await runCheck(run);

      expect(code).toBe(2);
      expect(stderr).toContain(says);
      expect(stderr).not.toMatch(/canary|\n {4}at /);
    },
    60_000,
  );

  it.each<{ what: string; certificate: CertificateOptions; says: RegExp }>([
    { what: 'has expired', certificate: { days: [-9, -1] }, says: /certificate has expired \(CERT_HAS_EXPIRED\)/ },
    { what: 'is not valid yet', certificate: { days: [1, 9] }, says: /is not valid yet \(CERT_NOT_YET_VALID\)/ },
    { what: 'is for another host', certificate: { names: ['other.example'] }, says: /is for another host \(ERR_TLS_/ },
  ])(
    'reports that a certificate $what',
    async ({ certificate, says }) => {
      const authority = await createAuthority('authority');
      const server = createServer(await createCertificate({ ...certificate, authority }));
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const authorityFile = join(folder, 'ca.pem');
      writeFileSync(authorityFile, authority.cert);
      const SUPEROFFICE_URL = `https://localhost:${(server.address() as AddressInfo).port}/api/v1/`;

      const { code, stdout } = await runCheck({
        env: { SUPEROFFICE_URL, NODE_EXTRA_CA_CERTS: authorityFile, SUPEROFFICE_MAX_RETRIES: '0' },
        input: TJE0,
      });
      server.close();

      expect(code).toBe(1);
      expect(stdout).toMatch(says);
      expect(stdout).toMatch(/\nok {7}connection\nrefused {2}TLS\n/);
    },
    60_000,
  );
});
