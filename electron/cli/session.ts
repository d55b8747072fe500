import { isGoneBlock } from '../../shared/domain/known-use.ts';
import { fail } from '../../shared/domain/result.ts';
import type { Namer } from '../../shared/domain/namer.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { storeNotice } from '../../shared/text/store-text.ts';
import { decisionsFor } from '../registry/change/decisions.ts';
import { isGoingOn, unfinishedWork } from '../registry/change/interrupted.ts';
import type { Cleaning } from '../registry/change/look.ts';
import type { Cancel, CleanProgress } from '../registry/change/outcome.ts';
import { settledWith } from '../registry/change/settled.ts';
import { makeSite } from '../registry/change/site.ts';
import { DEFAULT_GRACE_MS, type QueryContext } from '../registry/state/context.ts';
import { areAllGone, listBlocking } from '../registry/state/blocking.ts';
import { troubleText } from '../registry/state/unreadable.ts';
import { windowWords } from '../registry/layouts/layouts.ts';
import { recogniseStore } from '../registry/layouts/store/store.ts';
import type { Workspace } from '../registry/workspace.ts';
import type { Outcome } from './answer.ts';
import type { Failure } from './failure.ts';
import type { GlobalOptions } from './options/globals.ts';
import type { Output } from './output/output.ts';
import { chooseWorkspace } from './workspace/choose-workspace.ts';
import { inTurns } from './workspace/in-turns.ts';
import { interruptible } from './workspace/interrupt.ts';
import { noticeText } from './workspace/notice-text.ts';
import { ProgressLine } from './workspace/progress-line.ts';
import { scanInThread } from './workspace/scan-in-thread.ts';
import { cleanText, scanText, waysText } from './workspace/progress-text.ts';

/**
 * A first scan that finds more manifests goes on in a thread, which begins anew: the heap of the thread that Node starts with can't be
 * limited any more, and grows by a hundred megabytes for nothing. It costs as much to start as walking over so many.
 */
const MOST_HERE = 500;

/** What a command is given to answer from: a workspace as it lies on disk now. */
export interface Asked {
  readonly workspace: Workspace;
  readonly context: QueryContext;
  /** For changing the workspace and looking at its trash. */
  readonly cleaning: Cleaning;
}

