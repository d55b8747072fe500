/** How a workspace keeps its artifacts: `v3` in files, `store` in a database. Both may lie in one folder. */
export const LAYOUT_NAMES = ['v3', 'store'] as const;

/** See {@link LAYOUT_NAMES}. */
export type LayoutName = (typeof LAYOUT_NAMES)[number];
