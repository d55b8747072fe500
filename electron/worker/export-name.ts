import type { ExportFormat } from '../../shared/api/export/export-procedures.ts';
import { checkBareName } from '../../shared/format/bare-name.ts';

/** The name of a file for an export: what a page said, where that can be a name on every system. */
export function exportName(said: string, format: ExportFormat): string {
  const plain = said.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').slice(0, 100);
  return `${checkBareName(plain) === null ? plain : 'export'}.${format}`;
}
