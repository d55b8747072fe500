import type { ExportedItems } from '../../registry/bring-in/export-items.ts';
import { yamlOf } from '../../registry/yaml/write-yaml.ts';
import { jsonDocument } from '../output/json.ts';

/** Exported artifacts as a document, in pieces. */
export function* textOf(items: ExportedItems, format: 'yaml' | 'json'): Generator<string, void> {
  if (format === 'yaml') yield* yamlOf(items);
  else yield* jsonDocument(items);
}
