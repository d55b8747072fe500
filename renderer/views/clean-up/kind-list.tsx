import type { ReactElement } from 'react';
import type { CleanKinds } from '../../../shared/api/deletion/clean-lists.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { categoryLines, FILE_CATEGORIES, type Category, type CategoryLine } from './categories.ts';
import { NOT_KNOWN, UNKNOWN } from '../../text/known-numbers.ts';

/** The kinds of what can be cleaned up, with size and count. */
export function KindList({
  kinds,
  category,
}: {
  readonly kinds: CleanKinds;
  readonly category: Category;
}): ReactElement {
  const { info } = useWorkspace();
  const lines = categoryLines(kinds, info.words);
  const isFile = ({ id }: CategoryLine): boolean => id === 'results' || Object.hasOwn(FILE_CATEGORIES, id);
  return (
    <nav className="kinds" aria-label="What to clean up">
      <h2>Files</h2>
      <Lines lines={lines.filter((line) => isFile(line))} category={category} />
      <h2>Pipelines</h2>
      <Lines lines={lines.filter((line) => !isFile(line))} category={category} />
    </nav>
  );
}

function Lines({
  lines,
  category,
}: {
  readonly lines: readonly CategoryLine[];
  readonly category: Category;
}): ReactElement {
  const { href } = usePlace();
  return (
    <ul>
      {lines.map(({ id, title, mark, count, bytes }) => (
        <li key={id}>
          <a
            href={href({ own: { cat: id === 'orphans' ? null : id, sort: null } })}
            className={id === category ? 'on' : undefined}
            {...(id === category ? { 'aria-current': 'true' as const } : {})}
          >
            <span className="kind-mark">{mark !== null && <StateMark state={mark} text={null} />}</span>
            <span className="kind-name">
              {title}
              <small>{count}</small>
            </span>
            <span className="r" title={bytes === null ? NOT_KNOWN : undefined}>
              {bytes === null ? UNKNOWN : bytes === 0 ? '–' : formatBytes(bytes)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
