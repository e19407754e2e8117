import { parseArgs } from 'node:util';
import { report, violations } from './report.js';
import { run } from './run.js';

const DEFAULT_MINUTES = 3;
const SHORT_MINUTES = 0.35;

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, seed: { type: 'string' }, short: { type: 'boolean', default: false } },
});
const minutes = Number(values.minutes ?? (values.short ? SHORT_MINUTES : DEFAULT_MINUTES));
if (!(minutes > 0)) {
  process.stderr.write('--minutes must be a number above 0.\n');
  process.exit(1);
}
// A short run is the same every time, as far as the clock lets it.
const seed = values.seed ?? (values.short ? 'short' : String(Date.now()));

const done = await run({ seed, durationMs: minutes * 60_000 });
const broken = violations(done);
process.stdout.write(report(seed, done));
if (broken.length > 0) {
  process.stderr.write(
    `\n${broken.join('\n')}\n\nRun it again: npm run chaos -- --minutes ${minutes} --seed ${seed}\n`,
  );
  process.exitCode = 1;
}
