/** How many assertions passed without a check, in how many test files. */
export interface Unchecked {
  readonly assertions: number;
  readonly files: number;
}

/** Says that a run with checks off has verified nothing. */
export function formatUnchecked({ assertions, files }: Unchecked): string {
  const where = `${count(assertions, 'gradient assertion')} in ${count(files, 'file')}`;
  return `expect-gradient is off: ${where} passed UNCHECKED`;
}

function count(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${n} ${noun}s`;
}
