import type { Notice } from '../../../../shared/api/workspace/workspace.ts';
import { showToast } from '../../../../renderer/kit/toast.ts';
import { endWith, refuse } from '../answers.ts';
import type { Exhibit, Room } from '../exhibit.ts';
import { FAILURES } from '../failures.ts';
import { DESKTOP } from '../gallery-host.ts';
import { firstScan, inWorkspace, withStatus } from '../in-window.ts';

/** One of each; a code that is added is added here, or the types don't fit. */
const REASONS: Readonly<Record<Notice['code'], string>> = {
  REBUILT: 'it was damaged',
  IN_MEMORY: 'the cache folder can’t be written',
  STALE: 'another Stemma is writing the index',
  STOPPED: 'RangeError: Maximum call stack size exceeded',
  SCAN_FAILED: 'EIO: i/o error, scandir runs',
};

const NOTICES: Notice[] = Object.entries(REASONS).flatMap(([code, reason], at) => {
  const notice = { code: code as Notice['code'], reason, at, took: 4000 };
  return notice.code === 'REBUILT' ? [notice, { ...notice, at: -1, took: null }] : [notice];
});

const palette = async (hands: Parameters<NonNullable<Exhibit['steps']>>[0], text: string): Promise<void> => {
  await hands.see('Biggest pipelines');
  hands.key('k', { ctrl: true });
  (await hands.find('combobox', 'Search or run')).focus();
  if (text !== '') hands.type(text);
};

/** Pipelines of the store of 1.4.10: a stacking model that was fitted again, and one whose models lie in native results alone. */
const REFIT = 'store.sqlite/89a03c30-d7de-4a2f-b86c-cd56d20eb1f5';
const RESULTS = 'store.sqlite/760cbce7-500a-440a-8dc4-f1444cf50a5c';

