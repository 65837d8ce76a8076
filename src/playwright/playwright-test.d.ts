// What is used here of Playwright Test; its types come with it.

declare module '@playwright/test' {
  export interface TestInfo {
    readonly title: string;
    /** In milliseconds; 0 for none. */
    readonly timeout: number;
    status?: string;
    errors: { message?: string; stack?: string }[];
  }
  export const expect: { extend(matchers: object): unknown };
  export const test: { info(): TestInfo };
}
