import { randomStream, seedOf } from '../../test/libraries/random.ts';

/** Numbers drawn from a stream that its name determines, so that every specimen can be made again alone. */
export interface Draws {
  /** Uniform in [0, 1). */
  readonly unit: () => number;
  readonly between: (range: { readonly low: number; readonly high: number }) => number;
  readonly normal: () => number;
  /** A power of ten with a random mantissa: log-uniform. */
  readonly magnitude: (exponents: { readonly low: number; readonly high: number }) => number;
  readonly integer: (range: { readonly low: number; readonly high: number }) => number;
  readonly oneOf: <T>(list: readonly T[]) => T;
  readonly chance: (share: number) => boolean;
  /** A direction, uniform on the sphere. */
  readonly direction: (size: number) => number[];
}

export function draws(name: string): Draws {
  const unit = randomStream(seedOf(name));
  const between = ({ low, high }: { low: number; high: number }) => low + (high - low) * unit();
  // Box–Muller
  const normal = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
  const integer = ({ low, high }: { low: number; high: number }) =>
    low + Math.floor(unit() * (high - low + 1));
  return {
    unit,
    between,
    normal,
    integer,
    magnitude: (exponents) => 10 ** between(exponents),
    oneOf: (list) => list[integer({ low: 0, high: list.length - 1 })],
    chance: (share) => unit() < share,
    direction: (size) => {
      const drawn = Array.from({ length: size }, normal);
      const length = Math.hypot(...drawn);
      return drawn.map((v) => v / length);
    },
  };
}
