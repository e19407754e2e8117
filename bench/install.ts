import { statSync } from 'node:fs';
import { fromRoot, run } from './process.js';
import { Unmeasured } from './unmeasured.js';

/**
 * Installs the packages of a folder's lockfile if that is not done yet.
 *
 * @throws {Unmeasured} when its packages do not support this machine.
 */
export async function install(folder: string): Promise<void> {
  if (folder === '.' || !isStale(folder)) {
    return;
  }
  process.stdout.write(`Installing ${folder}\n`);
  try {
    await run(['npm', 'ci', '--loglevel=error', '--ignore-scripts'], { cwd: folder, env: npmEnvironment() });
  } catch {
    throw new Unmeasured('cannot be installed here');
  }
}

/** Whether the lockfile is newer than what was installed by it. */
function isStale(folder: string): boolean {
  const changed = (path: string) => statSync(fromRoot(`${folder}/${path}`), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return changed('package-lock.json') > changed('node_modules/.package-lock.json');
}

/** npm's settings of the user who runs the benchmark. */
function npmEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && (name === 'HOME' || /^npm_config_/i.test(name)) ? [[name, value]] : [],
    ),
  );
}
