import type { CoordinateCheck } from '../record.ts';
import type { Sign } from './context.ts';
import { brief, counted } from './prose.ts';

/** Whatever does not agree sits on a kink, with a slope that would do. */
export const kink: Sign = {
  id: 'kink',
  find: (variables) => {
    const worst = variables.flatMap((variable) => variable.worst);
    if (worst.length === 0 || !worst.every(isSubgradient)) return;
    const [{ coordinate, slopes = [], analytic, around }] = worst;
    const [left, right] = slopes.map(brief);
    const others =
      worst.length === 1 ? '' : `, the first of ${counted(worst.length, variables)} like it`;
    if (around)
      return {
        title: 'a jump of the value, where there is no slope',
        evidence: `at ${coordinate} the value jumps, and analytic is ${brief(analytic)}, the slope beside the jump${others}`,
        help: "move the point off the jump, or allow kinks: 'subgradient'",
      };
    return {
      title: 'a kink, where any slope between two is right',
      evidence: `at ${coordinate} the slope jumps from ${left} to ${right}, and analytic is ${brief(analytic)}${others}`,
      help: "move the point off the kink, or allow kinks: 'subgradient'",
    };
  },
};

function isSubgradient({ slopes, analytic, around }: CoordinateCheck): boolean {
  if (around !== undefined) return around.kind === 'jump';
  if (slopes === undefined) return false;
  const off = 1e-6 * Math.max(...slopes.map(Math.abs));
  return analytic >= Math.min(...slopes) - off && analytic <= Math.max(...slopes) + off;
}
