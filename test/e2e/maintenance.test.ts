import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\0')
  .filter(Boolean);
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** What of `.github/dependabot.yml` the test reads. */
interface Updates {
  readonly version: number;
  readonly updates: readonly {
    readonly 'package-ecosystem': string;
    readonly directory?: string;
    readonly directories?: readonly string[];
    readonly schedule: { readonly interval: string };
  }[];
}

/** What of a workflow the test reads. */
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: unknown;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

/** The folders with such a file, as Dependabot writes them. */
const foldersWith = (name: string) =>
  FILES.filter((file) => basename(file) === name).map((file) => join('/', dirname(file)));

/** Whether a folder is one of those that a pattern such as `/bench/peers/*` means. */
const isMeant = (pattern: string, folder: string) =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`).test(folder);

describe('the updates', () => {
  const { version, updates } = parse(read('.github/dependabot.yml')) as Updates;

  it.each([
    { ecosystem: 'npm', folders: foldersWith('package.json') },
    { ecosystem: 'docker', folders: foldersWith('Dockerfile') },
    { ecosystem: 'docker-compose', folders: foldersWith('compose.yml') },
    { ecosystem: 'github-actions', folders: ['/'] },
  ])('of $ecosystem cover each folder that has something of it, once, and no other', ({ ecosystem, folders }) => {
    const patterns = updates
      .filter((entry) => entry['package-ecosystem'] === ecosystem)
      .flatMap(({ directory, directories = [] }) => (directory === undefined ? directories : [directory]));

    expect(folders.length).toBeGreaterThan(0);
    expect(folders.map((folder) => [folder, patterns.filter((pattern) => isMeant(pattern, folder)).length])).toEqual(
      folders.map((folder) => [folder, 1]),
    );
    expect(patterns.filter((pattern) => !folders.some((folder) => isMeant(pattern, folder)))).toEqual([]);
  });

  it('are looked for automatically', () => {
    expect(version).toBe(2);
    expect(updates.filter(({ schedule }) => !/^(daily|weekly|monthly)$/.test(schedule?.interval))).toEqual([]);
  });
});

describe.each(FILES.filter((file) => file.startsWith('.github/workflows/')))('%s', (file) => {
  const text = read(file);
  const workflow = parse(text) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  it('may only read the project, and keeps no credential for what it runs', () => {
    expect([workflow.permissions, ...jobs.flatMap(({ permissions }) => permissions ?? [])]).toEqual([
      { contents: 'read' },
    ]);
    // With pull_request_target, the code of a stranger would run with the project's rights.
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))) {
      expect(step.with).toMatchObject({ 'persist-credentials': false });
    }
  });

  it('uses actions by their commit, with the version beside it', () => {
    const lines = text.split('\n').filter((line) => /\buses:/.test(line));

    expect(lines).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
    expect(lines.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it('puts nothing that a pull request holds into a command, and ends in a bounded time', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
    expect(jobs.filter((job) => !((job['timeout-minutes'] ?? 0) > 0))).toEqual([]);
  });
});

describe('the tests', () => {
  it('run for each pull request and on main, as .ci/run runs them', () => {
    const { on, jobs } = parse(read('.github/workflows/ci.yml')) as Workflow;

    expect(Object.keys(on).sort()).toEqual(['pull_request', 'push']);
    expect(on.push).toEqual({ branches: ['main'] });
    expect(Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))).toContain('.ci/run');
    accessSync(join(ROOT, '.ci/run'), constants.X_OK);
  });
});
