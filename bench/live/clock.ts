/** The clock of the machine, which is the same in all processes, in milliseconds with fractions. */
export function clockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
