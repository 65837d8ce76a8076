/** What stands between `<!-- name:start -->` and `<!-- name:end -->` of a page; undefined without them. */
export function sectionIn(page: string, name: string): string | undefined;

/** The page with other text in the section of that name. */
export function withSection(page: string, name: string, text: string): string;
