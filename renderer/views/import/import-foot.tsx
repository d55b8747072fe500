import { ImportIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import type { ImportHead } from '../../../shared/api/import/import-plan.ts';
import { useImports } from '../../flows/import/use-imports.ts';
import { Button } from '../../kit/button.tsx';
import { saveFile } from '../../kit/save-file.ts';
import { useFollowed } from '../../kit/problems/use-followed.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { chosenText, importRefusal, pickedText } from './import-text.ts';
import { reportOf } from './import-report.ts';

/** What is chosen, and doing it. */
export function ImportFoot({ head }: { readonly head: ImportHead }): ReactElement {
  const { info } = useWorkspace();
  const { coreClient } = useConnections();
  const { apply, work } = useImports();
  const follow = useFollowed();
  const { title, more } = chosenText(head);
  const refusal = info.words.closed?.imports ?? importRefusal(head, info.readOnly);
  const picked = pickedText(head.chosen.manifests, head.chosen.bundles);
  return (
    <div className="view-foot" role="group" aria-label="What is imported">
      <span className="trunc" role="status">
        <b>{title}</b>
        {more.map((each) => ` · ${each}`).join('')}
      </span>
      <span className="grow" />
      <Button
        text="Save report…"
        quiet
        onClick={() =>
          follow(
            reportOf(coreClient, { workspace: info.id, plan: head.plan }).then((lines) =>
              saveFile('import.csv', 'text/csv', lines),
            ),
          )
        }
      />
      <Button
        text={picked === null ? 'Import' : `Import ${picked}`}
        icon={<ImportIcon size={14} />}
        primary
        refusal={work === null ? refusal : 'It is being imported'}
        onClick={apply}
      />
    </div>
  );
}
