import { skipText } from '../../../shared/text/clean-words.ts';
import type { Skipped } from '../../registry/change/outcome.ts';
import type { Page } from './page.ts';
import { counted, heading } from './sections.ts';
import { table, type Column } from './table.ts';

function columns({ namer }: Page): readonly Column<Skipped>[] {
  return [
    { title: 'File', value: ({ path }) => path, shrinkTo: 40 },
    { title: 'Why', value: ({ reason, message }) => skipText(reason, message, namer) },
  ];
}

/** What work left where it was, and why; empty where it left nothing. */
export function skippedTable(skipped: readonly Skipped[], page: Page): string {
  if (skipped.length === 0) return '';
  return (
    heading(`${counted(skipped.length, 'file', page)} stayed`, page) +
    table(columns(page), skipped, page, '  ')
  );
}
