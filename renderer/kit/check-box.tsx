import { useEffect, useRef, type ReactElement } from 'react';

/** A box to check. In a grid the keyboard reaches it through its row, so it is no stop of its own. */
export function CheckBox({
  label,
  isChecked,
  isMixed = false,
  refusal = null,
  onToggle,
}: {
  readonly label: string;
  readonly isChecked: boolean;
  /** Some of what it stands for is checked. */
  readonly isMixed?: boolean;
  /** Why it can't be checked. */
  readonly refusal?: string | null;
  readonly onToggle: (isRange: boolean) => void;
}): ReactElement {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = isMixed;
  }, [isMixed]);
  return (
    <input
      ref={box}
      type="checkbox"
      className="check"
      tabIndex={-1}
      aria-label={label}
      title={refusal ?? undefined}
      checked={isChecked}
      disabled={refusal !== null}
      onChange={(event) => {
        const { nativeEvent } = event;
        onToggle(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
      }}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
