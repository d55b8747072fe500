import { fail } from '../../shared/domain/result.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { DEFAULT_GRACE_MS, type QueryContext } from '../registry/query/context.ts';
import { listUnreadable } from '../registry/query/unreadable.ts';
import type { Workspace } from '../registry/workspace.ts';
import type { Outcome } from './answer.ts';
import type { GlobalOptions } from './options/globals.ts';
import type { Output } from './output/output.ts';
import { chooseWorkspace } from './workspace/choose-workspace.ts';
import { driveScan } from './workspace/drive-scan.ts';
import { interruptible } from './workspace/interrupt.ts';
import { noticeText } from './workspace/notice-text.ts';
import { ProgressLine } from './workspace/progress-line.ts';

/** What a command is given to answer from: a workspace as it lies on disk now. */
export interface Asked {
  readonly workspace: Workspace;
  readonly context: QueryContext;
}

/** How an outcome gets out; see `print-outcome.ts`. */
export type Print = (outcome: Outcome) => Promise<void>;

/** One run of the command line, as commands see it. */
export class Session {
  readonly #globals: () => GlobalOptions;
  readonly #output: Output;
  readonly #errors: Output;
  readonly #print: Print;

  constructor(globals: () => GlobalOptions, output: Output, errors: Output, print: Print) {
    this.#globals = globals;
    this.#output = output;
    this.#errors = errors;
    this.#print = print;
  }

  get globals(): GlobalOptions {
    return this.#globals();
  }

  /** Whether people see stdout as it is written. */
  get isTerminal(): boolean {
    return this.#output.isTerminal;
  }

  /** Tells people something on stderr while a command goes on; each line is escaped. */
  say(message: string): void {
    const lines = message.split('\n').map((line) => `${escapeForTerminal(line)}\n`);
    this.#errors.say(`stemma: ${lines.join('')}`);
  }

  /** Answers without a workspace. */
  async answer(outcome: Outcome): Promise<void> {
    await this.#print(outcome);
  }

  /** Brings the index of the workspace up to date, asks, and prints; the workspace stays open until all is printed. */
  async ask(question: (asked: Asked) => Outcome): Promise<void> {
    const opened = chooseWorkspace(this.globals.workspace?.at(-1));
    if (!opened.ok) return await this.#print(opened);
    const workspace = opened.value;
    try {
      if (!(await this.#scan(workspace))) {
        return await this.#print(
          fail({ code: 'INTERRUPTED', message: 'Interrupted. The index is as it was.' }),
        );
      }
      this.#tellNotices(workspace);
      const context: QueryContext = {
        index: workspace.index,
        nowMs: workspace.now(),
        graceMs: this.globals.grace ?? DEFAULT_GRACE_MS,
        isStale: workspace.isStale,
      };
      return await this.#print(question({ workspace, context }));
    } finally {
      workspace.close();
    }
  }

  async #scan(workspace: Workspace): Promise<boolean> {
    const isQuiet = this.globals.quiet === true || !this.#errors.isTerminal;
    const line = new ProgressLine(this.#errors);
    try {
      return await interruptible((signal) =>
        driveScan(workspace, signal, (progress) => {
          if (!isQuiet) line.show(progress);
        }),
      );
    } finally {
      line.clear();
    }
  }

  #tellNotices(workspace: Workspace): void {
    if (this.globals.quiet === true) return;
    for (const notice of workspace.notices) this.#errors.say(`stemma: ${noticeText(notice)}\n`);
  }
}

/** What can't be read makes numbers uncertain: said with every answer that it touches. */
export function unreadableWarning({ context }: Asked): string[] {
  const unreadable = listUnreadable(context.index);
  if (unreadable.length === 0) return [];
  const [first] = unreadable;
  const what =
    unreadable.length === 1
      ? `${first?.path} can't be read`
      : `${unreadable.length} manifests or folders can't be read`;
  return [`${what}, so nothing is called an orphan, and what only others use isn't sure. See: stemma stats`];
}
