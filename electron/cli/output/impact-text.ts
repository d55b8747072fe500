import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import type { FileTotals } from '../../../shared/api/numbers.ts';
import type { Break } from '../../../shared/api/deletion/clean-errors.ts';
import type { Impact } from '../../registry/ask/deletion/what-if.ts';
import { asStart } from '../../../shared/text/unreadable-words.ts';
import type { Page } from './page.ts';
import { nameOf } from './record-text.ts';
import { counted, facts, heading, parts } from './sections.ts';
import { table, type Column } from './table.ts';

/** Columns of what would break. */
export const breakColumns = (page: Page): readonly Column<Break>[] => [
  { title: 'Artifact', value: nameOf },
  { title: 'Would miss', value: ({ needs }) => needs, shrinkTo: 24 },
  { title: 'Because', value: ({ inferred }) => (inferred ? 'inferred' : 'written') },
  { title: asStart(page.namer.one), value: ({ manifest }) => manifest, shrinkTo: 24 },
];

function filesText({ files, bytes }: FileTotals, page: Page, says: string): string {
  return files === 0 ? '' : `${formatBytes(bytes)} in ${counted(files, 'file', page)}${says}`;
}

/**
 * What deleting something would do, for people.
 *
 * @param derived records that would lose what they were fitted on, which no manifest writes
 */
export function impactText(name: string, impact: Impact, derived: number, page: Page): string {
  const { breaks } = impact;
  const list = facts(
    [
      { name: 'Frees', value: filesText(impact.frees, page, '') || 'nothing' },
      { name: 'Its own folder', value: filesText(impact.folders, page, '') },
      { name: 'Stays', value: filesText(impact.stays, page, ' that something else uses too') },
      {
        name: 'Frees nothing',
        value: filesText(impact.frees_nothing, page, ' with other names, or behind links'),
      },
      {
        name: 'Breaks',
        value: breaks.length === 0 ? 'nothing' : counted(breaks.length, 'artifact', page),
        tone: breaks.length === 0 ? 'plain' : 'danger',
      },
      {
        name: 'Loses its input',
        value:
          derived === 0
            ? ''
            : `${counted(derived, 'artifact', page)} (derived from the pipeline, not written)`,
        tone: 'danger',
      },
    ],
    page,
  );
  return parts(
    `${page.style('strong', `Deleting ${escapeForTerminal(name)}`)}\n${list}`,
    breaks.length === 0 ? '' : heading('Would break', page) + table(breakColumns(page), breaks, page, '  '),
  );
}