/** How an outcome gets out, with what names files in the workspace that it is about; see `print-outcome.ts`. */
export type Print = (outcome: Outcome, namer?: Namer) => Promise<void>;

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

  /**
   * Brings the index of the workspace up to date, asks, and prints; the workspace stays open until all is printed.
   *
   * @param asksWays whether the question needs what follows from the ways of pipelines, which large scans leave
   */
  async ask(question: (asked: Asked) => Outcome | Promise<Outcome>, asksWays = false): Promise<void> {
    await this.#open(async (cleaning) => {
      const { workspace, site } = cleaning;
      if (!(await this.#scan(workspace))) {
        return fail({ code: 'INTERRUPTED', message: 'Interrupted. The index is as it was.' });
      }
      const failure = asksWays ? await this.#deriveWays(workspace) : null;
      if (failure !== null) return fail(failure);
      this.#tellNotices(workspace);
      this.#tellUnfinished(cleaning);
      const context: QueryContext = {
        index: workspace.index,
        nowMs: workspace.now(),
        graceMs: this.globals.grace ?? DEFAULT_GRACE_MS,
        isStale: workspace.isStale,
        ...settledWith(site, workspace.index, decisionsFor(site, workspace.index)),
      };
      return await question({ workspace, context, cleaning });
    });
  }

  /** Answers from what lies in the workspace without bringing its index up to date. */
  async askTrash(question: (cleaning: Cleaning) => Outcome | Promise<Outcome>): Promise<void> {
    await this.#open(question);
  }

  /**
   * Drives work that changes the workspace, with its progress on the terminal. A signal asks it to stop after the current
   * file, which is told by its result.
   */
  async drive<Value>(work: (cancel: Cancel) => Generator<CleanProgress, Value>): Promise<Value> {
    return await this.#withProgress(async (show) => {
      const turned = await interruptible((signal) =>
        inTurns(work(signal), (progress) => {
          show(cleanText(progress));
          return true;
        }),
      );
      if (!turned.isDone) throw new Error('Work that changes a workspace was given up.');
      return turned.value;
    });
  }

  /** Opens the workspace for a question, and keeps it open until the outcome is printed. */
  async #open(question: (cleaning: Cleaning) => Outcome | Promise<Outcome>): Promise<void> {
    const opened = chooseWorkspace(this.globals.workspace?.at(-1));
    if (!opened.ok) return await this.#print(opened);
    const workspace = opened.value;
    try {
      this.#tellStore(workspace);
      const { namer } = windowWords(workspace.layout);
      return await this.#print(await question({ workspace, site: makeSite(workspace.realRoot) }), namer);
    } finally {
      workspace.close();
    }
  }

  /** Whether the index is of now; false where that was interrupted. */
  async #scan(workspace: Workspace): Promise<boolean> {
    const words = windowWords(workspace.layout);
    return await this.#withProgress((show) =>
      interruptible(async (signal) => {
        let isLarge = false;
        const scan = async (most: number): Promise<boolean> => {
          const turned = await inTurns(
            workspace.scan(),
            (progress) => {
              show(scanText(progress, words));
              return !signal.aborted;
            },
            ({ phase, manifests }) => (isLarge = phase === 'look' && manifests > most),
          );
          return turned.isDone;
        };
        const isFirst = !workspace.hasIndex && workspace.isKept;
        if (await scan(isFirst ? MOST_HERE : Number.POSITIVE_INFINITY)) return true;
        if (signal.aborted || !isLarge) return false;
        workspace.close();
        const outcome = await scanInThread(workspace, (progress) => show(scanText(progress, words)), signal);
        workspace.reopen();
        if (outcome === 'cancelled') return false;
        return (outcome === 'done' && workspace.hasIndex) || (await scan(Number.POSITIVE_INFINITY));
      }),
    );
  }

  async #deriveWays(workspace: Workspace): Promise<Failure | null> {
    const turned = await this.#withProgress((show) =>
      interruptible((signal) =>
        inTurns(workspace.deriveWays(), (progress) => {
          show(waysText(progress));
          return !signal.aborted;
        }),
      ),
    );
    if (!turned.isDone) return { code: 'INTERRUPTED', message: 'Interrupted. The next command goes on.' };
    if (turned.value !== 'busy') return null;
    const message = 'Another Stemma is writing the index just now. Try again in a moment.';
    return { code: 'INDEX_BUSY', message };
  }

  async #withProgress<Value>(work: (show: (text: string) => void) => Promise<Value>): Promise<Value> {
    const isQuiet = this.globals.quiet === true || !this.#errors.isTerminal;
    const line = new ProgressLine(this.#errors);
    try {
      return await work((text) => {
        if (!isQuiet) line.show(text);
      });
    } finally {
      line.clear();
    }
  }

  /** A store of DuckDB is not read: said with every command, because what it answers is not all that is there. */
  #tellStore({ fs, root, layout }: Workspace): void {
    const store = layout.name === 'v3' || this.globals.quiet === true ? null : recogniseStore(fs, root);
    if (store?.database === 'store.duckdb') this.say(storeNotice(store, layout.name === 'both'));
  }

  #tellNotices(workspace: Workspace): void {
    if (this.globals.quiet === true) return;
    for (const notice of workspace.notices) this.#errors.say(`stemma: ${noticeText(notice)}\n`);
  }

  /** Work on the trash that was cut off is shown first of all, whatever was asked. */
  #tellUnfinished({ site }: Cleaning): void {
    if (this.globals.quiet === true) return;
    const unfinished = unfinishedWork(site);
    if (!unfinished.ok) return this.say(unfinished.error.message);
    if (unfinished.value.work.length === 0) return;
    const what = isGoingOn(unfinished.value)
      ? 'Another Stemma is at work.'
      : 'Work on the trash was cut off.';
    this.say(`${what} See: stemma trash list`);
  }
}

/** What can't be read or seems to be gone makes numbers uncertain: said with every answer that it touches. */
export function unreadableWarning({ context }: Asked): string[] {
  const blocks = listBlocking(context);
  const [first, ...others] = blocks;
  if (first === undefined) return [];
  const gone = others.length === 0 ? `${first.path} is empty` : `${blocks.length} folders of runs are empty`;
  const what = areAllGone(blocks) ? gone : troubleText(blocks.filter((block) => !isGoneBlock(block)));
  const which = blocks.some(({ scope }) => scope === null) ? 'nothing is' : 'some files are not';
  return [`${what}, so ${which} called an orphan, and what only others use isn't sure. See: stemma stats`];
}
