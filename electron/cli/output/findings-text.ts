import type { FindingKind } from '../../../shared/domain/finding.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { Finding } from '../../../shared/api/workspace/findings.ts';
import type { Page } from './page.ts';
import { counted, heading, parts } from './sections.ts';

/** As many places are shown of each kind. */
const SHOWN = 10;

function title(kind: FindingKind, findings: readonly Finding[], page: Page): string {
  const files = findings.reduce((sum, finding) => sum + finding.files, 0);
  switch (kind) {
    case 'number-above-count': {
      const have = findings.length === 1 ? 'has a number' : 'have numbers';
      return `${counted(findings.length, 'pipeline', page)} ${have} above the count of folders: a later run of nirs4all may overwrite ${findings.length === 1 ? 'it' : 'them'}`;
    }
    case 'pipeline-file':
      return `${counted(findings.length, 'pipeline', page)} whose parameters are not known`;
    case 'differs':
      return `${counted(files, 'file', page)} ${files === 1 ? 'is' : 'are'} not what ${files === 1 ? 'its record says' : 'their records say'}`;
    case 'other-model':
      return `${counted(findings.length, 'pipeline', page)} of a store ${findings.length === 1 ? 'uses' : 'use'} the model of another`;
    case 'unknown-id':
      return `${counted(files, 'id', page)} in chains ${files === 1 ? 'has' : 'have'} no row`;
    case 'lost-file':
      return `${counted(files, 'file', page)} that rows name ${files === 1 ? 'is' : 'are'} lost`;
    case 'never-written':
      return `${counted(findings.length, 'variant', page)} ${findings.length === 1 ? 'was' : 'were'} never written, which is normal`;
    case 'no-row':
      return `${counted(files, 'file', page)} ${files === 1 ? 'has' : 'have'} no row`;
    case 'unnamed-results':
      return `${counted(findings.length, 'folder', page)} of native results that no run names`;
    case 'dead-run':
      return `${counted(findings.length, 'run', page)} ${findings.length === 1 ? 'says' : 'say'} running, and wrote nothing for a day`;
    case 'stored-twice':
      return `${counted(findings.length, 'model', page)} stored several times`;
    case 'in-trash':
      return `${counted(files, 'file', page)} that ${page.namer.many} name ${files === 1 ? 'lies' : 'lie'} in the trash`;
  }
}

/**
 * What is not as it should be, by kind, with what one can do.
 *
 * @param commands what helps, by kind
 */
export function findingsText(
  findings: readonly Finding[],
  commands: Readonly<Partial<Record<FindingKind, string>>>,
  page: Page,
): string {
  const kinds = [...new Set(findings.map(({ kind }) => kind))];
  return parts(
    ...kinds.map((kind) => {
      const those = findings.filter((finding) => finding.kind === kind);
      const lines = those.slice(0, SHOWN).map(({ where, message }) => {
        const what = kind === 'number-above-count' || kind === 'in-trash' ? '' : `: ${message}`;
        return `  ${escapeForTerminal(where + what)}\n`;
      });
      const more = those.length > SHOWN ? `  and ${page.count(those.length - SHOWN)} more\n` : '';
      const command = commands[kind];
      const help = command === undefined ? '' : `To put them back:\n  ${command}\n`;
      return heading(title(kind, those, page), page) + lines.join('') + more + help;
    }),
  );
}
