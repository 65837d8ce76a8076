/** Sets parts of a report off on a terminal; each gives back its text, with nothing but colour codes around it. */
export interface Paint {
  /** What is wrong. */
  readonly wrong: (text: string) => string;
  /** What matters most. */
  readonly strong: (text: string) => string;
  /** What is there to be looked up. */
  readonly faint: (text: string) => string;
}

const plain = (text: string) => text;

/** No colour. */
export const PLAIN: Paint = { wrong: plain, strong: plain, faint: plain };
