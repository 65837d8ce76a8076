import { expect, test } from 'vitest';
import { formatGradientCheck, type GradientCheck } from '../../src/index.ts';
import { legible, literal } from '../../src/report/legible.ts';
import { gradientCheck, variable } from './record.ts';

const red = '\u001b[31m';
const around = '\u202e';

test.each([
  ['W', 'W'],
  ['層.權重 é 🙂', '層.權重 é 🙂'],
  [`W${red}`, 'W�[31m'],
  ['W\nall is well', 'W�all is well'],
  ['W\r\t\u0085\u2028', 'W����'],
  [`W${around}\u200f`, 'W��'],
  ['W\ud800', 'W�'],
])('%j is printed as %j', (name, printed) => {
  expect(legible(name)).toBe(printed);
});

test.each(["it's", `a${red}`, `a${around}b`, 'a\u2028', '["\\n"]'])(
  '%j is copied as it is',
  (name) => {
    const written = literal(name);
    expect(legible(written)).toBe(written);
    expect(new Function(`return ${written}`)()).toBe(name);
  },
);

/** A check in which everything that has a name has this one. */
function named(name: string): GradientCheck {
  const sketch = { shape: [4, 4], analytic: ones(2) };
  const wrong = variable({ ...sketch, path: name, numeric: ones(1) });
  const right = variable({ ...sketch, path: `${name}2`, numeric: ones(2) });
  const sentence = { title: `${name} is wrong`, evidence: `in ${name}`, help: `look at ${name}` };
  const layer = { path: `layers[0].${name}`, name, reason: `${name}, for one` };
  return gradientCheck([wrong, right], {
    reason: `${name} cannot be told`,
    layers: [{ ...layer, verdict: 'inconclusive', relativeError: 1, threshold: 1e-7 }],
    diagnoses: [{ id: 'localized', path: name, ...sentence }],
    contract: [
      { id: 'input-mutated', fatal: true, ...sentence },
      { id: 'gradient-reused', fatal: false, ...sentence },
    ],
  });
}

function ones(value: number): number[] {
  return Array<number>(16).fill(value);
}

test('no name of a report breaks a line, colours it or turns it round, whatever it is', () => {
  const plain = formatGradientCheck(named('W'), { verbose: true });
  for (const sign of [red, around, '\r', '\u0007', '\u2029', '\n']) {
    const text = formatGradientCheck(named(`W${sign}W`), { verbose: true });
    // the one sign that is written as it is ends a line of ours
    expect(text.match(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu)?.every((one) => one === '\n')).toBe(
      true,
    );
    expect(text.split('\n').length - plain.split('\n').length).toBeLessThan(8);
    expect(text).not.toMatch(/^W /m);
  }
});
