/** Why nothing can be changed in a workspace, for what would change it; null where it may be written. */
export function readOnlyRefusal(readOnly: string | null): string | null {
  return readOnly === null ? null : `This workspace is read-only: ${readOnly}`;
}
