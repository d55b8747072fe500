import { pending, refuse } from '../answers.ts';
import type { Exhibit } from '../exhibit.ts';
import { atHash, inWorkspace, withStatus } from '../in-window.ts';

/** Files as they hang on a drag or lie on the clipboard. */
function someFiles(): DataTransfer {
  const transfer = new DataTransfer();
  transfer.items.add(new File(['uid: a'], 'manifest.yaml'));
  return transfer;
}

/** Less than a drag may be silent, in milliseconds. */
const AGAIN_MS = 100;

/** Holds files over the window for as long as it is shown. */
async function dragOver(): Promise<void> {
  const shown = document.querySelector('main');
  const tell = (): void => {
    if (shown?.isConnected !== true) return clearInterval(timer);
    const dataTransfer = someFiles();
    document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
  };
  const timer = setInterval(tell, AGAIN_MS);
  tell();
}

async function paste(): Promise<void> {
  const clipboardData = someFiles();
  document.body.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
  );
}

/** Once the window is there, whatever is shown in it. */
const onceThere =
  (act: () => Promise<void>): NonNullable<Exhibit['steps']> =>
  async (hands) => {
    await hands.find('link', /^Overview/);
    await act();
  };

/** Files that are dragged over the window, dropped and pasted. */
export const DROPPING: readonly Exhibit[] = [
  inWorkspace(
    'orphans',
    'overview',
    ['drop', 'Files over the window', ['Drop to see what would be imported', 'Nothing changes yet.']],
    { steps: onceThere(dragOver) },
  ),
  inWorkspace(
    'orphans',
    'overview',
    ['drop-refused', 'Files over the window that can’t be dropped now', ['Not now', 'Drop it again']],
    {
      core: withStatus({
        work: {
          kind: 'apply',
          progress: { phase: 'move', files: 3, total_files: 10, bytes: 30, total_bytes: 100 },
        },
      }),
      steps: onceThere(dragOver),
    },
  ),
  atHash('#/start', ['drop-start', 'Files over the start page in a browser', 'Open a workspace first'], {
    steps: async (hands) => {
      await hands.find('button', /^corn-2026/);
      await dragOver();
    },
  }),
  inWorkspace(
    'orphans',
    'overview',
    ['drop-sending', 'What was pasted, on its way', ['Looking at what was dropped', 'Listing its files']],
    { host: { drops: { begin: pending() } }, steps: onceThere(paste) },
  ),
  inWorkspace(
    'orphans',
    'overview',
    ['drop-failed', 'What was pasted can’t be taken', ['Nothing can be sent', 'there is no space left']],
    {
      host: {
        drops: {
          begin: refuse({
            code: 'CANNOT_WRITE',
            data: { path: '/home/mara/.cache/stemma', reason: 'there is no space left' },
          }),
        },
      },
      steps: onceThere(paste),
    },
  ),
];
