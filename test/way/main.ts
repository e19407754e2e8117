import { executedFiles } from './executed-files.js';

/** Prints the files that one transfer executes, without those of the sandbox tenant, and how many functions of each. */
const files = await executedFiles();
for (const { path, functions } of files) {
  process.stdout.write(`${String(functions).padStart(4)}  ${path}\n`);
}
process.stdout.write(`${files.length} files\n`);
