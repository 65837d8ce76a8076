import type { VariableCheck } from '../record.ts';
import { type Size, sizesOf } from './sizes.ts';

/** A factor that people lose or gain, with where it comes from. */
export interface KnownFactor {
  readonly value: number;
  /** `1/12`, `√3`, `180/π`. */
  readonly text: string;
  /** Added to the evidence: `; 12 is the number of rows of x`. */
  readonly remark: string;
  readonly help: string;
  readonly cost: number;
  /** Relative uncertainty of the measured factor beyond which any number could pass for this one. */
  readonly needs: number;
}

/** A size is recognised by any measurement that leaves it possible. */
const LOOSE = 1;

/** One number in a thousand would pass for a ratio or a constant otherwise. */
const TIGHT = 1e-3;

/** Factors that do not depend on the numbers: two and a half, the sizes that are there, constants. */
export function knownFactors(present: readonly VariableCheck[]): readonly KnownFactor[] {
  const sizes = sizesOf(present);
  return [...HALVES, ...sizes.flatMap(ofSize), ...ratios(sizes), ...CONSTANTS];
}

/** So common that a size which happens to be 2 says nothing more. */
const HALVES: readonly KnownFactor[] = [
  {
    value: 2,
    text: '2',
    remark: '',
    help: 'is a term added twice, or one half that the value has missing from the gradient?',
    cost: 3,
    needs: LOOSE,
  },
  {
    value: 0.5,
    text: '1/2',
    remark: '',
    help: 'is the 2 of a square missing, or one of two uses of the same value?',
    cost: 3,
    needs: LOOSE,
  },
];

function ofSize({ value, text, name, isRoot }: Size): readonly KnownFactor[] {
  const known = { remark: `; ${text} is ${name}`, cost: 5, needs: LOOSE };
  const scaling = `is a scaling by ${text} part of only one of value and gradient?`;
  const inverse = { ...known, value: 1 / value, text: `1/${text}` };
  return [
    {
      ...known,
      value,
      text,
      help: isRoot ? scaling : 'does the value take a mean where the gradient takes a sum?',
    },
    {
      ...inverse,
      help: isRoot
        ? scaling
        : 'does the gradient take a mean where the value takes a sum, or divide by the size twice?',
    },
  ];
}

/** As after a mean over the columns instead of the rows: the more sizes there are, the less a ratio of two says. */
function ratios(sizes: readonly Size[]): readonly KnownFactor[] {
  const whole = sizes.filter(({ isRoot, isTotal }) => !isRoot && !isTotal);
  const pairs = whole.flatMap((over) =>
    whole.filter((under) => under.value !== over.value).map((under) => ({ over, under })),
  );
  return pairs.map(({ over, under }) => ({
    value: over.value / under.value,
    text: `${over.text}/${under.text}`,
    remark: `; ${over.text} is ${over.name}, ${under.text} ${under.name}`,
    help: `is something divided by ${under.text} that should be divided by ${over.text}, or summed over one axis too many?`,
    cost: 3 + Math.log2(pairs.length),
    needs: TIGHT,
  }));
}

const CONSTANTS: readonly KnownFactor[] = [
  ...constant(Math.PI / 180, ['π/180', '180/π'], {
    help: 'is an angle in degrees on one side and in radians on the other?',
  }),
  ...constant(Math.LN2, ['ln 2', '1/ln 2'], {
    help: 'is a logarithm or power of base 2 differentiated as if its base were e?',
  }),
  ...constant(Math.LN10, ['ln 10', '1/ln 10'], {
    help: 'is a logarithm or power of base 10 differentiated as if its base were e?',
  }),
  ...constant(Math.PI, ['π', '1/π'], { help: oneSided('π') }),
  ...constant(2 * Math.PI, ['2π', '1/2π'], { help: oneSided('2π') }),
  ...constant(Math.sqrt(2 * Math.PI), ['√(2π)', '1/√(2π)'], { help: oneSided('√(2π)') }),
  ...constant(2 / Math.sqrt(Math.PI), ['2/√π', '√π/2'], { help: oneSided('2/√π') }),
];

function constant(
  value: number,
  [text, inverse]: readonly [string, string],
  { help }: { readonly help: string },
): readonly KnownFactor[] {
  const known = { help, cost: 8, needs: TIGHT };
  return [
    { ...known, value, text, remark: `; that is ${text}` },
    { ...known, value: 1 / value, text: inverse, remark: `; that is ${inverse}` },
  ];
}

function oneSided(text: string): string {
  return `is ${text} part of only one of value and gradient?`;
}
