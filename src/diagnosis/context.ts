import type { Diagnosis, DiagnosisId, VariableCheck } from '../record.ts';

/** What the check knows beyond the numbers of the record. */
export interface DiagnosisContext {
  /** Whether value and gradient are the same at every call; when not, only what the calls themselves show is named. */
  readonly repeatable: boolean;
  /** For each variable, parallel to its checked coordinates: whether any step along one changed the value. */
  readonly moved?: readonly (readonly boolean[])[];
  /** Likewise, whether it sits on a kink. */
  readonly kinked?: readonly (readonly boolean[])[];
  /** What a second call at the same point returned: one array a variable, parallel to its checked coordinates. */
  readonly second?: readonly ArrayLike<number>[];
  /** Of a Jacobian all of it. */
  readonly matrix?: MatrixContext;
  /** Of products what they show without differences. */
  readonly products?: ProductsContext;
}

/** What products show without differences. */
export interface ProductsContext {
  readonly broken?: BrokenProduct;
  readonly unlike?: UnlikeProducts;
}

/** A law of linear maps that a product does not keep. */
export interface BrokenProduct {
  /** What the product is called: `` `jvp` ``. */
  readonly name: string;
  /** What the letter of its vector is. */
  readonly vector: 'v' | 'w';
  readonly law: 'zero' | 'scaled' | 'sum' | 'columns';
  readonly factor?: number;
  readonly degree?: number;
  /** Which number shows it best, and what it is and should be. */
  readonly entry: string;
  readonly found: number;
  readonly wanted: number;
}

/** Products forwards and backwards that are not those of one Jacobian. */
export interface UnlikeProducts {
  readonly forwards: ProductSide;
  readonly backwards: ProductSide;
  /** What both should be: `∂y[1]/∂x[2]`; nothing where it is an inner product. */
  readonly entry?: string;
}

/** One of two products, and what it says of an entry. */
export interface ProductSide {
  readonly name: string;
  readonly found: number;
  /** What the differences say of it. */
  readonly isRight: boolean | undefined;
}

/** The whole of a Jacobian, for mistakes that do not stop at the bounds of a variable. */
export interface MatrixContext {
  /** All entries as one array, outputs by inputs. */
  readonly whole: VariableCheck;
  /** What each row and each column is called: `y[2]`, `k`. */
  readonly outputs: readonly string[];
  readonly inputs: readonly string[];
  /** Whether it is a Hessian. */
  readonly isSymmetric: boolean;
  /** Of a sparse one: what is to be said of its entries. */
  readonly sparse?: SparseContext;
  /** What is wrong with its shape; what is there was compared all the same. */
  readonly misshapen?: ShapeMistake;
}

/** Places in a sparse matrix, as flat positions in all of it. */
export interface SparseContext {
  /** Where it should have entries and has none. */
  readonly outside: readonly number[];
  /** Whether there are more of these than were looked for. */
  readonly isMore: boolean;
  /** What was given more than once. */
  readonly repeated: readonly { readonly flat: number; readonly values: readonly number[] }[];
}

/** A shape that is a mistake by itself. */
export type ShapeMistake =
  | { readonly kind: 'transposed' }
  | {
      readonly kind: 'rows' | 'columns';
      /** How many rows or columns it has. */
      readonly count: number;
      /** Which of those that there should be it has not. */
      readonly missing: readonly number[];
      /** Which of those that it has are none of them. */
      readonly extra: readonly number[];
    };

/** A mistake that shows in the record as it is, without a law that relates the two derivatives. */
export interface Sign {
  readonly id: DiagnosisId;
  readonly find: (
    variables: readonly VariableCheck[],
    context: DiagnosisContext,
  ) => Omit<Diagnosis, 'id'> | undefined;
}
