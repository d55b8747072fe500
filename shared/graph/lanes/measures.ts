/** Distances of the layout, in CSS pixels at zoom 1. */

/** Around everything. */
export const MARGIN = 24;

/** Between boxes that stand under each other, and between frames. Two or three lines find room in it. */
export const ROW_GAP = 16;

/** Between a frame and what it holds. */
export const FRAME_PAD = 10;

/** The least part of {@link FRAME_PAD} to the left and right, where there is no more room. */
export const LEAST_PAD = 0.4;

/** What a frame keeps free at its top to say which branch it is. */
export const FRAME_HEAD = 14;

/** Between two verticals in a gutter. */
export const TRACK = 7;

/** See {@link TRACK}; the least, where there is no more room. */
export const LEAST_TRACK = 1;

/** Between a box and the nearest vertical: room for an arrowhead. */
export const STUB = 18;

/** See {@link STUB}; the least, where there is no more room. */
export const LEAST_STUB = 12;

/** The least width of a gutter, and in which steps it grows, so that seldom a line more moves a column. */
export const GUTTER = 56;

/** See {@link GUTTER}. */
export const GUTTER_STEP = 28;

/** Between a horizontal and a box, or another horizontal that it has nothing to do with. */
export const LINE_GAP = 4;

/** Branches inside branches that get frames of their own; what lies deeper stands in the innermost. */
export const DEEPEST_FRAME = 12;
