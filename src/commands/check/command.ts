import { writeFile } from 'node:fs/promises';
import { createLineOutput, MAX_LAST_WAIT_MS, writeLast } from '../../log/line-output.js';
import type { ProcessSignals } from '../../process-signals.js';
import { NO_CREDENTIAL, readAuthorization } from '../credential.js';
import { readTenantConfig } from '../tenant-config.js';
import { check, isCredential } from './check.js';
import { reportOf } from './report.js';
import type { StepResult } from './result.js';
import { linesOf, summaryOf } from './table.js';

export interface CheckCommand {
  /** The file for the forms. */
  readonly report: string | undefined;
  /** Of this package. */
  readonly version: string;
  readonly signals: ProcessSignals;
}

const ALL_OK = 0;
const NOT_OK = 1;
const BAD_USAGE = 2;
const INTERRUPTED = 1;

/** `superoffice-graphql check`. @returns the exit code. */
export async function runCheck({ report, version, signals }: CheckCommand): Promise<number> {
  // Ending at once cuts nothing important: reads change nothing.
  signals.handleWith(() => process.exit(INTERRUPTED));
  const config = readTenantConfig(process.env);
  if (typeof config === 'string') {
    return refuse(config);
  }
  const authorization = await readAuthorization(process);
  if (!isCredential(authorization, config)) {
    return refuse(NO_CREDENTIAL);
  }
  const results: StepResult[] = [];
  const output = createLineOutput({ fd: 1 });
  const outcome = await check({
    config,
    authorization,
    onResult: (result) => {
      results.push(result);
      output.write(linesOf(result));
    },
  });
  output.write(summaryOf(results, outcome.calls));
  output.flush(MAX_LAST_WAIT_MS);
  if (report !== undefined) {
    const content = reportOf(outcome, results, { version, transport: config.superOfficeTransport });
    try {
      await writeFile(report, `${JSON.stringify(content, null, 2)}\n`);
    } catch (error) {
      return refuse(`--report: the file cannot be written: ${(error as NodeJS.ErrnoException).code}`);
    }
  }
  return results.some(({ status }) => status === 'differs' || status === 'refused') ? NOT_OK : ALL_OK;
}

function refuse(reason: string): number {
  writeLast(2, `superoffice-graphql check: ${reason}\n`);
  return BAD_USAGE;
}
