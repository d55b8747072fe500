import { ChevronDownIcon, ChevronUpIcon, CrossIcon, SearchIcon } from '@blueprintjs/icons';
import { useEffect, useState, type ReactElement } from 'react';
import { IconButton } from '../../kit/button.tsx';
import type { Finding } from './use-finding.ts';
import { formatCount } from '../../../shared/text/format-number.ts';

/** After the last key, in milliseconds, what was typed is looked for. */
const PAUSE_MS = 150;

/** Selects nodes of the picture by text, and goes from one to the next. */
export function FindBox({
  finding: { inputRef, text, ids, wentTo, setText: onText, step: onStep, close: onClose },
}: {
  readonly finding: Finding;
}): ReactElement {
  const count = ids.length;
  const at = wentTo === null ? -1 : ids.indexOf(wentTo.id);
  const [typed, setTyped] = useState(text);
  const [asked, setAsked] = useState(text);
  if (asked !== text) {
    // Changed from elsewhere: by Back, or a link.
    setAsked(text);
    setTyped(text);
  }
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => onText(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onText]);
  const isEmpty = typed.trim() === '';
  return (
    <div className="graph-find" role="group" aria-label="Select by text">
      <SearchIcon size={12} />
      <input
        ref={inputRef}
        autoFocus={text === ''}
        type="text"
        className="bare-input"
        value={typed}
        maxLength={500}
        spellCheck={false}
        autoComplete="off"
        placeholder="+Ridge  Ridge+  2+Ridge  class:  state:  file:"
        aria-label="Text to select"
        title="+Ridge all before it, Ridge+ all after it, 2+Ridge two steps before it; class: state: file:"
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span className="dim r" role="status">
        {isEmpty
          ? ''
          : count === 0
            ? 'none'
            : `${at === -1 ? '' : `${formatCount(at + 1)} of `}${formatCount(count)}`}
      </span>
      <IconButton
        label="The one before  Shift Enter"
        icon={<ChevronUpIcon size={12} />}
        isOff={count === 0}
        onClick={() => onStep(-1)}
      />
      <IconButton
        label="The next one  Enter"
        icon={<ChevronDownIcon size={12} />}
        isOff={count === 0}
        onClick={() => onStep(1)}
      />
      <IconButton label="Close" icon={<CrossIcon size={12} />} onClick={onClose} />
    </div>
  );
}
