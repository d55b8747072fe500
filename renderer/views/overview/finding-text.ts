import type { Namer } from '../../../shared/domain/namer.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import type { Finding } from '../../../shared/api/workspace/findings.ts';
import { plural } from '../../text/plural.ts';

/** More are not listed: the command line has them all. */
const LISTED = 100;

/** Where findings are, a line each. */
export function findingPlaces(findings: readonly Finding[]): string {
  const lines = findings.slice(0, LISTED).map(({ where }) => escapeForTerminal(where));
  const more = findings.length - LISTED;
  return [...lines, ...(more > 0 ? [`and ${formatCount(more)} more`] : [])].join('\n');
}

/** `2 pipelines have numbers above the count of folders in their run`. */
export function aboveCountTitle(count: number): string {
  const what = plural(count, 'pipeline');
  return count === 1
    ? `${what} has a number above the count of folders in its run`
    : `${what} have numbers above the count of folders in their runs`;
}

/** `3 files that manifests name lie in the trash`. */
export function inTrashTitle(files: number, { one, many }: Namer): string {
  return `${plural(files, 'file')} that ${files === 1 ? `a ${one} names lies` : `${many} name lie`} in the trash`;
}

/** `2 files are not what their records say`. */
export function differsTitle(files: number): string {
  return files === 1
    ? '1 file is not what its record says'
    : `${plural(files, 'file')} are not what their records say`;
}
