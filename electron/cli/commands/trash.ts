import type { Command } from 'commander';
import { fail, ok } from '../../../shared/domain/result.ts';
import { trashNow } from '../../registry/change/interrupted.ts';
import { cleanFailure } from '../clean/clean-failure.ts';
import { nextCommand } from '../clean/next-command.ts';
import { addSaidOptions, saidOf, type SaidOptions } from '../clean/plan-options.ts';
import { emptied } from '../clean/trash-empty.ts';
import { restored, wantedRestored, type Doing } from '../clean/trash-restore.ts';
import { resumed } from '../clean/trash-resume.ts';
import { unlocked } from '../clean/trash-unlock.ts';
import { examples } from '../options/examples.ts';
import { duration } from '../options/parse.ts';
import { durationText } from '../output/duration-text.ts';
import { trashText } from '../output/trash-text.ts';
import type { Session } from '../session.ts';

interface ApplyOptions {
  readonly apply?: true;
}

interface EmptyOptions extends ApplyOptions, SaidOptions {
  /** Milliseconds. */
  readonly olderThan?: number;
}

/** Whether to do it, with the command that does it: this one, and `--apply`. */
function doing({ globals }: Session, { apply }: ApplyOptions, ...words: readonly string[]): Doing {
  return { isApplied: apply === true, command: nextCommand(globals, 'trash', ...words, '--apply') };
}

function addList(trash: Command, session: Session): void {
  trash
    .command('list')
    .description('What lies in the trash, by clean-up; what is named again; work that was cut off')
    .action(() =>
      session.ask(({ cleaning, context }) => {
        const { globals } = session;
        const now = trashNow(cleaning.site, context.index);
        if (!now.ok) return fail(cleanFailure(now.error, cleaning.site, globals));
        const commands = {
          resume: (id: string) => nextCommand(globals, 'trash', 'resume', id, '--apply'),
          restore: (id: string) => nextCommand(globals, 'trash', 'restore', id, '--apply'),
          wanted: nextCommand(globals, 'trash', 'restore', '--wanted', '--apply'),
        };
        return ok({
          document: now.value.batches,
          text: (page) => trashText(now.value, commands, page),
        });
      }),
    );
}

function addRestore(trash: Command, session: Session): void {
  trash
    .command('restore')
    .description('Put a clean-up back, or some files of it; also rolls back one that was cut off')
    .argument('[id]', 'the id that trash list shows')
    .argument('[files...]', 'paths as they were in the workspace; without any, all of it')
    .option('--wanted', 'instead: all files of the trash that are named again')
    .option('--apply', 'do it; without it this only shows what would go back')
    .action((id: string | undefined, files: string[], options: ApplyOptions & { wanted?: true }) => {
      if ((id === undefined) !== (options.wanted === true)) {
        const message = 'Name the id of a clean-up, or give --wanted.\nSee: stemma trash restore --help';
        return session.answer(fail({ code: 'USAGE', message }));
      }
      if (id === undefined) {
        const how = doing(session, options, 'restore', '--wanted');
        return session.ask((asked) => wantedRestored(session, asked, how));
      }
      const how = doing(session, options, 'restore', id, ...files);
      return session.askTrash((cleaning) => restored(session, cleaning, id, files, how));
    });
}

function addResume(trash: Command, session: Session): void {
  addSaidOptions(
    trash
      .command('resume')
      .description('Finish work on the trash that was cut off')
      .argument('<id>', 'the id that trash list shows')
      .option('--apply', 'do it; without it this only shows what is left to do'),
  ).action((id: string, options: ApplyOptions & SaidOptions) =>
    session.askTrash((cleaning) =>
      resumed(session, cleaning, id, options, doing(session, options, 'resume', id, ...said(options))),
    ),
  );
}

/** What was said of a workspace that does not tell all, as it was typed. */
function said({ countEmpty = [], lookPast = [], countDeleted = [], confirmEmpty }: SaidOptions): string[] {
  const places = [
    ...countEmpty.flatMap((manifest) => ['--count-empty', manifest]),
    ...lookPast.flatMap((path) => ['--look-past', path]),
    ...countDeleted.flatMap((dataset) => ['--count-deleted', dataset]),
  ];
  return confirmEmpty === undefined ? places : [...places, '--confirm-empty', confirmEmpty];
}

function addEmpty(trash: Command, session: Session): void {
  addSaidOptions(
    trash
      .command('empty')
      .description(
        "Delete what lies in the trash for good: the one thing that frees space and can't be undone",
      )
      .argument('[id]', 'the id of one clean-up; without it, all')
      .option('--older-than <time>', 'only clean-ups older than this: 30d, 12h', duration)
      .option('--apply', 'do it; without it this only shows what would be deleted'),
  ).action((id: string | undefined, options: EmptyOptions) => {
    const age = options.olderThan === undefined ? [] : ['--older-than', durationText(options.olderThan)];
    const ids = id === undefined ? [] : [id];
    const how = doing(session, options, 'empty', ...ids, ...age, ...said(options));
    return session.ask(({ cleaning, workspace }) => {
      const request = { ids, olderThanMs: options.olderThan ?? null, said: saidOf(workspace, options) };
      return emptied(session, cleaning, request, how);
    });
  });
}

function addUnlock(trash: Command, session: Session): void {
  trash
    .command('unlock')
    .description('Who holds the lock of the workspace; takes away one that was left behind')
    .argument('[mark]', 'the mark of exactly that lock, as this command shows it')
    .option('--apply', 'take it away')
    .action((mark: string | undefined, options: ApplyOptions) =>
      session.askTrash((cleaning) => unlocked(session, cleaning, mark, options.apply === true)),
    );
}

/** `stemma trash ...`. */
export function addTrashCommand(program: Command, session: Session): void {
  const trash = program
    .command('trash')
    .description('What was cleaned up: look at it, put it back, delete it for good')
    .addHelpText(
      'after',
      examples(
        ['trash list', 'what is there'],
        ['trash restore 20261124T090000Z-3f9c0e --apply', 'undo a clean-up'],
        ['trash empty --older-than 30d', 'what would be deleted for good; changes nothing'],
      ),
    );
  addList(trash, session);
  addRestore(trash, session);
  addResume(trash, session);
  addEmpty(trash, session);
  addUnlock(trash, session);
}
