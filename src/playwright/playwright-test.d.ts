// What is used here of Playwright Test; its types come with it.

declare module '@playwright/test' {
  export const expect: { extend(matchers: object): unknown };
}
