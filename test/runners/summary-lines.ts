const LINE = /^ *(Gradients|Worst|Slowest|expect-gradient)\b.*$/gm;

/**
 * The lines of the summary in what a run printed, without what differs from run to run or from version to version: how
 * many evaluations were spent, how long they took, and with that the order of the slowest.
 */
export function summaryIn(output: string): string {
  const lines = output.match(LINE) ?? [];
  return `\n${lines.map(withoutTimes).join('\n')}\n`.replace(
    /\d+ evaluations/,
    '<some> evaluations',
  );
}

function withoutTimes(line: string): string {
  const [, label, places] = /^( *Slowest:? +)(.*)$/.exec(line) ?? [];
  if (places === undefined) return line;
  const sorted = places
    .split('; ')
    .map((place) => place.replace(/^[\d.]+ m?s /, '<time> '))
    .sort();
  return label + sorted.join('; ');
}
