import { checkJacobian } from 'expect-gradient';
import { describe, expect, test } from 'vitest';

// One camera of a bundle adjustment: the first of Ladybug, problem 49-7776 of Bundle Adjustment in the Large (Agarwal, Snavely, Seitz,
// Szeliski, ECCV 2010, https://grail.cs.washington.edu/projects/bal), with the first point that it sees and where it sees it. The rotation is
// a unit quaternion, w x y z, and moves by R · Exp(δ); all else moves by adding.

interface Camera {
  rotation: number[];
  translation: number[];
  /** Focal length in pixels, and two coefficients of radial distortion. */
  lens: number[];
}

const angleAxis = [1.5741515942940262e-2, -1.2790936163850642e-2, -4.4008498081980789e-3];
const ladybug: Camera = {
  rotation: exponential(angleAxis),
  translation: [-3.4093839577186584e-2, -1.0751387104921525e-1, 1.1202240291236032],
  lens: [3.9975152639358436e2, -3.1770643852803579e-7, 5.8820490534594022e-13],
};
const point = [-6.1200015717226364e-1, 5.7175904776028286e-1, -1.8470812764548823];
const seen = [-3.3265e2, 2.6209e2];

function exponential([a, b, c]: number[]): number[] {
  const angle = Math.hypot(a, b, c);
  const s = angle < 1e-6 ? 0.5 : Math.sin(angle / 2) / angle;
  return [Math.cos(angle / 2), s * a, s * b, s * c];
}

function product([a, b, c, d]: number[], [e, f, g, h]: number[]): number[] {
  return [
    a * e - b * f - c * g - d * h,
    a * f + b * e + c * h - d * g,
    a * g - b * h + c * e + d * f,
    a * h + b * g - c * f + d * e,
  ];
}

function rotationMatrix([w, x, y, z]: number[]): number[][] {
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
  ];
}

function times(rows: number[][], columns: number[][]): number[][] {
  return rows.map((row) =>
    columns[0].map((_, j) => row.reduce((sum, entry, k) => sum + entry * columns[k][j], 0)),
  );
}

/** The matrix of u ↦ a × u. */
function cross([a, b, c]: number[]): number[][] {
  return [
    [0, -c, b],
    [c, 0, -a],
    [-b, a, 0],
  ];
}

/** The point as the camera has it before it: it looks down the negative z axis. */
function inCamera({ rotation, translation }: Camera): number[] {
  const turned = times(
    rotationMatrix(rotation),
    point.map((x) => [x]),
  ).flat();
  return turned.map((x, i) => x + translation[i]);
}

function residual(camera: Camera): number[] {
  const [x, y, z] = inCamera(camera);
  const [u, v] = [-x / z, -y / z];
  const [focal, k1, k2] = camera.lens;
  const r = u * u + v * v;
  const scale = focal * (1 + k1 * r + k2 * r * r);
  return [scale * u - seen[0], scale * v - seen[1]];
}

/** By the rotation, the translation and the lens: nine columns. */
function jacobian(camera: Camera, byRotation = onTheRight): number[][] {
  const [x, y, z] = inCamera(camera);
  const [u, v] = [-x / z, -y / z];
  const [focal, k1, k2] = camera.lens;
  const r = u * u + v * v;
  const distortion = 1 + k1 * r + k2 * r * r;
  const bend = 2 * (k1 + 2 * k2 * r);
  const byImage = [
    [focal * (distortion + bend * u * u), focal * bend * u * v],
    [focal * bend * u * v, focal * (distortion + bend * v * v)],
  ];
  const byPlace = times(byImage, [
    [-1 / z, 0, -u / z],
    [0, -1 / z, -v / z],
  ]);
  const byTurn = times(byPlace, byRotation(camera));
  return [u, v].map((w, i) => [
    ...byTurn[i],
    ...byPlace[i],
    distortion * w,
    focal * r * w,
    focal * r * r * w,
  ]);
}

/** R · Exp(δ) · p moves with δ by −R · (p × δ). */
function onTheRight({ rotation }: Camera): number[][] {
  return times(rotationMatrix(rotation), cross(point.map((x) => -x)));
}

/** Exp(δ) · R · p moves with δ by −(R · p) × δ. */
function onTheLeft({ rotation }: Camera): number[][] {
  return cross(
    times(
      rotationMatrix(rotation),
      point.map((x) => [-x]),
    ).flat(),
  );
}

function retract(camera: Camera, delta: readonly number[]): Camera {
  const [rotation, translation, lens] = [0, 3, 6].map((at) => delta.slice(at, at + 3));
  return {
    rotation: product(camera.rotation, exponential(rotation)),
    translation: camera.translation.map((x, i) => x + translation[i]),
    lens: camera.lens.map((x, i) => x + lens[i]),
  };
}

describe('a camera of a bundle adjustment', () => {
  test('sees the point about where it was seen', () => {
    expect(Math.hypot(...residual(ladybug))).toBeLessThan(15);
  });

  test('the Jacobian by all nine parameters is right', () => {
    expect({ residual, jacobian }).toHaveCorrectJacobian({ at: ladybug, retract });
  });

  test('a step of Gauss and Newton, the shortest that solves both equations, leaves a thirtieth', () => {
    const J = jacobian(ladybug);
    const gram = J.map((row) => J.map((other) => row.reduce((sum, a, k) => sum + a * other[k], 0)));
    const [r, s] = residual(ladybug);
    const determinant = gram[0][0] * gram[1][1] - gram[0][1] * gram[1][0];
    const [p, q] = [
      (gram[1][1] * r - gram[0][1] * s) / determinant,
      (gram[0][0] * s - gram[1][0] * r) / determinant,
    ];
    const step = J[0].map((a, k) => -a * p - J[1][k] * q);
    const left = Math.hypot(...residual(retract(ladybug, step)));
    expect(left).toBeLessThan(Math.hypot(r, s) / 30);
  });

  test('a rotation on the other side is named as that', () => {
    const wrong = { residual, jacobian: (camera: Camera) => jacobian(camera, onTheLeft) };
    expect(wrong).not.toHaveCorrectJacobian({ at: ladybug, retract });
    const { diagnoses, variables } = checkJacobian(wrong, { at: ladybug, retract });
    expect(diagnoses.map(({ id }) => id)).toEqual(['other-side']);
    const places = variables.flatMap(({ worst }) => worst.map(({ coordinate }) => coordinate));
    expect(places.every((place) => /∂δ\[[012]\]$/.test(place))).toBe(true);
  });
});
