import { spread, type ZooFamily, type ZooPoint } from '../zoo-function.ts';

const clarke = 'Clarke 1990, doi:10.1137/1.9781611971309';

/** One coordinate at given distances from a kink at `kink`. */
function around(kink: number): ZooPoint[] {
  return [
    { at: [kink], label: 'at the kink' },
    { at: [kink + 1e-9], label: '1e-9 above the kink', float64Only: true },
    { at: [kink - 1e-9], label: '1e-9 below the kink', float64Only: true },
    { at: [kink + 1e-6], label: '1e-6 above the kink', float64Only: true },
    { at: [kink - 1e-6], label: '1e-6 below the kink', float64Only: true },
    { at: [kink + 0.75], label: 'above the kink' },
    { at: [kink - 0.75], label: 'below the kink' },
  ];
}

/** Functions of one coordinate with a corner; there every slope between the one-sided ones is right. */
export const kinks: ZooFamily = {
  family: 'kinks',
  functions: [
    {
      name: 'relu',
      source: 'Nair, Hinton 2010 (ICML)',
      formula: ({ relu }, [x]) => relu(x),
      tags: ['kink'],
      points: around(0),
      also: ['float32', 'hidden-float32'],
    },
    {
      name: 'shifted relu beside a smooth term',
      source: 'Nair, Hinton 2010 (ICML)',
      formula: ({ add, relu, sin, sub }, [x]) => add(relu(sub(x, 0.5)), sin(x)),
      tags: ['kink'],
      points: around(0.5),
      also: ['float32'],
    },
    {
      name: 'absolute value',
      source: `${clarke}, 1.1`,
      formula: ({ abs }, [x]) => abs(x),
      tags: ['kink'],
      points: around(0),
      also: ['float32'],
    },
    {
      name: 'absolute value times a slope, on an offset',
      source: `${clarke}, 1.1`,
      formula: ({ abs, add, mul, sq, sub }, [x]) => add(5, mul(3, abs(sub(x, 1))), sq(x)),
      tags: ['kink'],
      points: around(1),
      also: ['float32'],
    },
    {
      name: 'larger of a line and a parabola',
      source: `${clarke}, 2.3`,
      formula: ({ max, mul, sq }, [x]) => max(mul(0.5, x), sq(x)),
      tags: ['kink'],
      points: around(0.5),
      also: ['float32'],
    },
    {
      name: 'smaller of two exponentials',
      source: `${clarke}, 2.3`,
      formula: ({ exp, min, neg }, [x]) => min(exp(x), exp(neg(x))),
      tags: ['kink'],
      points: around(0),
      also: ['float32'],
    },
    {
      name: 'clamp',
      source: 'Paszke et al. 2019, arXiv:1912.01703, torch.clamp',
      formula: ({ clamp, mul }, [x]) => mul(2, clamp(x, -1, 1)),
      tags: ['kink'],
      points: around(1),
      also: ['float32'],
    },
    {
      name: 'leaky relu',
      source: 'Maas, Hannun, Ng 2013 (ICML)',
      formula: ({ max, mul }, [x]) => max(x, mul(0.125, x)),
      tags: ['kink'],
      points: around(0),
      also: ['float32'],
    },
    {
      name: 'hard sigmoid',
      source: 'Courbariaux, Bengio, David 2015, arXiv:1511.00363',
      formula: ({ add, clamp, mul }, [x]) => clamp(add(mul(0.25, x), 0.5), 0, 1),
      tags: ['kink'],
      points: around(2),
      also: ['float32'],
    },
    {
      name: 'pinball loss',
      source: 'Koenker, Bassett 1978, doi:10.2307/1913643',
      formula: ({ max, mul, sub }, [x]) => {
        const residual = sub(1.5, x);
        return max(mul(0.75, residual), mul(-0.25, residual));
      },
      tags: ['kink'],
      points: around(1.5),
      also: ['float32'],
    },
    {
      name: 'exponential linear unit',
      source: 'Clevert, Unterthiner, Hochreiter 2015, arXiv:1511.07289',
      formula: ({ add, expm1, min, mul, relu }, [x]) => add(relu(x), mul(0.5, expm1(min(x, 0)))),
      tags: ['kink'],
      points: [...around(0).slice(1)],
      also: ['float32'],
    },
    {
      name: 'triangle wave of three corners',
      source: `${clarke}, 2.3`,
      formula: ({ abs, sub }, [x]) => abs(sub(abs(sub(abs(x), 2)), 1)),
      tags: ['kink'],
      points: [...around(1), { at: [2], label: 'at the inner kink' }],
      also: ['float32'],
    },
    {
      name: 'square of relu',
      source: 'So et al. 2021, arXiv:2109.08668; a corner in the slope only',
      formula: ({ relu, sq }, [x]) => sq(relu(x)),
      tags: ['kink', 'stationary'],
      points: [
        { at: [0], label: 'at the joint' },
        { at: [0.5], label: 'above' },
        { at: [-0.5], label: 'below' },
      ],
      also: ['float32'],
    },
    {
      name: 'x times its absolute value',
      source: `${clarke}, 2.2; once differentiable, not twice`,
      formula: ({ abs, mul }, [x]) => mul(x, abs(x)),
      tags: ['kink', 'stationary'],
      points: [
        { at: [0], label: 'at the joint' },
        { at: [-1.5], label: 'away' },
      ],
      also: ['float32'],
    },
    {
      name: 'absolute value to three halves',
      source: `${clarke}, 2.2; a slope of infinite curvature`,
      formula: ({ abs, add, pow, mul }, [x]) => add(pow(abs(x), 1.5), mul(2, x)),
      tags: ['kink'],
      points: [
        { at: [0], label: 'at the joint' },
        { at: [1e-6], label: '1e-6 away' },
      ],
    },
    {
      name: 'Huber loss',
      source: 'Huber 1964, doi:10.1214/aoms/1177703732',
      // with c = min(|r|, 1): c (|r| − c/2)
      formula: ({ abs, min, mul, sub, sum }, x) =>
        sum(x.length, (i) => {
          const r = abs(sub(x[i], 0.25));
          const c = min(r, 1);
          return mul(c, sub(r, mul(0.5, c)));
        }),
      tags: ['kink'],
      points: [
        { at: [0.5, 3, -2, 0], label: 'both branches' },
        { at: [1.25, 0.5, -0.75], label: 'at the joints' },
        { at: spread(12, 21).map((t) => 4 * t), label: 'many' },
      ],
      also: ['float32'],
    },
  ],
};
