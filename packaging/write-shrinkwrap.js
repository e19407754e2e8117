// For `prepack`: writes npm-shrinkwrap.json with the versions that the tests ran with, for users who install the package.
// It is package-lock.json without what only development needs. The repository keeps one lockfile: `postpack` removes this one.
import { readFileSync, writeFileSync } from 'node:fs';

const { packages, ...lockfile } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const runtime = Object.entries(packages)
  .filter(([, { dev }]) => dev !== true)
  .map(([folder, { devDependencies: _, ...locked }]) => [folder, locked]);
writeFileSync(
  'npm-shrinkwrap.json',
  `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(runtime) }, null, 2)}\n`,
);
