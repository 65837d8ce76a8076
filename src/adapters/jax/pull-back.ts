import { isTensor } from '../../subject/kinds.ts';
import { whenDone } from '../../subject/then.ts';
import type { ArrayFunction } from '../functions.ts';
import { isCotangent, mapTree } from '../map-tree.ts';
import { mapArrays } from './arrays.ts';
import { argumentsOf, evaluate, isVariable, type NumberPoint } from './evaluate.ts';

/** The gradient by `vjp`: of an output of any structure, pulled back from a cotangent. */
export function pullBack(at: NumberPoint, f: ArrayFunction, cotangent: unknown): unknown {
  const { jax, point } = at;
  return evaluate(at, (arrays, make) => {
    const among = (others: readonly unknown[], floats: readonly unknown[]) => {
      const next = floats.values();
      return others.map((other, i) => (isVariable(point.leaves[i]) ? next.next().value : other));
    };
    const ofFloats = (...moved: unknown[]) => f(...argumentsOf(at, among(arrays, moved)));
    const floats = arrays.filter((_, i) => isVariable(point.leaves[i]));
    const [output, pullback] = jax.vjp(ofFloats, floats);
    const drawn = numbersOf(cotangent).values();
    return whenDone(
      () => {
        const seed = mapArrays(jax, output, (y) => {
          const { shape, dtype, device } = y;
          y.dispose();
          return make(drawn.next().value ?? [], { shape, dtype, device });
        });
        // the integers have been consumed; their gradient is not asked for
        return point.build(
          among(
            point.leaves.map(() => 0),
            pullback(seed),
          ),
        );
      },
      () => pullback.dispose(),
    );
  });
}

/** The numbers of a cotangent, output by output. */
function numbersOf(cotangent: unknown): readonly ArrayLike<number>[] {
  const numbers: ArrayLike<number>[] = [];
  mapTree(cotangent, isCotangent, (part) => {
    numbers.push(isTensor(part) ? part.data : [part]);
  });
  return numbers;
}
