import { DocumentIcon, FolderOpenIcon } from '@blueprintjs/icons';
import { useState, type ReactElement } from 'react';
import { useChooseSources } from '../../flows/import/use-choose-sources.ts';
import { useImports } from '../../flows/import/use-imports.ts';
import { Button } from '../../kit/button.tsx';
import { EmptyView } from '../../kit/view-head.tsx';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';

/** What can be imported, and the ways to name it. */
export function ImportStart(): ReactElement {
  const { info } = useWorkspace();
  const { begin, busy } = useImports();
  const choose = useChooseSources();
  const [path, setPath] = useState('');
  const typed = path.trim();
  const closed = info.words.closed?.imports ?? null;
  const refusal = closed ?? (busy === null ? null : `${busy}: one thing at a time`);
  return (
    <EmptyView title={closed === null ? 'Nothing to import yet' : 'Nothing is imported into a store'}>
      {closed !== null && (
        <p>
          {closed} Open a workspace of manifests for that. To look into another store, drop it: it is opened.
        </p>
      )}
      {closed === null && (
        <p>
          Drop anything here: manifests, pipeline or run folders, whole workspaces, exported items with their
          files, .zip, .tar or .tar.gz of these, .n4a bundles. You see what would become of each before
          anything changes.
        </p>
      )}
      {info.readOnly !== null && (
        <p>
          This workspace is read-only: {info.readOnly}. You can see what would be imported; nothing can be.
        </p>
      )}
      <div className="import-ways">
        <Button
          text="Choose files…"
          icon={<DocumentIcon size={14} />}
          refusal={refusal}
          onClick={() => choose('files')}
        />
        <Button
          text="Choose a folder…"
          icon={<FolderOpenIcon size={14} />}
          refusal={refusal}
          onClick={() => choose('folder')}
        />
      </div>
      <form
        className="import-ways"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== '' && refusal === null) begin({ kind: 'paths', paths: [typed] });
        }}
      >
        <label>
          <span className="sr">A path on this computer</span>
          <input
            className="text-box"
            placeholder="or type a path on this computer"
            value={path}
            spellCheck={false}
            onChange={(event) => setPath(event.target.value)}
          />
        </label>
        <button
          type="submit"
          className="button"
          {...(typed === '' || refusal !== null
            ? { 'aria-disabled': true, title: refusal ?? 'Type a path first' }
            : {})}
        >
          <span className="label">Look at it</span>
        </button>
      </form>
    </EmptyView>
  );
}
