import type { ReactElement } from 'react';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { TypedName } from './typed-name.tsx';

/** The name to type before files are deleted that no manifest could name: see `use-name-to-type.ts`. */
export function TypedNameWithoutManifests({
  name,
  purpose,
  typed,
  onType,
}: {
  readonly name: string;
  /** `go on`: follows "Type NAME to". */
  readonly purpose: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}): ReactElement {
  const { runs, namer } = useWorkspace().info.words;
  return (
    <TypedName
      name={name}
      purpose={purpose}
      reason={
        <strong>
          There is no {namer.one} that could name any of these files. Did {runs} move?
        </strong>
      }
      typed={typed}
      onType={onType}
    />
  );
}
