import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Where a browser may be; `CHROMIUM` names another. */
const CANDIDATES = [
  process.env.CHROMIUM,
  'chromium',
  'chromium-browser',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The command of a Chromium on this machine, if there is one. */
export function findChromium(): string | undefined {
  return CANDIDATES.find(
    (command) => command !== undefined && spawnSync(command, ['--version']).status === 0,
  );
}

/** What the browser tells of itself or answers. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** A tab of a headless Chromium, spoken to in the DevTools protocol over two pipes. */
export interface Tab {
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** What happened since it was last asked for. */
  takeEvents(): readonly Message[];
  close(): Promise<void>;
}

/** Starts a browser with one empty tab. */
export async function openTab(command: string): Promise<Tab> {
  const profile = mkdtempSync(join(tmpdir(), 'expect-gradient-browser-'));
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'];
  const args = [...flags, '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'];
  const browser = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const { send, takeEvents } = converse(browser);
  const { targetInfos } = await send('Target.getTargets');
  const [{ targetId }] = (targetInfos as { type: string; targetId: string }[]).filter(
    ({ type }) => type === 'page',
  );
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  return {
    send: (method, params) => send(method, params, sessionId as string),
    takeEvents,
    close: async () => {
      await Promise.all([once(browser, 'exit'), send('Browser.close').catch(() => {})]);
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Messages are JSON, each ended by a zero byte. */
function converse({ stdio }: ChildProcess) {
  const [, , , input, output] = stdio as unknown as [0, 0, 0, Writable, Readable];
  const waiting = new Map<number, (message: Message) => void>();
  let events: Message[] = [];
  let rest = '';
  let last = 0;
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    for (const text of messages) {
      const message: Message = JSON.parse(text);
      if (message.id === undefined) events.push(message);
      else waiting.get(message.id)?.(message);
    }
  });

  function send(method: string, params: object = {}, sessionId?: string) {
    last += 1;
    const id = last;
    input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise<Record<string, unknown>>((resolve, reject) => {
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result ?? {});
      });
    });
  }

  function takeEvents(): readonly Message[] {
    const taken = events;
    events = [];
    return taken;
  }

  return { send, takeEvents };
}
