// Tests replace timers and clocks by their own. What measures and yields here is taken when this module is loaded, with
// the matchers; and where a configuration has replaced it by then, something else is taken.

const { AbortSignal: Signals, Date: Dates, process: host } = globalThis;
const { clearTimeout: forget, setImmediate: immediate, setTimeout: timeout } = globalThis;

/** Milliseconds since some moment, whatever a test has made of the clock. */
export const now: () => number =
  isFake(Dates) && typeof host?.uptime === 'function'
    ? () => 1000 * host.uptime()
    : Dates.now.bind(Dates);

const nextPhase = fittingPhase();

/** Ends after timers, sockets and the runner have had their turn; twice, as timers come before what ends a round of Node's loop. */
export const turnOfEventLoop = (): Promise<void> => nextPhase().then(nextPhase);

/** What a timer can count; beyond it, timers go off at once. */
const LONGEST = 2 ** 31 - 1;

/**
 * Rings once, after so many milliseconds or earlier. Until then a process stays alive for it, or a limit would end in silence what
 * nothing else keeps alive: a promise that never settles.
 *
 * @returns what turns it off
 */
export function setAlarm(milliseconds: number, ring: () => void): () => void {
  const delay = Math.min(Math.max(0, Math.ceil(milliseconds)), LONGEST);
  if (!isReal(timeout)) return setAlarmBySignal(delay, ring);
  const timer = timeout(ring, delay);
  return () => forget(timer);
}

function setAlarmBySignal(delay: number, ring: () => void): () => void {
  if (!isReal(Signals?.timeout)) return () => {};
  const signal = Signals.timeout(delay);
  signal.addEventListener('abort', ring);
  return () => signal.removeEventListener('abort', ring);
}

function fittingPhase(): () => Promise<void> {
  if (isReal(immediate)) return () => new Promise((resolve) => void immediate(resolve));
  // read only here: Node loads what it is made of when somebody first asks for it
  const { MessageChannel: Channel } = globalThis;
  if (isReal(Channel)) return () => new Promise((resolve) => sendMessage(new Channel(), resolve));
  if (isReal(timeout)) return () => new Promise((resolve) => void timeout(resolve, 0));
  return () => Promise.resolve();
}

function sendMessage(
  { port1, port2 }: InstanceType<typeof MessageChannel>,
  onArrival: () => void,
): void {
  const receiver = port1 as { onmessage?: () => void };
  receiver.onmessage = () => {
    // an open port would keep the process alive
    port1.close();
    onArrival();
  };
  port2.postMessage(undefined);
}

function isReal(provided: unknown): boolean {
  return typeof provided === 'function' && !isFake(provided);
}

/** Whether this is a stand-in: fake-timers leave their clock on each, Jest's older ones are mock functions. */
function isFake(provided: object): boolean {
  return 'clock' in provided || 'isFake' in provided || '_isMockFunction' in provided;
}
