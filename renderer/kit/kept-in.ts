import type { LayoutName } from '../../shared/domain/layout-name.ts';

/** Whether what is of a layout has a manifest, a file that can be shown, found in a folder and taken out. Rows of a database have none. */
export function hasManifest(layout: LayoutName): boolean {
  return layout === 'v3';
}

/** Whether a record is a row that no chain uses. */
export function isOfNoPipeline({
  layout,
  run,
}: {
  readonly layout: LayoutName;
  readonly run: string | null;
}): boolean {
  return run === null && !hasManifest(layout);
}
