import type { CoreClient, HostClient } from '../../../shared/api/client.ts';
import type { ScanProgress, WorkspaceStatus } from '../../../shared/api/workspace/workspace.ts';
import { streamOf, type Answers } from './answers.ts';
import type { Exhibit, Otherwise, ShownWindow } from './exhibit.ts';
import type { Trouble } from './gallery-connections.ts';
import type { WorkspaceName } from './workspace-names.ts';

/** How the core is made to answer otherwise. */
export type CoreAnswers = (real: CoreClient) => Answers<CoreClient>;

/** What an exhibit of the whole window may say besides its name, title and place. */
export interface WindowOptions {
  readonly steps?: Exhibit['steps'];
  readonly core?: CoreAnswers;
  readonly host?: Answers<HostClient>;
  readonly otherwise?: Otherwise;
  readonly trouble?: Trouble;
  readonly isBug?: boolean;
  readonly isBlank?: boolean;
  readonly isWide?: boolean;
}

function windowAt(
  at: ShownWindow['at'],
  [name, title, shows]: readonly [name: string, title: string, shows: Exhibit['shows']],
  { steps, isBug = false, isBlank = false, isWide = false, ...asked }: WindowOptions,
): Exhibit {
  return {
    name,
    title,
    shows,
    ...(steps === undefined ? {} : { steps }),
    isBug,
    isBlank,
    isWide,
    shown: { kind: 'window', at, ...asked },
  };
}

/** The window on a place of a workspace. */
export function inWorkspace(
  workspace: WorkspaceName,
  place: string,
  label: readonly [name: string, title: string, shows: Exhibit['shows']],
  options: WindowOptions = {},
): Exhibit {
  return windowAt({ workspace, place }, label, options);
}

/** The window at another address. */
export function atHash(
  hash: string,
  label: readonly [name: string, title: string, shows: Exhibit['shows']],
  options: WindowOptions = {},
): Exhibit {
  return windowAt({ hash }, label, options);
}

async function* changed(
  real: AsyncIterable<WorkspaceStatus>,
  change: Partial<WorkspaceStatus>,
): AsyncGenerator<WorkspaceStatus, void, void> {
  for await (const status of real) yield { ...status, ...change };
}

/** A workspace with another status than it has. */
export function withStatus(change: Partial<WorkspaceStatus>): CoreAnswers {
  return (real) => ({
    workspace: {
      watch: async (...asked) => streamOf(changed(await real.workspace.watch(...asked), change)),
    },
  });
}

/** How far a scan of a large workspace is. */
export const SCAN: ScanProgress = {
  phase: 'read',
  files: 41_200,
  bytes: 8_240_000_000,
  manifests: 3925,
  records: 26_400,
  toRead: 3925,
  read: 2471,
};

/** The first scan of a workspace, while it goes on. */
export const firstScan =
  (scan: Partial<ScanProgress> = {}): CoreAnswers =>
  (real) => ({
    workspace: {
      ...withStatus({ isReady: false, revision: 0, scannedAt: null, scan: { ...SCAN, ...scan } })(real)
        .workspace,
      scan: () => new Promise<never>(() => undefined),
    },
  });
