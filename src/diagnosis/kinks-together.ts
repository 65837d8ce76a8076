import type { CoordinateCheck } from '../record.ts';
import type { Sign } from './context.ts';
import { brief, listed } from './prose.ts';

/** What is wrong are slopes at kinks that are possible one by one. */
export const kinksTogether: Sign = {
  id: 'kinks-together',
  find: (variables) => {
    const wrong = variables
      .flatMap(({ worst }) => worst)
      .filter(({ verdict }) => verdict === 'mismatch');
    if (wrong.length === 0 || !wrong.every(isImpossible)) return;
    const names = listed(wrong.map(({ coordinate }) => coordinate));
    const analytic = listed(wrong.map((one) => brief(one.analytic)));
    const nearest = listed(wrong.map((one) => brief(one.around?.nearest ?? Number.NaN)));
    return {
      title: 'slopes that are possible one by one, but not together',
      evidence: `${names} sit on kinks together; analytic is ${analytic}, the nearest that is possible ${nearest}`,
      help: 'at a tie (a maximum, a pooling window, |a − b|) one branch takes the whole gradient, or all of them take shares of it',
    };
  },
};

function isImpossible({ around }: CoordinateCheck): boolean {
  return around?.kind === 'impossible';
}
