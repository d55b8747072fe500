import type { Command } from 'commander';
import { ok } from '../../../shared/domain/result.ts';
import { listTrash } from '../../registry/change/trash.ts';
import { findingsOf } from '../../registry/clean/findings.ts';
import { complete } from '../../registry/columns/slices.ts';
import { nextCommand } from '../clean/next-command.ts';
import { examples } from '../options/examples.ts';
import { findingsText } from '../output/findings-text.ts';
import { unreadableWarning, type Session } from '../session.ts';

/** `stemma findings`. */
export function addFindingsCommand(program: Command, session: Session): void {
  program
    .command('findings')
    .description('What in the workspace is not as it should be, apart from what can’t be read')
    .addHelpText(
      'after',
      examples(['findings', 'with an explanation each'], ['findings --json', 'for a script']),
    )
    .action(() =>
      session.ask((asked) => {
        const { site } = asked.cleaning;
        const { index } = asked.context;
        const trash = listTrash(site, index);
        const findings = complete(findingsOf(site, index, trash.ok ? trash.value : []));
        return ok({
          document: findings,
          text: (page) =>
            findings.length === 0
              ? 'Nothing is found.\n'
              : findingsText(
                  findings,
                  { 'in-trash': nextCommand(session.globals, 'trash', 'restore', '--wanted', '--apply') },
                  page,
                ),
          warnings: [...unreadableWarning(asked), ...(trash.ok ? [] : [trash.error.message])],
        });
      }),
    );
}
