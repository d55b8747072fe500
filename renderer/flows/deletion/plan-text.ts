import type { LayoutWords } from '../../../shared/api/workspace/layout-words.ts';
import type { PlanHead } from '../../../shared/api/deletion/clean-plan.ts';
import type { FileTotals } from '../../../shared/api/numbers.ts';
import type { Namer } from '../../../shared/domain/namer.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { localSecond } from '../../../shared/text/local-time.ts';
import type { WhatIf } from '../../../shared/api/deletion/what-if.ts';
import { plural } from '../../text/plural.ts';

/** A time of today as people read it where they are: `14:32:20`. */
export function clock(milliseconds: number): string {
  return localSecond(new Date(milliseconds));
}

/** What a plan is called. */
export function planTitle({ kind, subject, moves, pipelines }: PlanHead): string {
  const name = escapeForTerminal(subject ?? '');
  switch (kind) {
    case 'orphans':
      return `Move ${plural(moves.files, 'orphan')} to the trash`;
    case 'foreign':
      return `Move ${plural(moves.files, 'foreign file')} to the trash`;
    case 'results':
      return `Move ${plural(moves.files, 'file')} of native results to the trash`;
    case 'pipeline':
    case 'pipelines':
      return `Move ${plural(pipelines, 'pipeline')} to the trash`;
    case 'failed':
      return `Move ${plural(pipelines, 'failed pipeline')} to the trash`;
    case 'dataset':
      return `Move the whole dataset ${name} to the trash`;
    case 'import':
      return `Move ${plural(moves.files, 'damaged file')} to the trash`;
  }
}

/** `breaks 4 artifacts of 2 pipelines`, or `breaks nothing`. */
export function breaksText({ artifacts, pipelines }: WhatIf['breaks']): string {
  if (artifacts === 0) return 'breaks nothing';
  return `breaks ${plural(artifacts, 'artifact')}${pipelines === 0 ? '' : ` of ${plural(pipelines, 'pipeline')}`}`;
}

/** The two parts of what a plan moves: `42 stored, 148 kB; 12 in their own folders, 131 kB`; empty where it takes no folder of a pipeline. */
export function partsText({ stored, folders }: Pick<PlanHead, 'stored' | 'folders'>): string {
  if (folders.files === 0) return '';
  const part = ({ files, bytes }: FileTotals, where: string): string =>
    `${formatCount(files)} ${where}, ${formatBytes(bytes)}`;
  return `${part(stored, 'stored')}; ${part(folders, 'in their own folders')}`;
}

/** `2.60 MB stay, 55 other pipelines use them`; empty where nothing stays. */
export function staysText({ files, bytes, pipelines, copies }: WhatIf['stays']): string {
  if (files === 0) return '';
  const users = [
    ...(pipelines > 0 ? [plural(pipelines, 'other pipeline')] : []),
    ...copies.map((place) => COPIES[place]),
  ];
  const stay = `${formatBytes(bytes)} stay${files === 1 ? 's' : ''}`;
  const what = files === 1 ? 'it' : 'them';
  if (users.length === 0) return `${stay}, a missing record or a running pipeline may mean ${what}`;
  const names = [users.slice(0, -1).join(', '), users.at(-1) ?? ''].filter((part) => part !== '');
  const isOne = users.length === 1 && pipelines < 2;
  return `${stay}, ${names.join(' and ')} ${isOne ? 'uses' : 'use'} ${what}`;
}

/** Manifests beside those of pipelines. */
const COPIES: Readonly<Record<WhatIf['stays']['copies'][number], string>> = {
  library: 'the library',
  export: 'an export',
  other: 'a copy of a manifest',
};

/** `corn and corn2 are other datasets and are not touched.`; names that one could mistake for the dataset's. */
export function nearText(near: readonly string[]): string {
  const names = near.map((name) => escapeForTerminal(name));
  const [first = '', ...others] = names;
  if (others.length === 0) return `${first} is another dataset and is not touched.`;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are other datasets and are not touched.`;
}

/** What one agrees to where pipelines may be running: `Take 2 pipelines that may still be running, which ends their runs`. */
export function runningText(count: number): string {
  const what = plural(count, 'pipeline');
  return `Take ${what} that may still be running: ${count === 1 ? 'its run' : 'their runs'} would end with an error`;
}

/** `47 pipelines and 3 copies of manifests`. */
export function manifestsText({ pipelines, copies }: PlanHead['manifests']): string {
  const own = plural(pipelines, 'pipeline');
  return copies === 0 ? own : `${own} and ${plural(copies, 'copy of a manifest', 'copies of manifests')}`;
}

/** How much of it could be read: `all readable`, `1 not readable, 2 counted as empty`. */
export function readableText({
  manifests: { unreadable },
  counted_empty: counted,
}: Pick<PlanHead, 'manifests' | 'counted_empty'>): string {
  const parts = [
    ...(unreadable === 0 ? [] : [`${formatCount(unreadable)} not readable`]),
    ...(counted.length === 0 ? [] : [`${formatCount(counted.length)} counted as empty`]),
  ];
  return parts.length === 0 ? 'all readable' : parts.join(', ');
}

/** Where a plan comes from, and what one can trust in. */
export function planFinePrint(plan: PlanHead, { one }: Namer): string {
  return (
    `From a fresh scan at ${clock(plan.scanned_at)}: ${manifestsText(plan.manifests)}, ${readableText(plan)}. Right before the move ` +
    `each file is looked at again; one that changed or that a ${one} names by then stays. You can undo until you ` +
    'empty the trash, and only emptying gives the disk space back.'
  );
}

/** What is odd about a workspace with files and without manifests, which its layout keeps in `runs`. */
export function noManifestsText(
  files: number | null,
  { runs, namer }: Pick<LayoutWords, 'runs' | 'namer'>,
): string {
  if (files === null) return `There is no ${namer.one} in this workspace. Did ${runs} move?`;
  const are = files === 1 ? 'is' : 'are';
  return `There ${are} ${plural(files, 'file')} and no ${namer.one}. Did ${runs} move?`;
}
