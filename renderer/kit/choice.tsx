import type { KeyboardEvent, ReactElement } from 'react';
import { arrowStep } from './arrow-step.ts';

/** One of a few, all seen beside each other. Arrow keys choose. */
export function Choice<Value extends string>({
  label,
  options,
  value,
  onChoose,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
}): ReactElement {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const next = arrowStep(event);
    const chosen = next === null ? undefined : options[next];
    if (chosen !== undefined) onChoose(chosen.value);
  };
  return (
    <div className="choice" role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChoose(option.value)}
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}
