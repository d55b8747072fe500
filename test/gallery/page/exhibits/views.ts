import type { View } from '../../../../renderer/state/route/views.ts';
import type { Exhibit, Room } from '../exhibit.ts';
import { FAILURES } from '../failures.ts';
import { firstScan, inWorkspace, SCAN, withStatus } from '../in-window.ts';

/** States that every view goes through, whatever it shows. */
export const VIEW_STATES = ['full', 'loading', 'scanning', 'empty', 'refused', 'busy', 'error'] as const;

type ViewState = (typeof VIEW_STATES)[number];

type Shows = readonly (string | RegExp)[];

/** What is seen of a view that is full, and of one that has nothing to show. */
const SEEN: Readonly<Record<View, { readonly title: string; readonly full: Shows; readonly empty: Shows }>> =
  {
    overview: {
      title: 'Overview',
      full: ['Records', 'Saved by sharing', 'Biggest pipelines', 'unknown type'],
      empty: ['No artifacts yet'],
    },
    chains: { title: 'Chains', full: ['exclusive', /wheat/, /runs?/], empty: ['No chains yet'] },
    graph: { title: 'Graph', full: ['wheat', /\d pipelines/, /\d records/], empty: ['No pipelines yet'] },
    artifacts: { title: 'Artifacts', full: ['22 records', 'MinMaxScaler'], empty: ['No artifacts yet'] },
    'clean-up': {
      title: 'Clean up',
      full: ['Orphans', 'no manifest names it', 'Nothing selected'],
      empty: ['No orphans'],
    },
    import: { title: 'Import', full: ['Choose files…', 'Choose a folder…'], empty: ['Drop anything here'] },
    trash: { title: 'Trash', full: ['2 batches', 'orphans', 'Restore'], empty: ['The trash is empty'] },
  };

/** What a view shows while the first scan goes on. The trash knows what it holds without one. */
const SCANNING: Readonly<Record<View, string>> = {
  overview: 'What takes the space is shown once',
  chains: 'Chains are shown once',
  graph: 'Graphs are drawn once',
  artifacts: 'Records are listed once',
  'clean-up': 'What can be cleaned up is known once',
  trash: 'Trash',
  import: 'Drop anything here',
};

/** What every view says when the core, started anew, does not know the workspace: the one failure that any question can have. */
const ERROR_SHOWN = 'Stemma does not know this workspace';

function stateOf(view: View, state: ViewState): Exhibit {
  const { title, full, empty } = SEEN[view];
  const filled = view === 'trash' ? 'trashed' : 'orphans';
  const name = state === 'full' ? view : `${view}-${state}`;
  switch (state) {
    case 'full':
      return inWorkspace(filled, view, [name, title, full]);
    case 'loading':
      return inWorkspace(filled, view, [name, `${title} before the core answers`, title], {
        otherwise: 'pending',
      });
    case 'scanning':
      return inWorkspace(
        filled,
        view,
        [name, `${title} during the first scan`, [SCANNING[view], /Reading: 2.471 of 3.925 manifests/]],
        { core: firstScan() },
      );
    case 'empty':
      return inWorkspace('empty', view, [name, `${title} of an empty workspace`, empty]);
    case 'refused':
      return inWorkspace(
        filled,
        view,
        [name, `${title} of a read-only workspace`, [...full, 'This workspace is read-only']],
        {
          core: (real) => ({
            workspace: {
              info: async (...asked) => ({
                ...(await real.workspace.info(...asked)),
                readOnly: 'its folder can’t be written',
              }),
            },
          }),
        },
      );
    case 'busy':
      return inWorkspace(
        filled,
        view,
        [
          name,
          `${title} while another window works and it is scanned again`,
          ['Moving to the trash', ...full],
        ],
        {
          core: withStatus({
            scan: SCAN,
            work: {
              kind: 'apply',
              progress: {
                phase: 'move',
                files: 87,
                total_files: 194,
                bytes: 212_000_000,
                total_bytes: 519_000_000,
              },
            },
          }),
        },
      );
    case 'error':
      return inWorkspace(filled, view, [name, `${title} that can’t be answered`, ERROR_SHOWN], {
        otherwise: FAILURES.NO_SUCH_WORKSPACE,
      });
  }
}

/** Every view in every state of {@link VIEW_STATES}. */
export const roomOf = (view: View, more: readonly Exhibit[]): Room => ({
  title: SEEN[view].title,
  exhibits: [...VIEW_STATES.map((state) => stateOf(view, state)), ...more],
});
