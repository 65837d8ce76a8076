import { checkGradient, type GradientCheck } from '../src/index.ts';
import type { Answer } from './peers/peer.ts';
import type { Candidate, Specimen } from './specimens.ts';

/** What the checker says about one gradient. */
export interface Opinion {
  readonly answer: Answer;
  readonly check: GradientCheck;
}

const answers = { match: 'correct', mismatch: 'wrong', inconclusive: 'undecided' } as const;

/** Checks one gradient with every option at its default. */
export async function judge(specimen: Specimen, { gradient }: Candidate): Promise<Opinion> {
  const { value, at } = specimen;
  const check = await checkGradient({ value, gradient }, { at });
  return { answer: answers[check.verdict], check };
}

/** The answer a checker must not give, or none at all; undefined when it is what it should be. */
export function complaint(answer: Answer, { standing }: Candidate): string | undefined {
  if (answer === 'undecided') return standing === 'faint' ? undefined : 'inconclusive';
  if (standing === 'correct') return answer === 'wrong' ? 'FALSE ALARM' : undefined;
  return standing === 'wrong' && answer === 'correct' ? 'MISS' : undefined;
}

/** A line for somebody who works on the checker. */
export function describeOffender(
  what: string,
  { specimen, candidate }: { readonly specimen: Specimen; readonly candidate: Candidate },
  { relativeError, threshold, resolution, reason }: GradientCheck,
): string {
  const numbers = [
    `relative error ${relativeError.toPrecision(3)}`,
    `threshold ${threshold.toPrecision(3)}`,
    `resolution ${resolution.toPrecision(3)}`,
  ];
  const because = reason === undefined ? '' : `; ${reason}`;
  const gradient = `${candidate.standing}: ${candidate.name}`;
  return `${what} [${specimen.class}] ${specimen.name} | ${gradient} | ${numbers.join(', ')}${because}`;
}
