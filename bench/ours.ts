import { checkGradient, type GradientCheck } from '../src/index.ts';
import { type Assessment, assess } from './assessment.ts';
import type { Answer } from './peers/peer.ts';
import type { Candidate, Draft, Specimen } from './specimens.ts';

/** A specimen under its name, and the gradient of it that is judged. */
export interface Place {
  readonly draft: Draft;
  readonly specimen: Specimen;
  readonly candidate: Candidate;
}

/** What the checker says about one gradient. */
export interface Opinion {
  readonly answer: Answer;
  readonly check: GradientCheck;
  /** What that is worth, where the truth is known. */
  readonly assessment: Assessment | undefined;
}

const answers = { match: 'correct', mismatch: 'wrong', inconclusive: 'undecided' } as const;

/** Checks one gradient with every option at its default, but for those that the specimen is about. */
export async function judge(specimen: Specimen, candidate: Candidate): Promise<Opinion> {
  const { value, at, options } = specimen;
  const subject = { value, gradient: candidate.gradient };
  const check = await (checkGradient(subject, { ...options, at }) as
    | GradientCheck
    | Promise<GradientCheck>);
  const { truth } = specimen;
  const assessment = truth && assess({ truth, format: specimen.format, candidate, at }, check);
  return { answer: answers[check.verdict], check, assessment };
}

/** The answer a checker must not give, or none at all; undefined when it is what it should be. */
export function complaint(
  { candidate }: Place,
  { answer, assessment }: Opinion,
): string | undefined {
  const { standing } = candidate;
  const isRight = standing === 'correct' || standing === 'limiting';
  if (isRight && answer === 'wrong') return 'FALSE ALARM';
  if (answer === 'undecided')
    return isDecidable(candidate, assessment) ? 'inconclusive' : undefined;
  if (isRight || answer === 'wrong') return;
  if (assessment?.isMiss || standing === 'undecided') return 'MISS';
  return assessment === undefined && standing === 'wrong' ? 'MISS' : undefined;
}

function isDecidable({ standing }: Candidate, assessment: Assessment | undefined): boolean {
  if (standing === 'correct') return assessment?.isBeyondAnyone !== true;
  return standing === 'wrong' && assessment?.isVisible !== false;
}

/** A line for somebody who works on the checker: what was said, and the options that show it again. */
export function describeOffender(what: string, place: Place, opinion: Opinion): string {
  const { draft, candidate } = place;
  const { relativeError, threshold, resolution, reason } = opinion.check;
  const numbers = [
    `relative error ${relativeError.toPrecision(3)}`,
    ...(opinion.assessment ? [`true ${opinion.assessment.error.toPrecision(3)}`] : []),
    `threshold ${threshold.toPrecision(3)}`,
    `resolution ${resolution.toPrecision(3)}`,
  ];
  const because = reason === undefined ? '' : `; ${reason}`;
  const gradient = `${candidate.standing}: ${candidate.name}`;
  return `${what} | ${gradient} | ${numbers.join(', ')}${because} | ${repeat(draft)}`;
}

/** The options under which a specimen is judged alone; the seed is the beginning of a drawn one's name. */
function repeat({ corpus, group, name }: Draft): string {
  const seed = /^(\d+)\//.exec(name)?.[1];
  const options = ['--corpus', corpus, ...(seed === undefined ? [] : ['--seed', seed])];
  return `${options.join(' ')} --only ${JSON.stringify(`${group}: ${name}`)}`;
}
