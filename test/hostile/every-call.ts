import type { GradientCheck, GradientCheckOptions } from '../../src/index.ts';
import { picture } from './picture.ts';

/** A subject whose every call of the user's code is told, made anew. */
export interface Made {
  readonly subject: unknown;
  readonly options: GradientCheckOptions;
  /** What is to be as it was; the subject and its options when left out. */
  readonly roots?: Readonly<Record<string, unknown>>;
  /** What no member shows: the numbers of a library. */
  readonly state?: () => unknown;
}

type CheckGradient = (subject: unknown, options: GradientCheckOptions) => unknown;

/** What has come of failing calls. */
export interface Aftermath {
  /** What is not as it must be, one line each. */
  readonly faults: readonly string[];
  /** How many calls were taken for a refusal of the numbers that are tried to tell parameters from buffers. */
  readonly refusals: number;
}

/** Checks a subject again and again, and has its first call throw, then its second, and so on, as many as there are. */
export async function failingAtEveryCall(
  make: (call: () => void) => Made,
  check: CheckGradient,
): Promise<Aftermath> {
  let count = 0;
  const usual = await outcomeOf(make, check, () => {
    count += 1;
  });
  const faults: string[] = usual.left.map((place) => `without a failure: ${place} is left changed`);
  let refusals = 0;
  if (count === 0) faults.push('nothing was called');
  for (let nth = 1; nth <= count; nth++) {
    const failure = new Error(`call ${nth}`);
    let calls = 0;
    const { outcome, left } = await outcomeOf(make, check, () => {
      calls += 1;
      if (calls === nth) throw failure;
    });
    if (isRefusal(outcome, usual.outcome)) refusals += 1;
    else if (outcome !== failure) faults.push(`call ${nth} of ${count}: ${wordsOf(outcome)}`);
    faults.push(...left.map((place) => `call ${nth} of ${count}: ${place} is left changed`));
  }
  return { faults, refusals };
}

async function outcomeOf(make: (call: () => void) => Made, check: CheckGradient, call: () => void) {
  let isMade = false;
  const made = make(() => {
    if (isMade) call();
  });
  const { subject, options, roots = { subject, options }, state } = made;
  const differences = picture(roots);
  const before = JSON.stringify(state?.());
  isMade = true;
  const outcome = await caught(() => check(subject, options));
  isMade = false;
  const changed = differences().map(({ place, of }) => `${of} of ${place}`);
  const left = [...changed, ...(JSON.stringify(state?.()) === before ? [] : ['its state'])];
  return { outcome, left };
}

/** What a check gives, or what it throws, now or later. */
async function caught(run: () => unknown): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    return error;
  }
}

/** Whether all is as if nothing had failed. */
function isRefusal(outcome: unknown, usual: unknown): boolean {
  const [one, other] = [outcome, usual] as GradientCheck[];
  const verdicts = ({ verdict, layers = [] }: GradientCheck) =>
    [verdict, ...layers.map((layer) => layer.verdict)].join();
  return !(outcome instanceof Error) && verdicts(one) === verdicts(other);
}

function wordsOf(outcome: unknown): string {
  if (outcome instanceof Error) return String(outcome);
  const { verdict, reason } = outcome as GradientCheck;
  return `${verdict}${reason === undefined ? '' : `: ${reason}`}`;
}
