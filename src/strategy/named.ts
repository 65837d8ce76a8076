import { nearestName } from '../options/misuse.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { coordinateName, isBelow } from '../subject/path.ts';
import type { Variable } from '../subject/variable.ts';

/** What is to be checked of one variable. */
export interface Wanted {
  readonly variable: Variable;
  /** Flat coordinates, ascending, when single ones were named; else all are meant. */
  readonly named?: readonly number[];
}

/** What the option `variables` asks for; everything when it is left out. */
export function wantedIn(
  variables: readonly Variable[],
  { variables: names }: Pick<ResolvedOptions, 'variables'>,
): readonly Wanted[] {
  return names ? wantedOf(variables, names) : variables.map((variable) => ({ variable }));
}

/**
 * What the option `variables` asks for, in the subject's own order.
 *
 * A name is the path of a variable, of something that holds variables, or of a variable with the index of one coordinate.
 *
 * @throws RangeError - for a name that stands for nothing.
 */
export function wantedOf(
  variables: readonly Variable[],
  names: readonly string[],
): readonly Wanted[] {
  const wanted = names.flatMap((name) => wantedBy(name, variables));
  return variables.flatMap((variable) => {
    const own = wanted.filter((one) => one.variable === variable);
    if (own.length === 0) return [];
    if (own.some(({ named }) => named === undefined)) return [{ variable }];
    const named = new Set(own.flatMap((one) => one.named ?? []));
    return [{ variable, named: [...named].sort((a, b) => a - b) }];
  });
}

function wantedBy(name: string, variables: readonly Variable[]): readonly Wanted[] {
  const whole = variables.filter(({ path }) => isBelow(path, name));
  if (whole.length > 0) return whole.map((variable) => ({ variable }));
  const coordinate = coordinateName(name);
  const variable = variables.find(({ path }) => path === coordinate?.path);
  if (coordinate === undefined || variable === undefined) {
    throw new RangeError(unknownName(name, variables));
  }
  return [{ variable, named: [flatCoordinate(name, variable, coordinate.indices)] }];
}

function flatCoordinate(name: string, variable: Variable, indices: readonly string[]): number {
  const { path, shape, offset } = variable;
  const complain = (fault: string) => new RangeError(`\`variables\` names \`${name}\`, ${fault}`);
  if (shape.length === 0)
    throw complain(`but \`${path}\` is a single number: name it without an index`);
  const bad = indices.find((index) => !/^\d+$/.test(index));
  if (bad !== undefined)
    throw complain(`where an index must be a non-negative integer, got ${bad || 'nothing'}`);
  if (indices.length !== shape.length) throw complain(wrongCount(variable));
  if (indices.some((index, axis) => Number(index) >= shape[axis]))
    throw complain(`which lies outside \`${path}\`: its shape is [${shape.join(', ')}]`);
  return indices.reduce((flat, index, axis) => flat * shape[axis] + Number(index), 0) + offset;
}

function wrongCount({ path, shape }: Variable): string {
  const count = shape.length === 1 ? 'one index' : `${shape.length} indices`;
  const first = `${path}[${shape.map(() => 0).join(',')}]`;
  return `but \`${path}\` has shape [${shape.join(', ')}]: a coordinate of it takes ${count}, as in \`${first}\``;
}

function unknownName(name: string, variables: readonly Variable[]): string {
  const paths = variables.map(({ path }) => path);
  const base = coordinateName(name)?.path;
  const nearest = nearestName(name, paths) ?? (base && nearestName(base, paths));
  const hint = nearest ? `did you mean \`${nearest}\`?` : `there are ${paths.join(', ')}`;
  return `\`variables\` names \`${name}\`, which is not a variable of the subject; ${hint}`;
}
