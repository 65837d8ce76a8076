/** What stands between `<!-- name:start -->` and `<!-- name:end -->` of a page; undefined without them. */
export function sectionIn(page, name) {
  const [, rest] = page.split(`<!-- ${name}:start -->\n`);
  return rest?.split(`\n<!-- ${name}:end -->`)[0];
}

/** The page with other text in the section of that name. */
export function withSection(page, name, text) {
  const old = sectionIn(page, name);
  if (old === undefined) throw new Error(`the page has no line <!-- ${name}:start -->`);
  const between = (body) => `<!-- ${name}:start -->\n${body}\n<!-- ${name}:end -->`;
  return page.replace(between(old), () => between(text));
}
