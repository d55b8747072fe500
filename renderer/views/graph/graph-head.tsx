import type { ReactElement, ReactNode } from 'react';
import { Button } from '../../kit/button.tsx';
import { Choice } from '../../kit/choice.tsx';
import { ViewHead } from '../../kit/view-head.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import type { Pipeline } from '../../../shared/api/pipelines/pipelines.ts';
import { Crumbs } from './crumbs.tsx';
import { writeNeighbourhood, type GraphChoices } from './graph-choices.ts';
import { ScopeMenu } from './scope-menu.tsx';

const MODES = [
  { value: 'dependencies', text: 'Dependencies' },
  { value: 'if-deleted', text: 'If deleted' },
  { value: 'compare', text: 'Compare' },
] as const;

/** The head of the view: where the picture is from, what is asked of it, and how much is drawn. */
export function GraphHead({
  manifest,
  pipeline,
  choices,
  children,
}: {
  /** Null where none is chosen. */
  readonly manifest: string | null;
  readonly pipeline: Pipeline | null;
  readonly choices: GraphChoices;
  readonly children?: ReactNode;
}): ReactElement {
  const { place, go } = usePlace();
  if (manifest === null || choices.isWorkspace) {
    const back = manifest === null ? 'All pipelines' : 'Back to the pipeline';
    return (
      <ViewHead title="Graph" note={choices.isWorkspace ? 'of the whole workspace' : null}>
        <Button
          quiet
          text={choices.isWorkspace ? back : 'Whole workspace'}
          onClick={() => go({ own: { level: choices.isWorkspace ? null : 'workspace' } })}
        />
        {children}
      </ViewHead>
    );
  }
  const { selection } = place;
  const around = choices.neighbourhood?.around ?? (selection?.kind === 'record' ? selection.key : null);
  return (
    <ViewHead title="Graph" choice={<Crumbs manifest={manifest} pipeline={pipeline} />}>
      <Choice
        label="Question"
        options={MODES}
        value={choices.mode}
        onChoose={(mode) =>
          go({
            own: {
              mode: mode === 'dependencies' ? null : mode,
              why: null,
              ...(mode === 'compare' ? { p: manifest } : {}),
            },
          })
        }
      />
      <button
        type="button"
        className={choices.isOpen ? 'button quiet' : 'button quiet on'}
        aria-pressed={!choices.isOpen}
        onClick={() => go({ own: { folds: choices.isOpen ? null : 'open', fold: null } })}
      >
        <span className="label">Fold folds</span>
      </button>
      <ScopeMenu
        choices={choices}
        canFocus={around !== null}
        onScope={(scope) => {
          if (scope === null) go({ own: { ...writeNeighbourhood(null), branch: null, level: null } });
          else if (around !== null) go({ own: { ...writeNeighbourhood({ around, ...scope }), level: null } });
        }}
        onWorkspace={() => go({ own: { level: 'workspace' } })}
        onFiles={() => go({ own: { files: choices.hasFiles ? null : 'on' } })}
      />
      {children}
    </ViewHead>
  );
}
