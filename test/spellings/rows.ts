import { functions } from './functions.ts';
import { graphs } from './graphs.ts';
import { inPlace } from './in-place.ts';
import { hessians, jacobians } from './jacobians.ts';
import { layers } from './layers.ts';
import { points } from './points.ts';
import { hessianProducts, products } from './products.ts';
import type { Chapter } from './row.ts';

/** Every way of writing a subject that is held to work, with who writes it so. */
export const CHAPTERS: readonly Chapter[] = [
  ...functions,
  graphs,
  inPlace,
  layers,
  points,
  jacobians,
  hessians,
  products,
  hessianProducts,
];
