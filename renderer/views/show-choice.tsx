import type { ReactElement } from 'react';
import { Choice } from '../kit/choice.tsx';
import { usePlace } from '../state/route/use-place.ts';

const OPTIONS = [
  { value: 'records', text: 'Records' },
  { value: 'files', text: 'Files' },
] as const;

/** What Artifacts shows: what manifests name, or what lies on the disk. */
export function ShowChoice(): ReactElement {
  const { place, go } = usePlace();
  return (
    <Choice
      label="Artifacts as"
      options={OPTIONS}
      value={place.own['show'] === 'files' ? 'files' : 'records'}
      onChoose={(show) => go({ own: { show: show === 'files' ? show : null } })}
    />
  );
}
