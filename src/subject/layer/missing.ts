import { quoted } from '../near.ts';
import type { Holding } from './inventory.ts';
import { gradientNames } from './names.ts';

/** The error for parameters that would go unchecked. */
export function missingGradients(name: string, holdings: readonly Holding[]): TypeError {
  const faults = holdings.map(
    ({ path, trail }) =>
      `\`${path}\` changes the output of ${name}, but no gradient was found for it; looked for ${quoted(lookedFor(trail))}`,
  );
  const paths = holdings.map(({ path }) => path);
  return new TypeError(`${faults.join('\n')}, and in what \`backward\` returned
name the variables to check with the option \`variables\`, or write the layer as functions of a point:
  const subject = {
    value: (point) => myLoss(layer, point),          // copies ${quoted(paths)} from the point into the layer
    gradient: (point) => myGradients(layer, point),  // a record with the keys of the point
  };
  expect(subject).toHaveCorrectGradient({ at: { input, ${paths.map((path) => path.replace(/\W+/g, '_')).join(', ')} } });`);
}

function lookedFor(trail: readonly string[]): readonly string[] {
  const key = trail.at(-1) as string;
  return [...gradientNames(key), `grads.${key}`];
}

/** The error for a layer that gives no gradient of its input. */
export function missingInputGradient(name: string): TypeError {
  return new TypeError(
    `no gradient was found for the input of ${name}: \`backward\` returned none, and the layer has none of ${quoted(['dInput', 'dx', 'gradInput', 'inputGrad', 'inputGradient'])}; return it from \`backward\`, or name the variables to check with the option \`variables\``,
  );
}
