/** A table as Markdown writes it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function percent({ part, of }: { readonly part: number; readonly of: number }): string {
  return of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`;
}

/** The value below which this share of the others lies. */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
