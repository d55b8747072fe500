/** The views of a workspace, in the order of the navigation. */
export const VIEWS = ['overview', 'chains', 'graph', 'artifacts', 'clean-up', 'trash', 'import'] as const;

/** See {@link VIEWS}. */
export type View = (typeof VIEWS)[number];

/** What a view is called. */
export const VIEW_NAMES: Readonly<Record<View, string>> = {
  overview: 'Overview',
  chains: 'Chains',
  graph: 'Graph',
  artifacts: 'Artifacts',
  'clean-up': 'Clean up',
  trash: 'Trash',
  import: 'Import',
};

/** Reads the name of a view as the address has it. */
export function readView(text: string | undefined): View | null {
  return VIEWS.find((view) => view === text) ?? null;
}
