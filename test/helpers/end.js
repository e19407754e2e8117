/** How often Jest's own pause, after which it warns of what is still open, passes before the run is ended. */
const PAUSES = 5;

/**
 * Ends a run that a test keeps open after all tests, for instance with a server that it did not stop when it failed. Jest
 * ends its workers itself, but would wait for ever for what is open in its own process, in which it runs single files.
 */
export default function endIfLeftOpen({ openHandlesTimeout, watch, watchAll }) {
  if (watch || watchAll || openHandlesTimeout === 0) {
    return;
  }
  const end = () => {
    const open = process.getActiveResourcesInfo().join(', ');
    process.stderr.write(`A test has left something open, so the run is ended: ${open}\n`);
    process.exit(1);
  };
  setTimeout(end, PAUSES * openHandlesTimeout).unref();
}
