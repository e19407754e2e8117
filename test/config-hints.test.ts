import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CONFIG_VARIABLES } from '../src/config.js';
import { configHints } from '../src/config-hints.js';

const CANARY = 'canary';

describe('a probable typing error in the environment', () => {
  it.each([
    ['SUPEROFICE_URL', 'SUPEROFFICE_URL'],
    ['SUPER_OFFICE_URL', 'SUPEROFFICE_URL'],
    ['SUPEROFFICE_URI', 'SUPEROFFICE_URL'],
    ['superoffice_url', 'SUPEROFFICE_URL'],
    ['SUPEROFFICE_READ_TIMEOUT', 'SUPEROFFICE_READ_TIMEOUT_MS'],
    ['SUPEROFFICE_PASSWORD', expect.any(String)],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
    ['CORS_ALLOWED_ORIGINS', expect.any(String)],
    ['ALOWED_HOSTS', 'ALLOWED_HOSTS'],
    ['MAX_BODY_SIZE', expect.any(String)],
    ['ROUTERSECRET', 'ROUTER_SECRET'],
    ['BREAKER_OPEN', 'BREAKER_OPEN_MS'],
    ['ADMIN_PROT', 'ADMIN_PORT'],
    ['TRUSTED_PROXY', 'TRUSTED_PROXIES'],
    ['EXPLORE', 'EXPLORER'],
    ['EXPLIAN', 'EXPLAIN'],
    ['XPLAIN', 'EXPLAIN'],
    ['HTTPGET', 'HTTP_GET'],
    ['PROT', 'PORT'],
    ['HSOT', 'HOST'],
    ['prot', 'PORT'],
  ])('%s, which is nearest to %s', (name, nearest) => {
    const [hint, ...others] = configHints({ [name]: CANARY });

    const [, named, told] = /^(\w+) is not a setting: the nearest one is (\w+)$/.exec(hint ?? '') ?? [];
    expect({ named, told, others }).toEqual({ named: name, told: nearest, others: [] });
    expect(CONFIG_VARIABLES).toContain(told);
  });

  it.each(['prod', 'Production', 'production ', 'live', CANARY])('NODE_ENV=%s', (value) => {
    const hints = configHints({ NODE_ENV: value });

    expect(hints).toEqual([expect.stringMatching(/ NODE_ENV=production$/)]);
    expect(hints.join()).not.toContain(CANARY);
  });

  it.each([...CONFIG_VARIABLES, 'http_proxy', 'https_proxy', 'no_proxy'].filter((name) => name !== 'NODE_ENV'))(
    'is not %s, which is a setting',
    (name) => {
      expect(configHints({ [name]: CANARY })).toEqual([]);
    },
  );

  it.each(['', 'production', 'development', 'test'])('is not NODE_ENV=%s', (value) => {
    expect(configHints({ NODE_ENV: value })).toEqual([]);
  });

  it.each([
    'SUPEROFFICE_GRAPHQL_SERVICE_HOST',
    'SUPEROFFICE_GRAPHQL_SERVICE_PORT',
    'SUPEROFFICE_GRAPHQL_SERVICE_PORT_HTTP',
    'SUPEROFFICE_GRAPHQL_PORT',
    'SUPEROFFICE_GRAPHQL_PORT_4000_TCP',
    'SUPEROFFICE_GRAPHQL_PORT_4000_TCP_PROTO',
    'SUPEROFFICE_GRAPHQL_PORT_4000_TCP_PORT',
    'SUPEROFFICE_GRAPHQL_PORT_4000_TCP_ADDR',
    'REDIS_SERVICE_HOST',
    'REDIS_PORT',
    'ADMIN_PORT_80_TCP_ADDR',
  ])('is not %s, which Kubernetes sets', (name) => {
    expect(configHints({ [name]: CANARY })).toEqual([]);
  });

  it.each(['PATH', 'HOME', 'HOSTNAME', 'LOGNAME', 'TERM', 'NODE_OPTIONS', 'NODE_VERSION', 'NODE_EXTRA_CA_CERTS'])(
    'is not %s, which belongs to other programs',
    (name) => {
      expect(configHints({ [name]: CANARY })).toEqual([]);
    },
  );

  it.each(['FTP_PROXY', 'ALL_PROXY', 'NO_COLOR', 'HTTP_PORT', 'npm_config_port', 'OTEL_SERVICE_NAME', 'PORTS', 'TZ'])(
    'is not %s, which belongs to other programs',
    (name) => {
      expect(configHints({ [name]: CANARY })).toEqual([]);
    },
  );

  it.each([
    ...[
      'USER',
      'SHELL',
      'SHLVL',
      'LANG',
      'PWD',
      'OLDPWD',
      'EDITOR',
      'PAGER',
      'MAIL',
      'DISPLAY',
      'TMP',
      'TEMP',
      'TMPDIR',
    ],
    ...[
      'UID',
      'EUID',
      'PPID',
      'LINES',
      'COLUMNS',
      'OSTYPE',
      'HOSTTYPE',
      'MACHTYPE',
      'VISUAL',
      'LESS',
      'LS_COLORS',
      '_',
    ],
    ...['DEBUG', 'CI', 'COLOR', 'INIT_CWD', 'NODE', 'NODE_PATH', 'PS1', 'IFS', 'COMSPEC', 'PATHEXT', 'WINDIR', 'OS'],
    ...[
      'POST',
      'PART',
      'SORT',
      'PORTS',
      'HOSTS',
      'GHOST',
      'SPORT',
      'HOME',
      'PROMPT',
      'REPORT',
      'PROT_PORT',
      'EXPLORER_PORT',
    ],
    ...['APPDATA', 'PROGRAMDATA', 'EXPORT', 'IMPORT', 'PROFILE', 'LOCALE', 'LC_ALL', 'XDG_SESSION_ID', 'SSH_CLIENT'],
  ])('is not %s, which a shell or another program sets', (name) => {
    expect(configHints({ [name]: CANARY })).toEqual([]);
  });

  it('is looked for only in the environment of the process', () => {
    const settings = ['SANDBOX_PORT', 'SANDBOX_HOST'];
    const env = { SANDBOX_PROT: CANARY, SANDBOX_HOTS: CANARY, SUPEROFICE_URL: CANARY, NODE_ENV: 'prod', PORT: CANARY };

    expect(configHints(env, settings)).toEqual([
      'SANDBOX_PROT is not a setting: the nearest one is SANDBOX_PORT',
      'SANDBOX_HOTS is not a setting: the nearest one is SANDBOX_HOST',
    ]);
  });

  it('is not a setting in lower case if the system ignores case', () => {
    expect(configHints({ Superoffice_Url: CANARY, SUPEROFFICE_URL: CANARY })).toEqual([]);
  });

  it('is not a variable that the deployment guides set', () => {
    const files = [
      'Dockerfile',
      'compose.yml',
      ...readdirSync('deploy', { recursive: true, encoding: 'utf8' }).map((file) => `deploy/${file}`),
    ];
    const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'utf8'));
    const names = texts.flatMap((text) => text.match(/\b[A-Z][A-Z\d]*(_[A-Z\d]+)+\b/g) ?? []);

    expect(names).toEqual(expect.arrayContaining(['SUPEROFFICE_URL', 'ADMIN_PORT', 'NODE_ENV']));
    expect(configHints({ ...Object.fromEntries(names.map((name) => [name, CANARY])), NODE_ENV: 'production' })).toEqual(
      [],
    );
  });

  it('is reported for at most 20 variables', () => {
    const env = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`SUPEROFFICE_X${index}`, CANARY]));

    expect(configHints(env)).toHaveLength(21);
  });
});
