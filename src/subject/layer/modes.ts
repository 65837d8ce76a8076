import { nameIn, partsOf } from './parts.ts';

/** How layers say that they are in training: dropout draws, batch statistics move. */
const SWITCHES = /^_*(is_?)?train(ing)?(_?mode)?$/i;
const MODES = ['train', 'training'];

/** The switches of a layer, and of the layers inside it, that say `training`: `training = true`, `mode = "train"`. */
export function trainingSwitches(layer: object): readonly string[] {
  return partsOf(layer).flatMap((part) =>
    Object.entries(part.members)
      .filter(([key, value]) => isOn(key, value))
      .map(([key, value]) => `${nameIn(part, key)} = ${JSON.stringify(value)}`),
  );
}

function isOn(key: string, value: unknown): boolean {
  if (key === 'mode' || key === 'phase') return MODES.includes(value as string);
  return value === true && SWITCHES.test(key);
}
