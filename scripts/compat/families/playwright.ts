import type { Family, Outcome } from '../family.ts';

export const playwright: Family = {
  fixture: 'playwright',
  variants: [''],
  command: ({ project, node, colour, outcomes }) => ({
    file: node,
    args: [`${project}/node_modules/@playwright/test/cli.js`, 'test', '--reporter=list,json'],
    env: {
      PLAYWRIGHT_JSON_OUTPUT_NAME: outcomes,
      ...(colour === 'off' ? { FORCE_COLOR: '0' } : {}),
    },
  }),
  outcomes: outcomesOfPlaywright,
};

interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs: readonly { readonly title: string; readonly ok: boolean }[];
}

function outcomesOfPlaywright(report: string): readonly Outcome[] {
  const { suites }: { readonly suites: readonly Suite[] } = JSON.parse(report);
  return suites.flatMap(specsOf).map(({ title, ok }) => ({ name: title, passed: ok }));
}

function specsOf({ suites = [], specs }: Suite): Suite['specs'] {
  return [...specs, ...suites.flatMap(specsOf)];
}
