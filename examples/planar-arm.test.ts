import { checkJacobian } from 'expect-gradient';
import { describe, expect, test } from 'vitest';

// A planar arm with three joints: where its hand is and which way it points, by the angles of the joints, and the angles for a
// place that it should reach, by damped least squares (Wampler 1986, doi:10.1109/TSMC.1986.289285).

const lengths = [0.4, 0.35, 0.2];

interface Pose {
  x: number;
  y: number;
  heading: number;
}

/** The angle of each link against the ground. */
function headings(joints: number[]): number[] {
  return joints.map((_, i) => joints.slice(0, i + 1).reduce((sum, angle) => sum + angle));
}

function hand(joints: number[]): Pose {
  const angles = headings(joints);
  const along = (direction: (angle: number) => number) =>
    lengths.reduce((sum, length, i) => sum + length * direction(angles[i]), 0);
  return { x: along(Math.cos), y: along(Math.sin), heading: angles[angles.length - 1] };
}

/** A column for each joint, as a pose: what it moves is everything beyond it. */
function columns(joints: number[]): Pose[] {
  const angles = headings(joints);
  return joints.map((_, joint) => {
    const beyond = lengths.map((length, i) => (i < joint ? 0 : length));
    return {
      x: beyond.reduce((sum, length, i) => sum - length * Math.sin(angles[i]), 0),
      y: beyond.reduce((sum, length, i) => sum + length * Math.cos(angles[i]), 0),
      heading: 1,
    };
  });
}

/** The same with all links moved by every joint. */
function withoutLever(joints: number[]): Pose[] {
  return columns(joints).map(({ heading }) => ({ ...columns(joints)[0], heading }));
}

/** Steps (J Jᵀ + λ)-damped down the gradient of half the squared distance, place alone: two equations. */
function reach(target: Pose, columnsAt: (joints: number[]) => Pose[]): number[] {
  let joints = [0.3, 0.4, 0.5];
  for (let step = 0; step < 200; step++) {
    const { x, y } = hand(joints);
    const J = columnsAt(joints);
    const sum = (entry: (column: Pose) => number) => J.reduce((all, c) => all + entry(c), 0);
    const [xx, xy, yy] = [
      sum((c) => c.x * c.x) + 1e-3,
      sum((c) => c.x * c.y),
      sum((c) => c.y * c.y) + 1e-3,
    ];
    const [dx, dy] = [target.x - x, target.y - y];
    const determinant = xx * yy - xy * xy;
    const [u, v] = [(yy * dx - xy * dy) / determinant, (xx * dy - xy * dx) / determinant];
    joints = joints.map((angle, i) => angle + J[i].x * u + J[i].y * v);
  }
  return joints;
}

describe('the inverse kinematics of a planar arm', () => {
  const joints = [0.3, 0.8, -0.5];
  const target = hand([1.2, -0.7, 0.9]);

  test('the Jacobian is right, held as columns in the structure of a pose', () => {
    expect({ value: hand, jacobian: columns }).toHaveCorrectJacobian({ at: joints });
    expect(columns(joints)).toMatchNumericalJacobian(hand, joints);
  });

  test('the arm arrives', () => {
    const { x, y } = hand(reach(target, columns));
    expect(Math.hypot(x - target.x, y - target.y)).toBeLessThan(1e-6);
  });

  test('without the lever of each joint, the matcher says which joints are wrong', () => {
    const wrong = { value: hand, jacobian: withoutLever };
    expect(wrong).not.toHaveCorrectJacobian({ at: joints });
    const { diagnoses, variables } = checkJacobian(wrong, { at: joints });
    const places = variables.flatMap(({ worst }) => worst.map(({ coordinate }) => coordinate));
    expect(places.sort()).toEqual(['∂x/∂x[1]', '∂x/∂x[2]', '∂y/∂x[1]', '∂y/∂x[2]']);
    expect(diagnoses.map(({ id }) => id)).toEqual(['wrong-input']);
  });
});
