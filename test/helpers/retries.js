import { jest } from '@jest/globals';

// Tests talk over real sockets and to real processes: on a machine that does other work too, one of thousands can be late.
// A test that fails each time is a fault. One that passes when tried again is printed with what it failed on first.
const { TEST_RETRIES } = process.env;
if (TEST_RETRIES !== undefined) {
  jest.retryTimes(Number(TEST_RETRIES), { logErrorsBeforeRetry: true });
}
