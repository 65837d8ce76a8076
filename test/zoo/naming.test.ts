import { describe, expect, test } from 'vitest';
import { lawsObeyed } from './naming.ts';
import { layOut } from './variables.ts';

const right = [0.731, -1.248, 0.392, 2.117, -0.563];
const x = [1.2, 0.4, -0.75, 0.31, -1.9];

/** The laws that a wrong gradient of W [2, 2] and b [1] obeys. */
function obeyed(wrong: readonly number[], { of = right, slopes }: Around = {}): readonly string[] {
  const context = {
    x,
    variables: layOut({ W: [2, 2], b: [1] }),
    batch: undefined,
    slopes,
    gradientAt: () => of,
  };
  return lawsObeyed({ wrong, right: of, resolution: 1e-6 }, context);
}

interface Around {
  readonly of?: readonly number[];
  readonly slopes?: readonly (readonly [number, number] | undefined)[];
}

const [a, b, c, d, e] = right;
const mean = right.reduce((sum, entry) => sum + entry, 0) / right.length;

describe('lawsObeyed()', () => {
  test.each([
    ['a flip of everything', right.map((v) => -v), ['sign-flipped']],
    ['a flip of one variable', [-a, -b, -c, -d, e], ['sign-flipped']],
    ['a flip of a single number', [a, b, c, d, -e], ['sign-flipped', 'localized']],
    ['a factor in one variable', [3 * a, 3 * b, 3 * c, 3 * d, e], ['constant-factor']],
    ['a factor of a single number, which has some anyway', [a, b, c, d, 3 * e], ['localized']],
    ['a transpose', [a, c, b, d, e], ['transposed', 'permuted']],
    ['the mean subtracted', right.map((v) => v - mean), ['missing-centering']],
    ['a mean over rows in every row', row(a, b, c, d), ['broadcast-not-reduced']],
    ['no law', [a + 0.3, b - 0.1, 2 * c, d + 1, -e], []],
  ])('%s', (_, wrong, laws) => {
    expect(obeyed(wrong)).toEqual(laws);
  });

  test('the mean not subtracted', () => {
    const centred = right.map((v) => v - mean);
    expect(obeyed(right, { of: centred })).toEqual(['missing-centering']);
  });

  test('a mask needs a derivative that is not zero, and more than one that is', () => {
    expect(obeyed(right, { of: [a, 0, 0, d, e] })).toEqual(['wrong-mask']);
    expect(obeyed([a, b, c, d, e], { of: [a, 0, c, d, e] })).toEqual(['localized']);
    expect(obeyed([1.3, 0.2, 0.7, 0.1, 0.4], { of: [0, 0, 0, 0, 0] })).toEqual([
      'value-ignores-input',
    ]);
  });

  test('what lies between the slopes of a kink is right', () => {
    const slopes = [[-1, 1] as const, undefined, undefined, undefined, undefined];
    expect(obeyed([-0.4, b, c, d, 0], { slopes })).toEqual(['missing-gradient', 'localized']);
  });
});

function row(...entries: readonly number[]): readonly number[] {
  const [first, second, third, fourth] = entries;
  const means = [(first + third) / 2, (second + fourth) / 2];
  return [...means, ...means, e];
}
