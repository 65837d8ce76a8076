import { spread, type ZooFamily } from '../zoo-function.ts';

const hartley = 'Hartley, Zisserman 2004, doi:10.1017/CBO9780511811685';

/** Lengths, angles, areas and projections. */
export const geometry: ZooFamily = {
  family: 'geometry',
  functions: [
    {
      name: 'polygon area',
      source: 'Braden 1986, doi:10.2307/2686282, the surveyor’s formula',
      variables: { corners: [6, 2] },
      formula: ({ mul, sub, sum }, p) =>
        mul(
          0.5,
          sum(6, (i) => {
            const j = (i + 1) % 6;
            return sub(mul(p[2 * i], p[2 * j + 1]), mul(p[2 * j], p[2 * i + 1]));
          }),
        ),
      points: [{ at: [1, 0.1, 0.6, 0.9, -0.5, 0.8, -1.1, 0, -0.4, -0.9, 0.5, -0.8] }],
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'bond angle',
      source: 'Allen, Tildesley 2017, doi:10.1093/oso/9780198803195.001.0001, appendix C',
      variables: { atoms: [3, 3] },
      formula: ({ acos, div, dot, minus, mul, norm }, p) => {
        const [u, v] = [minus(p.slice(0, 3), p.slice(3, 6)), minus(p.slice(6), p.slice(3, 6))];
        return acos(div(dot(u, v), mul(norm(u), norm(v))));
      },
      points: [
        { at: [1, 0.2, 0.1, 0, 0, 0.3, -0.4, 1.1, 0] },
        {
          at: [1, 1e-3, 0, 0, 0, 0, -1, 0, 0],
          label: 'almost straight',
          tags: ['edge'],
          float64Only: true,
        },
      ],
      also: ['float32'],
    },
    {
      name: 'dihedral angle',
      source:
        'Blondel, Karplus 1996, doi:10.1002/(SICI)1096-987X(19960715)17:9<1132::AID-JCC5>3.0.CO;2-T',
      variables: { atoms: [4, 3] },
      formula: ({ atan2, cross, dot, minus, mul, norm }, p) => {
        const atom = (i: number) => p.slice(3 * i, 3 * i + 3);
        const [a, b, c] = [0, 1, 2].map((i) => minus(atom(i + 1), atom(i)));
        const [m, n] = [cross(a, b), cross(b, c)];
        return atan2(mul(norm(b), dot(a, n)), dot(m, n));
      },
      points: [{ at: [1, 0.2, 0.1, 0, 0, 0.3, -0.4, 1.1, 0, -1.2, 1.3, 0.9] }],
      also: ['float32'],
    },
    {
      name: 'rotation by a quaternion, squared distance',
      source: 'Horn 1987, doi:10.1364/JOSAA.4.000629',
      variables: { quaternion: [4], point: [3] },
      formula: ({ add, cross, div, dot, mul, sq, sub, sum }, p) => {
        const [axis, w, v] = [p.slice(1, 4), p[0], p.slice(4)];
        const t = cross(axis, v).map((c) => mul(2, c));
        const turn = cross(axis, t);
        const length = dot(p.slice(0, 4), p.slice(0, 4));
        const image = v.map((vi, i) => add(vi, div(add(mul(w, t[i]), turn[i]), length)));
        return sum(3, (i) => sq(sub(image[i], [0.3, -0.8, 1.1][i])));
      },
      points: [{ at: [0.9, 0.2, -0.3, 0.4, 1, -0.5, 0.7] }],
      also: ['float32'],
    },
    {
      name: 'camera projection, bundle adjustment residual',
      source: 'Triggs et al. 2000, doi:10.1007/3-540-44480-7_21',
      variables: { angles: [3], translation: [3], focal: [], distortion: [], point: [3] },
      formula: ({ add, cos, div, mul, neg, sin, sq, sub }, p) => {
        const turn = (a: (typeof p)[number], u: typeof a, v: typeof a) =>
          [sub(mul(cos(a), u), mul(sin(a), v)), add(mul(sin(a), u), mul(cos(a), v))] as const;
        const [x1, y1] = turn(p[0], p[8], p[9]);
        const [y2, z2] = turn(p[1], y1, p[10]);
        const [z3, x3] = turn(p[2], z2, x1);
        const depth = neg(add(z3, p[5]));
        const [u, v] = [div(add(x3, p[3]), depth), div(add(y2, p[4]), depth)];
        const scale = mul(p[6], add(1, mul(p[7], add(sq(u), sq(v)))));
        return add(sq(sub(mul(scale, u), 12)), sq(sub(mul(scale, v), -7)));
      },
      points: [{ at: [0.1, -0.2, 0.3, 0.4, -0.1, -5, 50, 0.02, 0.7, -0.4, 0.9] }],
      also: ['float32'],
    },
    {
      name: 'triangulation error in two views',
      source: `${hartley}, 12.3`,
      formula: ({ add, div, sq, sub }, [x, y, z]) =>
        add(
          sq(sub(div(x, z), 0.21)),
          sq(sub(div(y, z), -0.1)),
          sq(sub(div(sub(x, 1), z), -0.05)),
          sq(sub(div(y, z), -0.12)),
        ),
      points: [{ at: [0.9, -0.4, 4] }],
      also: ['float32'],
    },
    {
      name: 'distance to a segment',
      source: 'Ericson 2005, Real-Time Collision Detection, 5.1.2',
      variables: { point: [2], start: [2], end: [2] },
      formula: ({ clamp, div, dot, minus, mul, norm }, x) => {
        const [p, a, b] = [x.slice(0, 2), x.slice(2, 4), x.slice(4)];
        const [along, off] = [minus(b, a), minus(p, a)];
        const t = clamp(div(dot(off, along), dot(along, along)), 0, 1);
        return norm(
          minus(
            off,
            along.map((d) => mul(t, d)),
          ),
        );
      },
      points: [
        { at: [0.4, 1.2, -1, 0, 2, 0.5], label: 'beside' },
        { at: [3, 1.2, -1, 0, 2, 0.5], label: 'beyond the end' },
      ],
      also: ['float32'],
    },
    {
      name: 'circle fit',
      source: 'Gander, Golub, Strebel 1994, doi:10.1007/BF01934268',
      variables: { centre: [2], radius: [] },
      batch: 6,
      formula: ({ mean, minus, norm, sq, sub }, [a, b, r]) =>
        mean(
          [
            [1, 7],
            [2, 6],
            [5, 8],
            [7, 7],
            [9, 5],
            [3, 7],
          ].map((p) => sq(sub(norm(minus(p, [a, b])), r))),
        ),
      points: [{ at: [4.7, 3.2, 4.5] }],
      also: ['float32'],
    },
    {
      name: 'volume of a mesh',
      source: 'Zhang, Chen 2001, doi:10.1109/ICIP.2001.958278',
      variables: { corners: [4, 3] },
      formula: ({ cross, div, dot, add }, p) => {
        const corner = (i: number) => p.slice(3 * i, 3 * i + 3);
        const faces = [
          [0, 2, 1],
          [0, 1, 3],
          [0, 3, 2],
          [1, 2, 3],
        ];
        const six = faces.map(([i, j, k]) => dot(corner(i), cross(corner(j), corner(k))));
        return div(add(...six), 6);
      },
      points: [{ at: [0.1, 0, -0.1, 1.1, 0.2, 0, 0, 0.9, 0.1, 0.2, 0.1, 1.2] }],
      also: ['float32'],
    },
    {
      name: 'area of a triangle in space',
      source: 'Desbrun et al. 1999, doi:10.1145/311535.311576',
      variables: { corners: [3, 3] },
      formula: ({ cross, minus, mul, norm }, p) =>
        mul(
          0.5,
          norm(cross(minus(p.slice(3, 6), p.slice(0, 3)), minus(p.slice(6), p.slice(0, 3)))),
        ),
      points: [{ at: [0.1, 0, -0.1, 1.1, 0.2, 0, 0, 0.9, 0.1] }],
      also: ['float32'],
    },
    {
      name: 'length of a Bézier curve',
      source: 'Farin 2002, Curves and Surfaces for CAGD, 5.3',
      variables: { controls: [4, 2] },
      formula: ({ add, mul, norm, sub, sum }, p) =>
        sum(5, (k) => {
          const t = (k + 0.5) / 5;
          const weights = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
          const velocity = [0, 1].map((c) =>
            add(...weights.map((w, i) => mul(3 * w, sub(p[2 * i + 2 + c], p[2 * i + c])))),
          );
          return mul(0.2, norm(velocity));
        }),
      points: [{ at: [0, 0, 0.3, 1.1, 1.2, 1.4, 2, 0.2] }],
      also: ['float32'],
    },
    {
      name: 'ray meets sphere',
      source: 'Haines 1989, An Introduction to Ray Tracing, 2.2',
      variables: { origin: [3], direction: [3] },
      formula: ({ div, dot, mul, neg, sq, sqrt, sub }, p) => {
        const [o, d] = [p.slice(0, 3), p.slice(3)];
        const [a, b, c] = [dot(d, d), dot(o, d), sub(dot(o, o), 1)];
        return div(sub(neg(b), sqrt(sub(sq(b), mul(a, c)))), a);
      },
      points: [
        { at: [0.3, -0.2, -3, -0.05, 0.1, 1] },
        { at: [0, 0.999, -3, 0, 0, 1], label: 'grazing', tags: ['edge'] },
      ],
      also: ['float32'],
    },
    {
      name: 'great-circle distance',
      source: 'Sinnott 1984, Sky and Telescope 68, 158, haversine',
      formula: ({ add, asin, cos, mul, sin, sq, sqrt, sub }, [lat, lon, lat2, lon2]) => {
        const half = (a: typeof lat, b: typeof lat) => sq(sin(mul(0.5, sub(a, b))));
        return mul(
          12742,
          asin(sqrt(add(half(lat2, lat), mul(cos(lat), cos(lat2), half(lon2, lon))))),
        );
      },
      points: [
        { at: [0.9, 0.04, 0.71, -1.29] },
        { at: [0.9, 0.04, 0.9001, 0.0402], label: 'close' },
      ],
    },
    {
      name: 'reach of a planar arm',
      source: 'Siciliano et al. 2009, doi:10.1007/978-1-84628-642-1, 2.9.1',
      formula: ({ add, cos, mul, sin, sq, sub }, q) => {
        const sums = q.map((_, i) => add(...q.slice(0, i + 1)));
        const x = add(...sums.map((angle, i) => mul(1 / (i + 1), cos(angle))));
        const y = add(...sums.map((angle, i) => mul(1 / (i + 1), sin(angle))));
        return add(sq(sub(x, 0.5)), sq(sub(y, 1)));
      },
      points: [{ at: spread(7, 20) }],
      also: ['float32'],
    },
    {
      name: 'trilateration',
      source: 'Foy 1976, doi:10.1109/TAES.1976.308294',
      formula: ({ minus, norm, sq, sub, sum }, x) =>
        sum(4, (i) => {
          const anchor = [
            [0, 0, 0],
            [10, 0, 1],
            [0, 10, 2],
            [9, 8, 5],
          ][i];
          return sq(sub(norm(minus(x, anchor)), [5, 7.5, 8.1, 6][i]));
        }),
      points: [{ at: [3, 2.5, 2] }],
      also: ['float32'],
    },
    {
      name: 'curvature through three points',
      source: 'Calabi et al. 1998, doi:10.1023/A:1007992709392',
      formula: ({ div, minus, mul, norm, sub }, p) => {
        const [u, v] = [minus(p.slice(2, 4), p.slice(0, 2)), minus(p.slice(4), p.slice(2, 4))];
        const chord = minus(p.slice(4), p.slice(0, 2));
        const area = sub(mul(u[0], v[1]), mul(u[1], v[0]));
        return div(mul(2, area), mul(norm(u), norm(v), norm(chord)));
      },
      points: [{ at: [0, 0, 0.8, 0.3, 1.5, 1.1] }],
      also: ['float32'],
    },
  ],
};
