import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noiseOf, readNoise } from '../../src/numeric/noise.ts';
import { randomStream } from '../libraries/random.ts';

const seed = 13;

/** Uniform in (−√3, √3): its standard deviation is 1. */
function uniforms(own: number): () => number {
  const random = randomStream(own);
  return () => Math.sqrt(3) * (2 * random() - 1);
}

const noisy = fc.record({
  own: fc.integer({ min: 0, max: 1e6 }),
  exponent: fc.integer({ min: -200, max: 200 }),
  slope: fc.double({ min: -1e3, max: 1e3, noNaN: true }),
  bend: fc.double({ min: -1, max: 1, noNaN: true }),
});

test('the noise of a disturbed parabola is read within a factor of four', () => {
  const law = fc.property(noisy, ({ own, exponent, slope, bend }) => {
    const [level, draw] = [2 ** exponent, uniforms(own)];
    // differences of second order keep the bend, which stays below the noise
    const smooth = (j: number) => slope * j + 0.25 * bend * j ** 2;
    const samples = Array.from({ length: 9 }, (_, j) => level * (smooth(j) + draw()));
    const reading = readNoise(samples);
    expect(reading.kind).toBe('level');
    if (reading.kind !== 'level') return;
    expect(reading.deviation / level).toBeGreaterThan(1 / 4);
    expect(reading.deviation / level).toBeLessThan(4);
  });
  fc.assert(law, { seed });
});

test('noise scales with the samples, and a constant does not change it', () => {
  const law = fc.property(noisy, fc.integer({ min: -3, max: 3 }), ({ own, exponent }, offset) => {
    const draw = uniforms(own);
    // on a grid of 2⁻³⁰, so that neither adding nor scaling rounds
    const samples = Array.from({ length: 9 }, () => Math.round(draw() * 2 ** 30) * 2 ** -30);
    const moved = samples.map((y) => (y + offset) * 2 ** exponent);
    expect(scaled(readNoise(samples), 2 ** exponent)).toEqual(readNoise(moved));
  });
  fc.assert(law, { seed });
});

function scaled(reading: ReturnType<typeof readNoise>, factor: number) {
  return reading.kind === 'level' ? { ...reading, deviation: factor * reading.deviation } : reading;
}

test('equal samples are flat', () => {
  expect(readNoise([1, 1, 1, 1, 1, 1, 1, 1, 1])).toEqual({ kind: 'flat' });
});

test('a smooth function is no noise', () => {
  const samples = Array.from({ length: 9 }, (_, j) => Math.exp(j / 100));
  expect(readNoise(samples)).toEqual({ kind: 'unclear' });
});

test('the noise of a value is its absolute part or its share, whichever is larger', () => {
  expect(noiseOf(-8, { absolute: 1, relative: 0.25 })).toBe(2);
  expect(noiseOf(-2, { absolute: 1, relative: 0.25 })).toBe(1);
});
