import { useState, type ReactElement } from 'react';
import type { ImportHead } from '../../../shared/api/import/import-plan.ts';
import { useImports } from '../../flows/import/use-imports.ts';
import { Button } from '../../kit/button.tsx';

/** Asks of which dataset exported artifacts are that don't say it: where their files go depends on that. */
export function DatasetBox({ head }: { readonly head: ImportHead }): ReactElement | null {
  const { nameDataset, busy } = useImports();
  const { dataset, wants_dataset: isWanted } = head;
  const [typed, setTyped] = useState(dataset ?? '');
  if (!isWanted && dataset === null) return null;
  const name = typed.trim();
  const refusal =
    busy !== null
      ? `${busy}: one thing at a time`
      : name === '' && dataset === null
        ? 'Type its name first'
        : null;
  return (
    <form
      className="import-dataset"
      onSubmit={(event) => {
        event.preventDefault();
        if (refusal === null) nameDataset(name === '' ? null : name);
      }}
    >
      <label>
        Dataset of the exported artifacts that name none
        <input
          className="text-box"
          value={typed}
          maxLength={255}
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <Button
        text="Look again with it"
        refusal={refusal}
        onClick={() => nameDataset(name === '' ? null : name)}
      />
      <span className="dim">Pipelines are made for them there.</span>
    </form>
  );
}
