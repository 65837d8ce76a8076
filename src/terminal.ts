import type { Paint } from './report/paint.ts';

/** What is known of the machine that a report is read on. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As `process.platform` says it. */
  readonly platform: string;
}

/** Terminals of Windows that draw what Unicode has; its old console does not. The list is that of `is-unicode-supported` 2.1. */
const WINDOWS_TERMINALS = ['xterm-256color', 'alacritty', 'rxvt-unicode', 'rxvt-unicode-256color'];

/**
 * Whether a report had better be drawn with ASCII characters only.
 *
 * So it is where plain text is asked for (`NO_COLOR`, no-color.org), where nobody knows what will show it (`CI`), and where a
 * terminal says that it cannot do better: `TERM`, a locale that is not UTF-8, the old console of Windows.
 */
export function prefersAscii({ env, platform }: Surroundings = surroundings()): boolean {
  if (env.NO_COLOR || isOn(env.CI)) return true;
  if (env.TERM === 'dumb' || env.TERM === 'linux') return true;
  if (platform === 'win32') return !isModernWindows(env);
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  // no locale at all is usual in containers, and says nothing about the terminal
  return locale !== undefined && locale !== '' && !/utf-?8/i.test(locale);
}

/** A terminal that a line may be written to and taken back again. */
export interface LiveTerminal {
  write(text: string): void;
  readonly columns: number;
}

/** What is known of the stream that errors are written to. */
export interface ErrorStream {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stderr:
    | { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown }
    | undefined;
}

/** Where nobody knows how wide a terminal is. */
const USUAL = 80;

/**
 * The terminal behind the stream of errors, where what is written to it is shown as it is; nothing in CI.
 *
 * Workers of Vitest, of Jest with several, and of `node --test` have none: what they write is collected and printed as lines. Those of Playwright
 * are told that they have one, but they have not.
 */
export function liveTerminal(
  { env, stderr }: ErrorStream = errorStream(),
): LiveTerminal | undefined {
  if (!stderr?.isTTY || isOn(env.CI) || env.TERM === 'dumb') return undefined;
  if (env.TEST_WORKER_INDEX !== undefined) return undefined;
  return { write: (text) => void stderr.write(text), columns: stderr.columns || USUAL };
}

function errorStream(): ErrorStream {
  const { env = {}, stderr } = globalThis.process ?? {};
  return { env, stderr };
}

/** Columns by which runners indent a message. */
const INDENT = 4;

/** Columns that a report may fill on the terminal it is read on; `undefined` where nobody knows, as in a worker of a runner. */
export function reportWidth({ env, columns }: Terminal = terminal()): number | undefined {
  const known = columns ?? Number(env.COLUMNS || Number.NaN);
  return Number.isFinite(known) && known > INDENT ? known - INDENT : undefined;
}

/** What is known of the terminal. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly columns: number | undefined;
}

function terminal(): Terminal {
  const { env = {}, stdout } = globalThis.process ?? {};
  return { env, columns: stdout?.columns };
}

// a browser has no process, and draws everything
function surroundings(): Surroundings {
  const { env = {}, platform = '' } = globalThis.process ?? {};
  return { env, platform };
}

function isOn(flag: string | undefined): boolean {
  return flag !== undefined && !['', '0', 'false'].includes(flag.toLowerCase());
}

function isModernWindows(env: Surroundings['env']): boolean {
  return (
    Boolean(env.WT_SESSION || env.TERMINUS_SUBLIME) ||
    env.ConEmuTask === '{cmd::Cmder}' ||
    env.TERM_PROGRAM === 'Terminus-Sublime' ||
    env.TERM_PROGRAM === 'vscode' ||
    WINDOWS_TERMINALS.includes(env.TERM ?? '') ||
    env.TERMINAL_EMULATOR === 'JetBrains-JediTerm'
  );
}

/** The colours of a runner, which follow its settings; plain where it has none, or does more than to colour. */
// biome-ignore lint/suspicious/noExplicitAny: every runner types its utilities differently
export function paintWith(utils: any): Paint {
  return {
    wrong: painter(utils?.RECEIVED_COLOR),
    strong: painter(utils?.BOLD_WEIGHT),
    faint: painter(utils?.DIM_COLOR),
  };
}

const RESET = '\u001b[0m';

// Vitest turns the end of a colour into red; a full reset leaves what follows in the terminal's own colour
function painter(colour: unknown): (text: string) => string {
  return (text) => {
    if (typeof colour !== 'function') return text;
    const painted = String(colour(text));
    const [before, after, ...more] = painted.split(text);
    const isColoured = more.length === 0 && isCode(before) && isCode(after);
    return isColoured ? `${painted}${RESET}` : text;
  };
}

function isCode(text = ''): boolean {
  // Bun puts what it colours between quotation marks
  return text.startsWith('\u001b[') && text.endsWith('m') && !/["\s]/.test(text);
}
