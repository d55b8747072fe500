import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { DEFAULT_GRACE_MS } from '../../registry/state/context.ts';
import { cacheFolder } from '../../registry/index/location.ts';
import { canBeToken } from '../../server/secret.ts';
import { startServer, type RunningServer, type ServerOptions } from '../../server/server.ts';
import { CoreHost } from '../../worker/threads/core-host.ts';
import type { OpenedWorkspace } from '../../worker/threads/core-protocol.ts';
import { startCore } from '../../worker/threads/start-core.ts';
import type { Answer } from '../answer.ts';
import { openBrowser } from '../desktop/open-browser.ts';
import type { Failure } from '../failure.ts';
import { packageRoot } from '../package-root.ts';
import type { Session } from '../session.ts';
import { systemError } from '../system-error.ts';
import { version } from '../version.ts';
import { chooseFolders, openFailure } from '../workspace/choose-workspace.ts';
import { interruptible } from '../workspace/interrupt.ts';

/** How `stemma serve` was asked. */
export interface ServeOptions {
  readonly port: number;
  readonly readOnly?: true;
  readonly open?: true;
}

/** The environment variable of a token that stays the same. Not an option, because everybody on the machine can read those. */
const TOKEN_VARIABLE = 'STEMMA_TOKEN';

/** The folder of the built page. */
function pageFolder(): Result<string, Failure> {
  const folder = join(packageRoot(), 'out', 'renderer');
  if (existsSync(join(folder, 'index.html'))) return ok(folder);
  return fail({
    code: 'CANNOT_READ',
    message: `The page is not built: nothing in ${folder}. Run: npm run build`,
  });
}

/** Opens what was named in the core, each workspace once. */
async function openAll(
  core: CoreHost,
  named: readonly string[] | undefined,
  graceMs: number,
): Promise<Result<OpenedWorkspace[], Failure>> {
  const folders = chooseFolders(named);
  if (!folders.ok) return folders;
  const workspaces = new Map<string, OpenedWorkspace>();
  for (const { root } of folders.value) {
    const opened = await core.open({ path: root, graceMs });
    if (!opened.ok) return fail(openFailure(opened.error));
    workspaces.set(opened.value.id, opened.value);
  }
  return ok([...workspaces.values()]);
}

/** The system's errors for a port that can't be taken. */
function portFailure(error: unknown, wanted: number): Failure {
  const { code, message } = systemError(error);
  const details = { port: wanted };
  if (code === 'EADDRINUSE') {
    const say = `Port ${wanted} is in use. Choose another with --port, or leave it out for a free one.`;
    return { code: 'CANNOT_LISTEN', message: say, details };
  }
  return { code: 'CANNOT_LISTEN', message: `Port ${wanted} can't be had: ${message}`, details };
}

/**
 * The token that the environment gives; undefined where it gives none. It is taken out of there, so that programs that
 * are started from here do not inherit it.
 */
function takeToken(environment: NodeJS.ProcessEnv): Result<string | undefined, Failure> {
  const token = environment[TOKEN_VARIABLE];
  delete environment[TOKEN_VARIABLE];
  if (token === undefined || token === '') return ok(undefined);
  if (canBeToken(token)) return ok(token);
  const message = `${TOKEN_VARIABLE} must hold 43 to 512 characters out of A-Z, a-z, 0-9, - and _, made at random.`;
  return fail({ code: 'USAGE', message });
}

async function listen(options: ServerOptions): Promise<Result<RunningServer, Failure>> {
  try {
    return ok(await startServer(options));
  } catch (error) {
    return fail(portFailure(error, options.port));
  }
}

/** Where the page is, for people and for programs. */
function whereabouts({ url, port: at }: RunningServer, workspaces: readonly OpenedWorkspace[]): Answer {
  return {
    document: {
      url,
      port: at,
      workspaces: workspaces.map(({ id, name, root }) => ({ id, name, path: root })),
    },
    text: () =>
      `Stemma is at ${url}\n` +
      `From another computer, run there first: ssh -L ${at}:127.0.0.1:${at} ${escapeForTerminal(hostname())}\n` +
      'Ctrl C stops it.\n',
  };
}

/** Serves until a signal ends it, which is the normal end. */
async function serve(session: Session, core: CoreHost, options: ServeOptions): Promise<void> {
  const { workspace: named, grace: graceMs = DEFAULT_GRACE_MS } = session.globals;
  const token = takeToken(process.env);
  if (!token.ok) return await session.answer(token);
  const folder = pageFolder();
  if (!folder.ok) return await session.answer(folder);
  const opened = await openAll(core, named, graceMs);
  if (!opened.ok) return await session.answer(opened);
  await interruptible(async (signal) => {
    const started = await listen({
      core,
      workspaces: opened.value,
      graceMs,
      version: version(),
      port: options.port,
      readOnly: options.readOnly === true,
      folder: folder.value,
      cache: cacheFolder(),
      token: token.value,
      log: (what, error) => session.say(bugText(what, error)),
    });
    if (!started.ok) return await session.answer(started);
    const server = started.value;
    try {
      await session.answer(ok(whereabouts(server, opened.value)));
      if (options.open === true) {
        openBrowser(server.urlForOnce(), (problem) => session.say(`${problem} Open the URL by hand.`));
      }
      if (!signal.aborted) await once(signal, 'abort');
    } finally {
      await server.close();
    }
  });
}

function bugText(what: string, error: unknown): string {
  return `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** Serves until a signal ends it. Loaded by this command alone: the file and what it imports are half of the program. */
export async function serveWindow(session: Session, options: ServeOptions): Promise<void> {
  const core = new CoreHost(startCore, (what, error) => session.say(bugText(what, error)));
  try {
    await serve(session, core, options);
  } finally {
    await core.close();
  }
}
