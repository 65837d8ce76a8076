import { now } from '../clock.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { CheckProgress } from '../options/progress.ts';
import { type MaybePromise, whenDone } from '../subject/then.ts';
import { type LiveTerminal, liveTerminal } from '../terminal.ts';

/** Nobody needs to be told of what is over sooner. */
const PATIENCE = 2000;

/** Runs a check, and while it takes long shows on a terminal how far it has come, unless somebody else is told already. */
export function shownWhile<T>(
  options: ResolvedOptions,
  run: (options: ResolvedOptions) => MaybePromise<T>,
): MaybePromise<T> {
  const terminal = options.onProgress === undefined ? liveTerminal() : undefined;
  if (terminal === undefined) return run(options);
  const line = openLine(terminal);
  return whenDone(() => run({ ...options, onProgress: line.show }), line.clear);
}

/** To the start of the line, and away with what stands there. */
const CLEAR = '\r\u001b[K';

function openLine(terminal: LiveTerminal) {
  const start = now();
  let isShown = false;
  return {
    show(progress: CheckProgress): void {
      if (now() - start < PATIENCE) return;
      isShown = true;
      // the last column is left free, or the terminal goes on to the next line
      terminal.write(CLEAR + cut(progressLine(progress), terminal.columns - 1));
    },
    clear(): void {
      if (isShown) terminal.write(CLEAR);
    },
  };
}

/** How far a check has come, as one line. */
export function progressLine(progress: CheckProgress): string {
  const { layer, variable = layer, evaluations, share, millisecondsLeft, suspected } = progress;
  const parts = [
    `checking ${variable ?? 'the gradient'}: ${Math.floor(100 * share)} %`,
    `${evaluations} evaluations`,
    ...(millisecondsLeft === undefined ? [] : [`about ${duration(millisecondsLeft)} left`]),
    ...(suspected.length === 0 ? [] : [`suspected: ${suspected.join(', ')}`]),
  ];
  return parts.join(', ');
}

const UNITS = [
  { name: 'h', length: 3_600_000 },
  { name: 'min', length: 60_000 },
  { name: 's', length: 1000 },
];

function duration(milliseconds: number): string {
  const unit = UNITS.find(({ length }) => milliseconds >= 2 * length) ?? UNITS[UNITS.length - 1];
  return `${Math.max(1, Math.round(milliseconds / unit.length))} ${unit.name}`;
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
