import { TestEnvironment } from 'jest-environment-node';

/**
 * For a suite of tests that others wrote. Those that `globalThis.expectedFailures` names, as `describe > it`, are to fail:
 * one that passes, and one that does not exist, fails the file.
 */
export default class ExpectedFailuresEnvironment extends TestEnvironment {
  async handleTestEvent({ name }, { rootDescribeBlock }) {
    if (name !== 'run_start') {
      return;
    }
    const missing = new Set(Object.keys(this.global.expectedFailures));
    for (const test of testsIn(rootDescribeBlock)) {
      test.failing = missing.delete(nameOf(test));
    }
    if (missing.size > 0) {
      throw new Error(`There are no such tests: ${[...missing].join(', ')}`);
    }
  }
}

function testsIn({ children }) {
  return children.flatMap((child) => (child.type === 'test' ? [child] : testsIn(child)));
}

/** Without the outermost `describe`, in which all are. */
function nameOf({ name, parent }) {
  const isOutermost = parent.parent.parent === undefined;
  return isOutermost ? name : `${nameOf(parent)} > ${name}`;
}
