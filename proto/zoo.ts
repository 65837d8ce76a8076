import { checkGradient } from '../src/index.ts';
import { zoo } from '../test/zoo/zoo.ts';
for (const s of zoo() as any[]) {
  const c: any = checkGradient({ value: s.value, gradient: s.gradient } as any, { at: s.at });
  if (c.verdict !== 'match') console.log('RIGHT', s.precision, s.tags.join(), s.name, c.verdict, c.resolution);
}
