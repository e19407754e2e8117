import { execFileSync } from 'node:child_process';

/** Builds the server, once for all tests that start it as a process. */
export default function build({ rootDir }) {
  execFileSync('node_modules/.bin/tsc', ['--project', 'tsconfig.build.json'], { cwd: rootDir, stdio: 'inherit' });
}
