import type { ExportedItems } from './export-items.ts';
import { yamlOf } from '../yaml/write-yaml.ts';
import { jsonDocument } from '../../../shared/text/json-text.ts';

/** Exported artifacts as a document, in pieces. */
export function* textOf(items: ExportedItems, format: 'yaml' | 'json'): Generator<string, void> {
  if (format === 'yaml') yield* yamlOf(items);
  else yield* jsonDocument(items);
}
