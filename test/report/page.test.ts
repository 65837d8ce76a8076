import { describe, expect, test } from 'vitest';
import type { GradientCheck, VariableCheck, ViolationId } from '../../src/record.ts';
import { formatGradientCheck } from '../../src/report/format.ts';
import { gradientCheck, NO_BIAS, SIGN_FLIP, variable } from './record.ts';

// The structure of the page. Whether it looks as it should is for `npm run test:browser`.

function pageOf(check: GradientCheck): string {
  return formatGradientCheck(check, { as: 'html' });
}

/** What a page says, without markup. */
function textOf(page: string): string {
  const spaced = page.replace(/<style>.*<\/style>/s, '').replace(/<[^>]+>/g, ' ');
  const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  const decoded = Object.entries(entities).reduce((text, [a, b]) => text.replaceAll(a, b), spaced);
  return decoded.replace(/\s+/g, ' ');
}

/** Elements that are not closed in order, and whatever is no markup at all. */
function faultsOf(page: string): readonly string[] {
  const body = page.replace('<!DOCTYPE html>', '').replace(/(<style>).*(<\/style>)/s, '$1$2');
  const open: string[] = [];
  const faults: string[] = [];
  const tag = /<(\/?)([a-zA-Z0-9]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/g;
  for (const [, end, name, , empty] of body.matchAll(tag)) {
    if (end === '') {
      if (empty === '') open.push(name);
    } else if (open.pop() !== name) faults.push(`</${name}>`);
  }
  const rest = body.replace(tag, '').match(/[<>]|&(?!(?:lt|gt|quot|amp|#39);)/g) ?? [];
  return [...open, ...faults, ...rest];
}

const W = variable({
  path: 'W',
  shape: [2, 3],
  analytic: [1, 2, 3, -4, 5, 6],
  numeric: [1, 2, 3, 4, 5, 6],
});
const b = variable({ path: 'b', analytic: [0, 0, 0], numeric: [0.5, -0.25, 1e-6] });

describe('the page', () => {
  test('says what is wrong, by how much, and what it looks like', () => {
    const check = gradientCheck([W, b], { diagnoses: [SIGN_FLIP, NO_BIAS], threshold: 1e-7 });
    const text = textOf(pageOf(check));
    for (const said of [
      'gradient mismatch in 4 of 9 coordinates: looks like a sign flip in W and a missing gradient in b',
      'threshold 1.0e-7',
      SIGN_FLIP.evidence,
      NO_BIAS.help,
      'W[1,0] -4 4.00000000000 ± 3e-11 1.0e+0 ✗ mismatch',
      '18 evaluations of the value, 1 of the gradient; seed 42',
    ]) {
      expect(text).toContain(said);
    }
    expect(faultsOf(pageOf(check))).toEqual([]);
  });

  test.each([
    { name: 'no variable', check: gradientCheck([]) },
    {
      name: 'a number',
      check: gradientCheck([variable({ path: 'x', shape: [], analytic: [1], numeric: [2] })]),
    },
    {
      name: 'zeros',
      check: gradientCheck([variable({ path: 'x', analytic: [0, 0], numeric: [0, 0] })]),
    },
    {
      name: 'nothing finite',
      check: gradientCheck(
        [
          variable({
            path: 'x',
            analytic: [Number.NaN, 1],
            numeric: [1, Number.NaN],
            undecided: [1],
          }),
        ],
        { relativeError: Number.NaN },
      ),
    },
    {
      name: 'the largest and the smallest numbers',
      check: gradientCheck([
        variable({
          path: 'x',
          analytic: [1.7e308, 5e-324, 0],
          numeric: [-1.7e308, -5e-324, 1],
          bar: 0,
        }),
      ]),
    },
    {
      name: 'a kink',
      check: gradientCheck([
        variable({ path: 'x', analytic: [2, 1], numeric: [0, 1], slopes: { 0: [-1, 1] } }),
      ]),
    },
    {
      name: 'an image',
      check: gradientCheck([
        variable({
          path: 'x',
          shape: [4, 5, 3],
          analytic: Array(60).fill(1),
          numeric: Array(60).fill(2),
        }),
      ]),
    },
  ])('is well-formed and has no NaN among its places: $name', ({ check }) => {
    const page = pageOf(check);
    expect(faultsOf(page)).toEqual([]);
    const places = page.match(/ (?:x|y|x1|x2|y1|y2|cx|cy|d|width|height|transform)="[^"]*"/g) ?? [];
    expect(places.filter((place) => /NaN|Infinity|undefined/.test(place))).toEqual([]);
  });

  test('escapes whatever comes from outside', () => {
    const path = `</title><script>alert("1")</script> & 'W'\u0000\uD800`;
    const evil = variable({ path, analytic: [1, 2], numeric: [1, -2] });
    const diagnosis = { ...SIGN_FLIP, path, title: path, evidence: path, help: path };
    const violation = { id: path as ViolationId, title: path, help: path, fatal: true };
    const page = pageOf(
      gradientCheck([evil], {
        diagnoses: [diagnosis],
        contract: [violation],
        thresholdReason: path,
        layers: [
          { path, name: path, verdict: 'mismatch', relativeError: 1, threshold: 1e-7 },
          {
            path,
            name: path,
            verdict: 'unchecked',
            reason: path,
            relativeError: Number.NaN,
            threshold: 1e-7,
          },
        ],
      }),
    );
    expect(page).not.toContain('<script');
    expect(page.includes('\u0000') || /\p{Cs}/u.test(page)).toBe(false);
    expect(page).toContain(
      '&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;W&#39;\uFFFD\uFFFD',
    );
    expect(faultsOf(page)).toEqual([]);
  });

  test('asks for nothing from elsewhere, and runs nothing', () => {
    const page = pageOf(gradientCheck([W, b], { diagnoses: [SIGN_FLIP] }));
    expect(page).not.toMatch(
      /<(script|link|img|iframe|object)|https?:|@import|url\((?!#)|\son\w+=/,
    );
  });

  test('the cells of a small map', () => {
    const [, map] =
      /aria-label="Where it is wrong">(.*?)<g class="ramp">/s.exec(pageOf(gradientCheck([W]))) ??
      [];
    expect(map?.replaceAll('><', '>\n<')).toMatchInlineSnapshot(`
      "<desc>A map of 2 × 3 cells. 1 of 6 checked coordinates of W do not agree.</desc>
      <text class="label" x="0" y="12">[2, 3]</text>
      <rect class="sheet" x="46" y="34" width="102" height="68"/>
      <path class="agrees" d="M63 51h0M97 51h0M131 51h0M97 85h0M131 85h0"/>
      <g class="error e5">
      <g>
      <path d="M46.5 68.5h33v33h-33z"/>
      <title>W[1,0]: analytic -4.00000, numeric 4.00000, relative error 1.0e+0</title>
      </g>
      </g>
      <g>
      <text class="tick" x="63" y="29" text-anchor="middle">0</text>
      <text class="tick" x="97" y="29" text-anchor="middle">1</text>
      <text class="tick" x="131" y="29" text-anchor="middle">2</text>
      <text class="tick" x="40" y="54.5" text-anchor="end">0</text>
      <text class="tick" x="40" y="88.5" text-anchor="end">1</text>
      </g>"
    `);
  });

  test('grows no larger than a gradient needs to be seen', () => {
    const size = 40_000;
    const numeric = Array.from({ length: size }, (_, i) => Math.sin(i));
    const large = variable({
      path: 'W',
      shape: [200, 200],
      analytic: numeric.map((v) => 2 * v),
      numeric,
    });
    const many: VariableCheck[] = Array.from({ length: 500 }, (_, i) => ({ ...b, path: `b${i}` }));
    expect(pageOf(gradientCheck([large])).length).toBeLessThan(200_000);
    expect(pageOf(gradientCheck(many)).length).toBeLessThan(300_000);
  });
});

test('`as` is text or html', () => {
  expect(formatGradientCheck(gradientCheck([W]), { as: 'text' })).toBe(
    formatGradientCheck(gradientCheck([W])),
  );
  expect(() => formatGradientCheck(gradientCheck([W]), { as: 'svg' as 'html' })).toThrow(
    new RangeError(`\`as\` must be 'text', 'html' or 'json', got "svg"`),
  );
});
