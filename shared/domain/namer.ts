/** What names stored files in a workspace: `manifest` and `manifests`, `row` and `rows`, or either. */
export interface Namer {
  readonly one: string;
  readonly many: string;
}