/** What is around every view. */
export const FRAME: Room = {
  title: 'Around every view',
  exhibits: [
    inWorkspace('branches', 'overview', ['palette', 'The palette', ['Go to Chains', 'List all keys']], {
      steps: (hands) => palette(hands, ''),
    }),
    inWorkspace(
      'branches',
      'overview',
      ['palette-found', 'The palette with what was found', ['Artifacts', 'Pipelines', /PLSRegression/]],
      {
        steps: async (hands) => {
          await palette(hands, 'PLS');
          await hands.find('option', /PLSRegression/);
        },
      },
    ),
    inWorkspace(
      'branches',
      'overview',
      ['palette-nothing', 'The palette without a match', 'Nothing is called that.'],
      {
        steps: (hands) => palette(hands, '@zzz'),
      },
    ),
    inWorkspace('branches', 'overview', ['keys', 'The keys', 'Lists and trees'], {
      steps: (hands) => hands.press('button', /^Keys/),
    }),
    inWorkspace(
      'branches',
      'overview',
      ['workspaces-menu', 'The menu of workspaces', ['field-campaign', 'Start page']],
      {
        steps: (hands) => hands.press('button', /^branches/),
      },
    ),
    inWorkspace(
      'branches',
      'overview',
      ['workspaces-menu-desktop', 'The same in the desktop app', ['Recent workspaces', 'Open workspace…']],
      {
        host: { info: () => Promise.resolve(DESKTOP) },
        steps: (hands) => hands.press('button', /^branches/),
      },
    ),
    inWorkspace('datasets', 'overview', ['datasets-menu', 'The menu of datasets', 'lab_corn'], {
      steps: async (hands) => {
        await hands.see('Biggest pipelines');
        await hands.press('button', /^Dataset: /);
        await hands.find('menuitem', /lab_corn/);
      },
    }),
    inWorkspace(
      'orphans',
      'overview',
      [
        'notices',
        'All that can be told of the index',
        Object.values(REASONS).filter((one) => !one.startsWith('Range')),
      ],
      {
        core: withStatus({ notices: NOTICES }),
      },
    ),
    inWorkspace(
      'orphans',
      'overview',
      ['scan-failed', 'A scan that ended early', ['The scan ended early', 'Scan again']],
      {
        core: () => ({ workspace: { scan: refuse(FAILURES.SCAN_FAILED) } }),
      },
    ),
    inWorkspace(
      'orphans',
      'overview',
      ['scan-elsewhere', 'Another Stemma scans', 'Another Stemma is scanning'],
      {
        core: () => ({ workspace: { scan: () => Promise.resolve(endWith(null)) } }),
      },
    ),
    inWorkspace(
      'orphans',
      'overview',
      ['scan-looking', 'The first scan, at its beginning', /Looking: .* so far/],
      {
        core: firstScan({ phase: 'look', toRead: null, read: 0, records: 0 }),
      },
    ),
    inWorkspace(
      'orphans',
      'overview',
      ['scan-deriving', 'The first scan, at its end', 'Working out what uses what'],
      {
        core: firstScan({ phase: 'derive' }),
      },
    ),
    inWorkspace(
      'orphans',
      'overview',
      ['open-refused', 'Another workspace can’t be opened', 'No runs/ or binaries/'],
      {
        host: { workspaces: { open: refuse(FAILURES.NOT_A_WORKSPACE) } },
        steps: async (hands) => {
          await hands.press('button', /^orphans/);
          await hands.press('menuitem', /^corn-2026/);
        },
      },
    ),
    inWorkspace(
      'orphans',
      'overview',
      ['nobody-answers', 'Nobody answers any more', ['Stemma stopped.', 'Biggest pipelines']],
      {
        trouble: 'gone',
      },
    ),
    inWorkspace(
      'orphans',
      'overview',
      ['restarted', 'The core was started again', 'reader stopped and was started again'],
      {
        trouble: 'restarted',
        steps: (hands) => hands.press('button', 'Details'),
      },
    ),
    inWorkspace(
      'orphans',
      'overview',
      ['stops-again', 'The core stops again and again', 'stops again and again'],
      {
        trouble: 'stops again and again',
      },
    ),
    inWorkspace(
      'orphans',
      'overview',
      [
        'not-known-any-more',
        'The server was started again',
        ['does not know this page', 'Biggest pipelines'],
      ],
      {
        trouble: 'not known any more',
      },
    ),
    inWorkspace('both', 'overview', [
      'store-beside',
      'Rows of a store and manifests, as one workspace',
      ['1 file that rows name is lost', 'Biggest pipelines'],
    ]),
    inWorkspace('store', 'overview', [
      'store-alone',
      'A store and nothing else',
      ['native results that no run names', 'kept by a row alone'],
    ]),
    inWorkspace('store', 'clean-up', [
      'store-alone-clean-up',
      'The same, asked what can be cleaned up',
      /model_PLSRegression/,
    ]),
    inWorkspace('store', 'clean-up?cat=results', [
      'store-alone-results',
      'Folders of results that no run names',
      /native_results\/2026/,
    ]),
    inWorkspace('store', 'clean-up?cat=pipelines', [
      'store-alone-pipelines',
      'Why pipelines of a store are not deleted here',
      'can’t be deleted here',
    ]),
    inWorkspace('store', `graph?p=${REFIT}&sel=p:${REFIT}`, [
      'store-refit',
      'What was fitted again, and what it was before, which is inferred',
      ['Fitted again', '3 inferred', 'base model'],
    ]),
    inWorkspace('store', `graph?p=${RESULTS}`, [
      'store-results',
      'A stacking model in native results, and what its manifest says that it depends on',
      ['depends on it', '3 nodes'],
    ]),
    inWorkspace('store', 'overview?by=pipeline', [
      'store-by-pipeline',
      'Pipelines of a store by their names, and what it takes besides',
      ['branches_p0_62a0e516', 'Beside the stored files: database'],
    ]),
    inWorkspace('store', 'import', [
      'store-import',
      'Why nothing is brought into a store',
      ['Nothing is imported into a store', 'nirs4all alone writes'],
    ]),
    inWorkspace('store-unread', 'overview', [
      'store-unread',
      'A store whose database can’t be read',
      ['The database store.sqlite can’t be read', 'This is no SQLite database', 'not known'],
    ]),
    inWorkspace('store-unread', 'chains', [
      'store-unread-chains',
      'The same, asked for its chains',
      ['The database store.sqlite can’t be read', 'its first page is damaged'],
    ]),
    inWorkspace('store-unread', 'clean-up', [
      'store-unread-clean-up',
      'The same, asked what can be cleaned up',
      ['Orphans can’t be told while the database store.sqlite can’t be read', 'by nirs4all alone'],
    ]),
    inWorkspace('store-newer', 'overview', [
      'store-newer',
      'A store of a later version of nirs4all',
      ['The database store.sqlite is of a later version than Stemma knows', 'user_version 9'],
    ]),
    inWorkspace('both', 'artifacts', [
      'store-beside-artifacts',
      'Records of both, each of which says where it is from',
      ['never written', /store/],
    ]),
    inWorkspace('duck', 'overview', [
      'duckdb',
      'A store of 0.7 beside manifests, which is not read',
      ['Beside the V3 files lies a store', 'native_results/', 'Biggest pipelines'],
    ]),
  ],
};

/** Last of all, because what is said stays for some seconds, whatever is shown. */
export const LAST: Room = {
  title: 'Said for a moment',
  exhibits: [
    inWorkspace('orphans', 'overview', ['said', 'Something short that was done', 'Copied the artifact id'], {
      steps: async (hands) => {
        await hands.find('row', /^orphans/);
        showToast('Copied the artifact id');
      },
    }),
  ],
};
