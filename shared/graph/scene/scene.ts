import type { Geometry } from '../drawing.ts';
import type { BoxState } from '../looks/box-state.ts';
import type { LineKind } from '../looks/line-looks.ts';
import { MARK_WORDS } from '../looks/node-looks.ts';

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
  /** Its name, whole; the title may be a part of it. */
  readonly name: string;
  /** The second line: branch, folds, size. */
  readonly detail: string;
  /** The artifact type whose shape and colour it has. */
  readonly type: string | null;
  readonly state: BoxState | null;
  /** All that holds of it, in words. */
  readonly words: readonly string[];
  /** Several folds in one box. */
  readonly isStack: boolean;
  readonly isInferred: boolean;
  readonly isInCycle: boolean;
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
  readonly kind: LineKind;
  readonly isInferred: boolean;
  readonly isInCycle: boolean;
  /** In a comparison: only one of both has it. */
  readonly side: 'left' | 'right' | null;
}

/** A picture: what is in it, and where it stands. The window shows it, and SVG is written of it. */
export interface Scene {
  readonly boxes: readonly SceneBox[];
  readonly lines: readonly SceneLine[];
  readonly geometry: Geometry;
  /** What its frames are called, in their order; those of branches by their indices where this is missing. */
  readonly frames?: readonly string[];
}

/** What the frame of a place in the list of frames is called. */
export function frameName({ frames, geometry }: Scene, at: number): string {
  return frames?.[at] ?? `branch ${geometry.lanes[at]?.path.join('.') ?? ''}`;
}

/** Whether a box has a mark before its words: structure, and what stands for many, has none. */
export function hasMark({ kind, type }: SceneBox): boolean {
  return type !== null || kind === 'ghost' || kind === 'file';
}

/** A box that says something else because of what was asked of the graph; of itself it says only whether it is concluded. */
export function redressed(box: SceneBox, detail: string, state: BoxState | null): SceneBox {
  return { ...box, detail, state, words: box.isInferred ? [MARK_WORDS.inferred] : [], isInCycle: false };
}
