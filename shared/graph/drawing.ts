/**
 * A drawing: what is to be drawn, and where it goes. The model of a graph becomes boxes and lines (`model/`), the layout gives them
 * places (`lanes/`), and who draws (the window's canvas, the writer of SVG) takes both. All lengths are CSS pixels at zoom 1, x to the
 * right, y downwards; a box is named by its upper left corner.
 */

/** A row of an opened box: a fold, or another part that edges may go to by itself. */
export interface BoxRow {
  readonly id: string;
  readonly height: number;
}

/** A box to place. Its lane and step decide where it goes, its source, its substep and its place in the drawing the order inside a lane. */
export interface Box {
  readonly id: string;
  readonly width: number;
  /** With its rows. */
  readonly height: number;
  /** Branch path, outermost first; empty on the trunk. */
  readonly lane: readonly number[];
  /** Counts from 1; null where nothing says which step it is. */
  readonly step: number | null;
  readonly source: number | null;
  readonly substep: number | null;
  /** Empty unless it is opened. Rows stand below a head of `height` less the sum of theirs. */
  readonly rows: readonly BoxRow[];
}

/** A line to place, from the right side of a box to the left side of another, or of a row of it. */
export interface Line {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Rows at its ends; null for the box itself. */
  readonly fromRow: string | null;
  readonly toRow: string | null;
}

/** What the layout is asked for. */
export interface Drawing {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** A point in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle in CSS pixels. */
export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where a box stands. */
export interface PlacedBox extends Area {
  readonly id: string;
}

/** How a line runs: straight from point to point, only along the axes; the first on the source's side, the last on the target's. */
export interface PlacedLine {
  readonly id: string;
  readonly points: readonly Point[];
}

/** The frame of a branch: everything of its lane stands inside, nothing else does. */
export interface PlacedLane extends Area {
  /** Branch path, never empty. */
  readonly path: readonly number[];
}

/** Where everything goes. */
export interface Geometry extends Pick<Area, 'width' | 'height'> {
  /** In the order of the drawing. */
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly PlacedLine[];
  /** Outer ones before inner ones. */
  readonly lanes: readonly PlacedLane[];
}
