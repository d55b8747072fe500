/** How it looks that something is the matter with a box; the words stand in its second line. */
export interface BoxState {
  /** One word for it, in the legend. */
  readonly legend: string;
  /** How grave it is, or in a comparison on which side it is. */
  readonly tone: 'danger' | 'warn' | 'muted' | 'left' | 'right' | 'changed';
  /** What goes, or is not there, has a dashed border. */
  readonly isDashed: boolean;
}
