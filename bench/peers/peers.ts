import { cs231n, handRolled, pytorch, scipy, textbook } from './fixed-step.ts';
import { jax } from './jax.ts';
import { ladder } from './ladder.ts';
import type { Peer } from './peer.ts';
import { ceres } from './ridders.ts';

/** The rules to compare with, each at its own defaults. */
export const peers: readonly Peer[] = [
  textbook,
  handRolled,
  pytorch,
  jax,
  scipy,
  ceres,
  cs231n,
  ladder,
];
