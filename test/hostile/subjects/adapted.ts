import type { Through } from '../calls.ts';
import { energy, MISTAKES, numbersOf, slopes } from '../points.ts';
import type { Ingredients, Make } from './made.ts';

const SUBJECT = Symbol.for('expect-gradient.subject');

/** An array in its place, as it is or behind functions. */
interface Held {
  readonly variables: unknown;
  numbers(): number[];
}

function inPlace(numbers: readonly number[]): Held {
  const w = Float64Array.from(numbers);
  return { variables: { w }, numbers: () => [...w] };
}

function behindFunctions(numbers: readonly number[], through: Through): Held {
  let held = [...numbers];
  const w = {
    read: through('access', () => held),
    write: through('access', (written: Float64Array) => {
      held = [...written];
    }),
  };
  return { variables: { w }, numbers: () => held };
}

const adapted =
  (hold: (numbers: readonly number[], through: Through) => Held): Make =>
  (ingredients: Ingredients, through) => {
    const { numbers, size, mistake } = ingredients;
    const held = hold(numbersOf(numbers, size), through);
    let [asked, begun, released] = [0, 0, 0];
    const valueNow = () => {
      begun = 1;
      return energy(held.numbers());
    };
    const said = {
      variables: held.variables,
      value: through('value', valueNow),
      gradient: through('gradient', () => ({ w: slopes(held.numbers()).map(MISTAKES[mistake]) })),
      release: () => {
        released += 1;
      },
    };
    const say = () => {
      asked += 1;
      return said;
    };
    const subject = { [SUBJECT]: through('subject', say) };
    const isHeld = () => (begun > 0 && released === 0) || released > asked;
    const state = () => ({ numbers: held.numbers(), isHeld: isHeld() });
    return { subject, options: {}, roots: { subject, variables: held.variables }, state };
  };

/** Objects that say how they are checked. */
export const ADAPTED: Readonly<Record<string, Make>> = {
  'adapted, in place': adapted(inPlace),
  'adapted, behind functions': adapted(behindFunctions),
};
