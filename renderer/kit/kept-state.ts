import { useEffect, useState, type Dispatch, type SetStateAction } from 'react';

/** States of one kind that outlive the components that show them, by name, for as long as the page lives. */
export interface KeptStates<State> {
  /** As `useState`, and beginning with what was there when a component of the same name was last seen. */
  readonly useKept: (name: string, initial: () => State) => [State, Dispatch<SetStateAction<State>>];
}

/** Makes a place to keep states of one kind in. */
export function keptStates<State>(): KeptStates<State> {
  const kept = new Map<string, State>();
  return {
    useKept: (name, initial) => {
      const [state, setState] = useState(() => kept.get(name) ?? initial());
      useEffect(() => {
        kept.set(name, state);
      }, [name, state]);
      return [state, setState];
    },
  };
}
