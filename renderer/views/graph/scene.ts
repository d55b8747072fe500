import type { GraphEdge } from '../../../shared/api/graph/graph.ts';
import type { Geometry } from '../../../shared/graph/drawing.ts';
import type { BoxState } from '../../../shared/graph/looks/dress.ts';

/** What a box of the picture stands for. */
export type BoxKind = 'operator' | 'ghost' | 'file' | 'pipeline' | 'dataset';

/** A row of an opened box. */
export interface SceneRow {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** Its file is not there, or not what it should be. */
  readonly isAmiss: boolean;
}

/** A box as it is drawn and read out. */
export interface SceneBox {
  readonly id: string;
  readonly kind: BoxKind;
  readonly title: string;
  /** The second line: branch, folds, size. */
  readonly detail: string;
  /** The artifact type whose shape and colour it has. */
  readonly type: string | null;
  readonly state: BoxState | null;
  /** Several folds in one box. */
  readonly isStack: boolean;
  readonly isInferred: boolean;
  readonly rows: readonly SceneRow[];
  /** Edges that leave the picture. */
  readonly outside: { readonly needs: number; readonly neededBy: number };
}

/** An edge as it is drawn. */
export interface SceneLine {
  readonly id: string;
  /** A box, or a row of one. */
  readonly from: string;
  readonly to: string;
  readonly kind: GraphEdge['kind'];
  readonly isInferred: boolean;
  readonly isInCycle: boolean;
  /** In a comparison: only one of both has it. */
  readonly side: 'left' | 'right' | null;
}

/** A picture: what is in it, and where it stands. */
export interface Scene {
  readonly boxes: readonly SceneBox[];
  readonly lines: readonly SceneLine[];
  readonly geometry: Geometry;
  /** What its frames are called, in their order; those of branches by their indices where this is missing. */
  readonly frames?: readonly string[];
}
