import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import ts from 'typescript';

// The programs of docs/first-check.md, run as they stand and with the mistakes that the page speaks of.

const PAGE = new URL('../docs/first-check.md', import.meta.url);

/** What is changed to make the mistake of a story, by the name of the section that its report stands in. */
const MISTAKES: Readonly<Record<string, readonly [right: string, wrong: string]>> = {
  scalar: ['other.grad += this.data * out.grad', 'other.grad = this.data * out.grad'],
  tensor: ['others[l * m + j] +=', 'others[j * k + l] +='],
  'in-place': [
    'this.params[1].grad[0] += (2 * this.error(x, y)) / data.length',
    'this.params[1].grad[0] += 2 * this.error(x, y)',
  ],
  layer: ['this.dgamma = dy.map((g, i) => g * this.x[i])', 'this.dgamma = [...dy]'],
  curve: ['error * -t * decay', 'error * t * decay'],
};

/** A story of the page: what is given, the lines that check it, and its mistake. */
export interface Story {
  readonly name: string;
  readonly given: string;
  /** Each is a check that passes when the mistake is not there. */
  readonly checks: readonly string[];
  readonly mistaken: string;
}

/** The page as it stands. */
export function firstCheckPage(): string {
  return readFileSync(PAGE, 'utf8');
}

/** The stories of the page, in its order. */
export function stories(): readonly Story[] {
  return Object.entries(MISTAKES).map(([name, [right, wrong]]) => {
    const before = firstCheckPage().split(`<!-- ${name}:start -->`)[0];
    const section = before.slice(before.lastIndexOf('\n## '));
    const [given, ...checks] = [...section.matchAll(/^```ts\n(.*?)^```/gms)].map(
      ([, code]) => code,
    );
    return { name, given, checks, mistaken: given.replace(right, wrong) };
  });
}

/** The first program of the page, a file of its own, without what it imports. */
export function firstProgram(): string {
  const [, code = ''] = /^```ts\n(\/\/ first\.test\.ts\n.*?)^```/ms.exec(firstCheckPage()) ?? [];
  return code.replace(/^import .*$/m, '');
}

/** Runs code of the page; `expect` is that of a runner with the matchers. */
export function run(code: string, expect: unknown, test?: unknown): void {
  const script = ts.transpile(code, { target: ts.ScriptTarget.ES2022 });
  new Function('expect', 'test', script)(expect, test);
}

/** The report that the mistake of a story gives, as the page shows it. */
export function reportOf({ mistaken, checks }: Story, expect: unknown): string {
  try {
    run(mistaken + checks[checks.length - 1], expect);
  } catch (error) {
    const message = stripVTControlCharacters((error as Error).message);
    const [, ...sections] = message.split('\n\n');
    return `\`\`\`\n${sections.join('\n\n')}\n\`\`\``;
  }
  throw new Error('the mistake was not found');
}
