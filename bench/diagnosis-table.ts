import type { Kind, Outcome } from './naming.ts';

/** How often each outcome came about. */
export type Count = Record<Outcome, number>;

/** The counts of one kind of specimen, by mistake. */
export type Counts = Map<Kind, Map<string, Count>>;

export function add(
  counts: Counts,
  place: { readonly kind: Kind; readonly mistake: string },
  outcome: Outcome,
) {
  const own = counts.get(place.kind) ?? new Map<string, Count>();
  const count = own.get(place.mistake) ?? empty();
  count[outcome] += 1;
  counts.set(place.kind, own.set(place.mistake, count));
}

/** The three numbers beside their goals, then a table for each kind of specimen. */
export function formatCounts(counts: Counts): string {
  return [
    formatGoals(counts),
    ...TABLES.filter(({ kind }) => counts.has(kind)).map(
      ({ kind, heading }) => `${heading}\n\n${formatKind(counts.get(kind) ?? new Map())}`,
    ),
  ].join('\n\n');
}

const TABLES: readonly { readonly kind: Kind; readonly heading: string }[] = [
  { kind: 'told', heading: 'Mistakes with a name that the numbers can tell:' },
  { kind: 'untold', heading: 'Mistakes with a name that the numbers cannot tell:' },
  { kind: 'lawless', heading: 'Mistakes that follow no law:' },
  {
    kind: 'lawful',
    heading:
      'Mistakes without a name that happen to obey a law at this point, whose name then is right:',
  },
  {
    kind: 'state',
    heading:
      'Mistakes that are not made on the finished numbers, once for each function (not in the three numbers):',
  },
];

function formatGoals(counts: Counts): string {
  const [told, untold, lawless] = (['told', 'untold', 'lawless'] as const).map((kind) =>
    total(counts.get(kind)),
  );
  const named = sum([told, untold]);
  return table(
    ['', 'goal', 'measured', 'of'],
    [
      [
        'right name, where the numbers can tell',
        '≥ 95 %',
        percent(told.right, called(told)),
        called(told),
      ],
      ['right name, all that have one', '', percent(named.right, called(named)), called(named)],
      [
        'wrong name, all that have one',
        '≤ 1 %',
        percent(named.wrong, called(named)),
        called(named),
      ],
      [
        'a name where no law holds',
        '≤ 1 %',
        percent(lawless.wrong, called(lawless)),
        called(lawless),
      ],
    ],
  );
}

function formatKind(rows: ReadonlyMap<string, Count>): string {
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  const all = rows.size > 1 ? [['all', total(rows)] as const] : [];
  return table(
    ['mistake', 'right', 'wrong', 'silent', 'not called wrong'],
    [...sorted, ...all].map(([mistake, count]) => [
      mistake,
      ...OUTCOMES.map((outcome) => count[outcome]),
    ]),
  );
}

const OUTCOMES = ['right', 'wrong', 'silent', 'not called wrong'] as const;

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function called(count: Count): number {
  return count.right + count.wrong + count.silent;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`;
}

function total(rows: ReadonlyMap<string, Count> = new Map()): Count {
  return sum([...rows.values()]);
}

function sum(counts: readonly Count[]): Count {
  const result = empty();
  for (const count of counts) {
    for (const outcome of OUTCOMES) result[outcome] += count[outcome];
  }
  return result;
}

function empty(): Count {
  return { right: 0, wrong: 0, silent: 0, 'not called wrong': 0 };
}
