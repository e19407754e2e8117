import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { OutgoingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Certificate, createCertificate } from '../helpers/certificates.js';
import { startCommand } from '../helpers/command.js';
import { endProcess } from '../helpers/end-process.js';
import { freePort } from '../helpers/free-port.js';
import { until } from '../helpers/until.js';

const GUIDE = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
export const HOST = 'graphql.example.com';

/** The guide's configuration in a language. */
function configurationIn(language: string): string {
  const [, block] = new RegExp(`^\`\`\`${language}\\n([^\`]*)\`\`\`$`, 'm').exec(GUIDE) ?? [];
  if (block === undefined) {
    throw new Error(`The guide has no block of ${language}.`);
  }
  return block;
}

export interface Answer {
  /** None if the connection was closed without an answer. */
  readonly status: number | undefined;
  readonly body: string;
}

export interface RunningBalancer {
  readonly port: number;
  /** The certificate of its authority. */
  readonly ca: string;
  /** Sends a body to /graphql as a caller of the guide's host does. */
  post(body: object, headers: OutgoingHttpHeaders): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Balancer {
  readonly name: string;
  /** The setting that executes mutations twice, according to the guide. */
  readonly settingToAvoid: string;
  /** @param instances of the unit, as which the replicas run. @param change of the guide's configuration. */
  start(instances: readonly [number, number], change?: (configuration: string) => string): Promise<RunningBalancer>;
  /** The guide's configuration with the setting to avoid. */
  withSettingToAvoid(configuration: string): string;
}

interface Files {
  readonly folder: string;
  readonly configuration: string;
  readonly certificate: Certificate;
  readonly port: number;
}

export const HAPROXY: Balancer = {
  name: 'HAProxy',
  settingToAvoid: 'all-retryable-errors',
  withSettingToAvoid: (configuration) => `${configuration}  retry-on all-retryable-errors\n`,
  start: (instances, change) =>
    startBalancer({ language: 'haproxy', instances, change }, async (files) => {
      const { key, cert } = files.certificate;
      await writeFile(join(files.folder, 'certificate.pem'), `${cert}\n${key}\n`);
      const configuration = replaced(files.configuration, [
        ['/etc/ssl/private/graphql.example.com.pem', join(files.folder, 'certificate.pem')],
        ['bind :443 ', `bind 127.0.0.1:${files.port} `],
      ]);
      await writeFile(join(files.folder, 'haproxy.cfg'), configuration);
      return ['haproxy', '-db', '-f', join(files.folder, 'haproxy.cfg')];
    }),
};

export const NGINX: Balancer = {
  name: 'nginx',
  settingToAvoid: 'non_idempotent',
  withSettingToAvoid: (configuration) =>
    replaced(configuration, [
      ['  location = /graphql {\n', '  location = /graphql {\n    proxy_next_upstream error timeout non_idempotent;\n'],
    ]),
  start: (instances, change) =>
    startBalancer({ language: 'nginx', instances, change }, async (files) => {
      const path = (name: string) => join(files.folder, name);
      await writeFile(path('certificate.crt'), files.certificate.cert);
      await writeFile(path('certificate.key'), files.certificate.key);
      const configuration = replaced(files.configuration, [
        ['/etc/ssl/graphql.example.com.crt', path('certificate.crt')],
        ['/etc/ssl/private/graphql.example.com.key', path('certificate.key')],
        ['listen 443 ', `listen 127.0.0.1:${files.port} `],
      ]);
      await writeFile(path('site.conf'), configuration);
      // Like a distribution's file that includes the site, with other paths for the files it writes.
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (kind) => `${kind}_temp_path ${path(kind)};`,
      );
      await writeFile(
        path('nginx.conf'),
        `daemon off; worker_processes 2; pid ${path('pid')}; error_log stderr; events {}
        http { access_log off; ${temporary.join(' ')} include ${path('site.conf')}; }`,
      );
      return ['nginx', '-e', 'stderr', '-c', path('nginx.conf')];
    }),
};

interface BalancerOptions {
  readonly language: string;
  readonly instances: readonly [number, number];
  readonly change: ((configuration: string) => string) | undefined;
}

/** @param write the files of one balancer. Gives the command that starts it. */
async function startBalancer(
  { language, instances: [one, two], change = (configuration) => configuration }: BalancerOptions,
  write: (files: Files) => Promise<readonly string[]>,
): Promise<RunningBalancer> {
  const folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-balancer-'));
  const certificate = await createCertificate({ names: [HOST] });
  const port = await freePort();
  // Also the ones of their admin ports, 14001 and 14002.
  const configuration = change(configurationIn(language)).replaceAll('4001', `${one}`).replaceAll('4002', `${two}`);
  const [file = '', ...args] = await write({ folder, configuration, certificate, port });
  // Debian installs them outside a normal user's PATH.
  const command = startCommand(file, args, { env: { PATH: `${process.env.PATH}:/usr/sbin` } });
  const { child } = command;
  const agent = new Agent({ keepAlive: true, ca: certificate.cert, servername: HOST });
  const post = (body: object, ofCaller: OutgoingHttpHeaders): Promise<Answer> =>
    new Promise((resolve) => {
      const headers = { host: HOST, 'content-type': 'application/json', ...ofCaller };
      const sent = request({ host: '127.0.0.1', port, path: '/graphql', method: 'POST', agent, headers });
      const lost = () => resolve({ status: undefined, body: '' });
      sent.on('response', (response) => {
        text(response).then((body) => resolve({ status: response.statusCode, body }), lost);
      });
      sent.on('error', lost).end(JSON.stringify(body));
    });
  const stop = async () => {
    agent.destroy();
    await endProcess(child);
    await rm(folder, { recursive: true });
  };
  await until(async () => {
    if (child.exitCode !== null) {
      throw new Error(`${file} ended: ${command.output}`);
    }
    return (await post({ query: '{ __typename }' }, { authorization: 'Bearer first' })).status === 200;
  });
  return { port, ca: certificate.cert, post, stop };
}

/** Replaces parts of a text, each of which must occur once. */
function replaced(whole: string, pairs: readonly (readonly [string, string])[]): string {
  return pairs.reduce((text, [part, other]) => {
    const [before, after, ...more] = text.split(part);
    if (after === undefined || more.length > 0) {
      throw new Error(`The guide’s configuration does not have this once: ${part}`);
    }
    return `${before}${other}${after}`;
  }, whole);
}
