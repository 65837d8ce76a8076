import type { Formulas } from '../formulas.ts';
import { spread, type ZooFamily } from '../zoo-function.ts';

const goldstein = 'Goldstein, Poole, Safko 2002, Classical Mechanics';

/** Every pair of bodies, coordinates of body i at x[3i] … x[3i + 2]. */
function overPairs<T>(
  { add, norm, minus }: Formulas<T>,
  x: readonly T[],
  potential: (distance: T, i: number, j: number) => T,
): T {
  const body = (i: number) => x.slice(3 * i, 3 * i + 3);
  const count = x.length / 3;
  const pairs = Array.from({ length: count * count }, (_, k) => [Math.floor(k / count), k % count]);
  return add(
    ...pairs
      .filter(([i, j]) => i < j)
      .map(([i, j]) => potential(norm(minus(body(i), body(j))), i, j)),
  );
}

const cluster = [0, 0, 0, 1.1, 0.1, -0.1, 0.4, 1.05, 0.05, 0.5, 0.3, 1.15];

/** Energies, Lagrangians and equations of state. */
export const physics: ZooFamily = {
  family: 'physics',
  functions: [
    {
      name: 'Lennard-Jones cluster',
      source: 'Lennard-Jones 1931, doi:10.1088/0959-5309/43/5/301',
      variables: { positions: [4, 3] },
      formula: (m, x) => overPairs(m, x, (r) => m.mul(4, m.sub(m.pow(r, -12), m.pow(r, -6)))),
      points: [
        { at: cluster },
        { at: cluster.map((c) => c / 2), label: 'compressed', tags: ['steep'] },
      ],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'Morse',
      source: 'Morse 1929, doi:10.1103/PhysRev.34.57',
      formula: ({ exp, mul, neg, sq, sub }, [depth, a, r, r0]) =>
        mul(depth, sq(sub(1, exp(neg(mul(a, sub(r, r0))))))),
      points: [{ at: [4.5, 1.9, 1.3, 0.74] }],
      also: ['float32'],
    },
    {
      name: 'Coulomb charges',
      source: 'Jackson 1999, Classical Electrodynamics, 1.11',
      variables: { positions: [4, 3] },
      formula: (m, x) => overPairs(m, x, (r, i, j) => m.div((i % 2 ? -1 : 1) * (j + 1), r)),
      points: [{ at: cluster }],
      also: ['float32'],
    },
    {
      name: 'gravitating bodies in units of the metre',
      source: 'Roy 2005, Orbital Motion, 5.2',
      variables: { positions: [3, 3] },
      formula: (m, x) => overPairs(m, x, (r, i, j) => m.div(-6.674e-11 * 6e24 * (i + j), r)),
      tags: ['scale'],
      points: [{ at: [0, 0, 0, 3.844e8, 0, 1e3, -1.2e8, 2.5e8, -4e7] }],
    },
    {
      name: 'Buckingham',
      source: 'Buckingham 1938, doi:10.1098/rspa.1938.0173',
      formula: ({ div, exp, mul, neg, pow, sub }, [a, b, c, r]) =>
        sub(mul(a, exp(neg(mul(b, r)))), div(c, pow(r, 6))),
      points: [{ at: [1000, 3.5, 40, 1.8] }],
      also: ['float32'],
    },
    {
      name: 'Yukawa',
      source: 'Yukawa 1935, doi:10.11429/ppmsj1919.17.0_48',
      formula: ({ div, exp, mul, neg }, [g, mass, r]) =>
        neg(div(mul(g, g, exp(neg(mul(mass, r)))), r)),
      points: [{ at: [1.3, 0.7, 0.9] }],
      also: ['float32'],
    },
    {
      name: 'lattice of springs',
      source: 'Kittel 2004, Introduction to Solid State Physics, 4',
      variables: { positions: [4, 2] },
      formula: ({ add, minus, mul, norm, sq, sub }, x) => {
        const node = (i: number) => x.slice(2 * i, 2 * i + 2);
        const springs = [
          [0, 1],
          [1, 2],
          [2, 3],
          [3, 0],
          [0, 2],
        ];
        return add(
          ...springs.map(([i, j], k) =>
            mul(0.5 * (k + 1), sq(sub(norm(minus(node(i), node(j))), 1))),
          ),
        );
      },
      points: [{ at: [0, 0, 1.2, 0.1, 0.9, 1.1, -0.1, 0.8] }],
      also: ['float32'],
    },
    {
      name: 'double pendulum, Lagrangian',
      source: `${goldstein}, 1.6`,
      variables: { angle: [2], velocity: [2] },
      formula: ({ add, cos, mul, sq, sub }, [a, b, u, v]) =>
        add(
          sq(u),
          mul(0.5, sq(v)),
          mul(u, v, cos(sub(a, b))),
          mul(2 * 9.81, cos(a)),
          mul(9.81, cos(b)),
        ),
      points: [
        { at: [0.7, -1.1, 0.4, 1.6] },
        { at: [0, 0, 0, 0], label: 'at rest', tags: ['stationary'] },
      ],
      also: ['float32'],
    },
    {
      name: 'Kepler equation by Newton steps',
      source: 'Danby 1988, Fundamentals of Celestial Mechanics, 6.6',
      variables: { meanAnomaly: [], eccentricity: [] },
      formula: ({ cos, div, mul, sin, sub }, [mean, e]) => {
        let anomaly = mul(1, mean);
        for (let step = 0; step < 6; step += 1) {
          const excess = sub(sub(anomaly, mul(e, sin(anomaly))), mean);
          anomaly = sub(anomaly, div(excess, sub(1, mul(e, cos(anomaly)))));
        }
        return anomaly;
      },
      points: [{ at: [1.1, 0.4] }],
      also: ['float32'],
    },
    {
      name: 'van der Waals pressure',
      source: 'Reif 1965, Fundamentals of Statistical and Thermal Physics, 5.11',
      variables: { temperature: [], volume: [] },
      formula: ({ div, mul, sq, sub }, [t, v]) =>
        sub(div(mul(8.314, t), sub(v, 4.267e-5)), div(0.3658, sq(v))),
      tags: ['scale'],
      points: [{ at: [310, 0.0244] }, { at: [310, 1e-4], label: 'near the covolume' }],
    },
    {
      name: 'Ising chain in mean field',
      source: 'Parisi 1988, Statistical Field Theory, 3.2',
      formula: ({ add, log, mul, sub, sum }, m) =>
        sum(m.length, (i) => {
          const [up, down] = [mul(0.5, add(1, m[i])), mul(0.5, sub(1, m[i]))];
          const entropy = add(mul(up, log(up)), mul(down, log(down)));
          const coupling = mul(-0.8, m[i], m[(i + 1) % m.length]);
          return add(coupling, mul(-0.3, m[i]), mul(1.5, entropy));
        }),
      points: [{ at: [0.2, -0.5, 0.7, 0.1, -0.9] }],
      also: ['float32'],
    },
    {
      name: 'heat equation, energy of an implicit step',
      source: 'Ambrosio, Gigli, Savaré 2008, doi:10.1007/978-3-7643-8722-8, 2.0',
      formula: ({ add, mul, sq, sub, sum }, u) =>
        add(
          mul(
            0.5 * (u.length + 1),
            sum(u.length + 1, (i) => sq(sub(u[i] ?? 0, u[i - 1] ?? 0))),
          ),
          mul(
            50,
            sum(u.length, (i) => sq(sub(u[i], Math.sin(i)))),
          ),
        ),
      points: [{ at: spread(30, 16) }],
      also: ['float32'],
    },
    {
      name: 'Ginzburg–Landau chain',
      source: 'Ginzburg, Landau 1950, doi:10.1007/978-3-540-68008-6_4',
      formula: ({ add, mul, sq, sub, sum }, u) =>
        sum(u.length, (i) =>
          add(mul(0.25, sq(sub(sq(u[i]), 1))), mul(2, sq(sub(u[i], u[i - 1] ?? 0)))),
        ),
      points: [{ at: spread(16, 17) }],
      also: ['float32'],
    },
    {
      name: 'Planck law',
      source: 'Planck 1901, doi:10.1002/andp.19013090310',
      variables: { wavelength: [], temperature: [] },
      formula: ({ div, expm1, mul, pow }, [l, t]) =>
        div(1.191042972e-16, mul(pow(l, 5), expm1(div(1.438776877e-2, mul(l, t))))),
      tags: ['scale'],
      points: [{ at: [5e-7, 5778] }],
    },
    {
      name: 'relativistic kinetic energy',
      source: 'Rindler 2006, Relativity, 6.2',
      formula: ({ div, mul, sq, sqrt, sub }, [mass, v]) =>
        mul(mass, sub(div(1, sqrt(sub(1, sq(v)))), 1)),
      points: [
        { at: [2, 0.6] },
        { at: [2, 0.999999], label: 'near light speed', tags: ['edge', 'cancellation'] },
      ],
    },
    {
      name: 'harmonic oscillator, energy after ten leapfrog steps',
      source: 'Hairer, Lubich, Wanner 2006, doi:10.1007/3-540-30666-8, I.3.1',
      variables: { position: [], velocity: [], stiffness: [] },
      formula: ({ add, mul, neg, sin, sq }, [q0, v0, k]) => {
        let [q, v] = [q0, v0];
        for (let step = 0; step < 10; step += 1) {
          v = add(v, mul(0.05, neg(mul(k, sin(q)))));
          q = add(q, mul(0.1, v));
          v = add(v, mul(0.05, neg(mul(k, sin(q)))));
        }
        return add(sq(q), mul(0.5, sq(v)));
      },
      points: [{ at: [0.9, -0.3, 1.7] }],
      also: ['float32'],
    },
    {
      name: 'Fermi–Dirac occupation',
      source: 'Kittel 2004, Introduction to Solid State Physics, 6',
      formula: ({ add, div, exp, sub }, [energy, potential, temperature]) =>
        div(1, add(exp(div(sub(energy, potential), temperature)), 1)),
      points: [
        { at: [1.2, 0.9, 0.25] },
        { at: [1.5, 0.9, 0.02], label: 'far above the level', tags: ['saturation'] },
      ],
      also: ['float32'],
    },
  ],
};
