import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import dockerIgnore from '@balena/dockerignore';
import { type Copy, DockerfileParser, type Instruction } from 'dockerfile-ast';
import { type Command, startCommand } from '../helpers/command.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** The result of a Dockerfile's steps in a local folder, because the tests run without a container engine. */
export interface Image {
  /** What the last stage has in its working directory, above what it has from its base. */
  readonly folder: string;
  /** The last stage itself, for images that begin with it. */
  readonly stage: Stage;
  /** Starts it as a container would, with `args` instead of its own; as its user if that is allowed. */
  start(env?: Readonly<Record<string, string>>, args?: readonly string[]): Command;
  /** Runs its health check. */
  check(env?: Readonly<Record<string, string>>): Command;
  remove(): Promise<void>;
}

/** Images by the names that other Dockerfiles have for them. */
export type Bases = Readonly<Record<string, Image>>;

/** The state of a stage during the build. */
interface Stage {
  readonly name: string | undefined;
  /** The root of its file system. */
  readonly root: string;
  readonly env: Record<string, string>;
  workdir: string;
  uid: number | undefined;
  entrypoint: readonly string[];
  cmd: readonly string[];
  healthcheck: readonly string[];
}

/**
 * Executes a Dockerfile of the project, with the installed Node.js instead of the ones it names.
 *
 * @param bases that were built before.
 */
export async function build(dockerfile: string, bases: Bases = {}): Promise<Image> {
  const folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-image-'));
  await chmod(folder, 0o755);
  const context = join(folder, 'context');
  for (const file of await contextFiles()) {
    await cp(join(ROOT, file), join(context, file));
  }
  const stages: Stage[] = [];
  for (const instruction of DockerfileParser.parse(await readFile(join(ROOT, dockerfile), 'utf8')).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      stages.push(await newStage(instruction, join(folder, `stage-${stages.length}`), bases));
    } else {
      await step(instruction, stages, context);
    }
  }
  return imageOf(stages.at(-1) as Stage, folder);
}

/** The project's files that builders get. */
async function contextFiles(): Promise<readonly string[]> {
  const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: ROOT });
  return dockerIgnore()
    .add(await readFile(join(ROOT, '.dockerignore'), 'utf8'))
    .filter(stdout.split('\0').filter(Boolean));
}

async function newStage(from: Instruction, root: string, bases: Bases): Promise<Stage> {
  await mkdir(root);
  const [, base = '', name] = /^(\S+)(?: AS (\S+))?$/i.exec(from.getArgumentsContent() ?? '') ?? [];
  const stage = bases[base]?.stage;
  if (stage !== undefined) {
    await cp(stage.root, root, { recursive: true });
    return { ...stage, name, root, env: { ...stage.env } };
  }
  return { name, root, env: {}, workdir: '/', uid: undefined, entrypoint: [], cmd: [], healthcheck: [] };
}

async function step(instruction: Instruction, stages: readonly Stage[], context: string): Promise<void> {
  const stage = stages.at(-1) as Stage;
  const text = instruction.getArgumentsContent() ?? '';
  switch (instruction.getKeyword()) {
    case 'WORKDIR':
      stage.workdir = text;
      await mkdir(join(stage.root, text), { recursive: true });
      break;
    case 'ENV':
      Object.assign(stage.env, Object.fromEntries([text.split('=')]));
      break;
    case 'COPY': {
      const from = (instruction as Copy).getFromFlag()?.getValue();
      await copy(text.split(' '), stage, stages.find(({ name }) => from && name === from)?.root ?? context);
      break;
    }
    case 'RUN':
      await run('sh', ['-c', text], { cwd: join(stage.root, stage.workdir), env: { ...process.env, ...stage.env } });
      break;
    case 'USER':
      stage.uid = Number.parseInt(text, 10);
      break;
    case 'ENTRYPOINT':
      stage.entrypoint = JSON.parse(text);
      break;
    case 'CMD':
      stage.cmd = JSON.parse(text);
      break;
    case 'HEALTHCHECK':
      stage.healthcheck = JSON.parse(text.replace('CMD', ''));
      break;
    case 'EXPOSE':
    case 'LABEL':
    case 'STOPSIGNAL':
      break;
    default:
      throw new Error(`${instruction.getKeyword()} is not known here.`);
  }
}

async function copy(paths: readonly string[], { root, workdir }: Stage, source: string): Promise<void> {
  const target = join(root, workdir, paths.at(-1) as string);
  for (const path of paths.slice(0, -1).map((path) => join(source, path))) {
    const isFile = (await stat(path)).isFile();
    await cp(path, isFile && target.endsWith('/') ? join(target, basename(path)) : target, { recursive: true });
  }
}

function imageOf(stage: Stage, whole: string): Image {
  const { root, workdir, env, uid, entrypoint, cmd, healthcheck } = stage;
  const folder = join(root, workdir);
  const start = ([file, ...args]: readonly string[], given: Readonly<Record<string, string>> = {}) => {
    if (file !== '/nodejs/bin/node') {
      throw new Error(`${file} is not in the image.`);
    }
    // The image has a Node.js that knows them all.
    const known = args.filter((arg) => !arg.startsWith('--') || process.allowedNodeEnvironmentFlags.has(arg));
    return startCommand(process.execPath, known, {
      cwd: folder,
      env: { ...env, ...given },
      ...(process.getuid?.() === 0 && uid !== undefined && { uid }),
    });
  };
  return {
    folder,
    stage,
    start: (given, args = cmd) => start([...entrypoint, ...args], given),
    check: (given) => start(healthcheck, given),
    remove: () => rm(whole, { recursive: true }),
  };
}
