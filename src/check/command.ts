import { writeFile } from 'node:fs/promises';
import { type Config, ConfigError, loadAuthorization, loadConfig } from '../config.js';
import { configHints } from '../config-hints.js';
import { createLineOutput, MAX_LAST_WAIT_MS, writeLast } from '../log/line-output.js';
import type { ProcessSignals } from '../process-signals.js';
import { check, isCredential } from './check.js';
import { readCredential } from './credential.js';
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
  const hints = configHints(process.env);
  const config = readConfig(hints);
  if (config === undefined) {
    return BAD_USAGE;
  }
  const { superOfficeUrl } = config;
  if (superOfficeUrl === undefined) {
    return refuse('SUPEROFFICE_URL: is required: the REST root of the tenant, https://.../api/v1/', hints);
  }
  const authorization =
    loadAuthorization(process.env) ?? (await readCredential(process.stdin, (text) => process.stderr.write(text)));
  if (!isCredential(authorization, { ...config, superOfficeUrl })) {
    return refuse(
      'SUPEROFFICE_AUTHORIZATION, or a line of standard input: expected an Authorization header, Basic, SoTicket or Bearer',
    );
  }
  const results: StepResult[] = [];
  const output = createLineOutput({ fd: 1 });
  const outcome = await check({
    config: { ...config, superOfficeUrl },
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

function readConfig(hints: readonly string[]): Config | undefined {
  try {
    return loadConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) {
      refuse(error.message, hints);
      return undefined;
    }
    throw error;
  }
}

/** @param hints possible causes. */
function refuse(reason: string, hints: readonly string[] = []): number {
  writeLast(2, `superoffice-graphql check: ${[reason, ...hints].join('\n  ')}\n`);
  return BAD_USAGE;
}
