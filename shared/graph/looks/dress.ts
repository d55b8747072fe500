/** How it looks that something is the matter with a box; the words stand in its second line. */
export interface BoxState {
  /** One word for it, in the legend. */
  readonly legend: string;
  /** How grave it is, or in a comparison on which side it is. */
  readonly tone: 'danger' | 'warn' | 'muted' | 'left' | 'right' | 'changed';
  /** What goes, or is not there, has a dashed border. */
  readonly isDashed: boolean;
}

/** What a box says and how it looks because of what was asked of the graph. */
export interface BoxDress {
  readonly detail: string;
  readonly state: BoxState | null;
}

/** Boxes and lines that look otherwise than by themselves, by their ids. */
export interface Dress {
  readonly boxes: ReadonlyMap<string, BoxDress>;
  /** In a comparison: lines that one side alone has. */
  readonly lines: ReadonlyMap<string, 'left' | 'right'>;
}

/** Nothing looks otherwise. */
export const NO_DRESS: Dress = { boxes: new Map(), lines: new Map() };

/** Lengths of dashes and gaps, in CSS pixels, of lines that one side of a comparison alone has. */
export const SIDE_DASHES = { left: [6, 3], right: [2, 2] } as const;
