import type { ReactElement } from 'react';
import type { CoreClient, HostClient } from '../../../shared/api/client.ts';
import type { Failure } from '../../../shared/api/failure.ts';
import type { Answers } from './answers.ts';
import type { Trouble } from './gallery-connections.ts';
import type { Hands } from './hands.ts';
import type { WorkspaceName } from './workspace-names.ts';

/** The answer to all questions for which an exhibit has no answer of its own. */
export type Otherwise =
  /** What the gallery's core says. */
  | 'real'
  /** None, for ever. */
  | 'pending'
  /** This failure. */
  | Failure;

/** Something to be looked at: a part of the window, in one of its states. */
export interface Exhibit {
  /** Names it in addresses and files of pictures. */
  readonly name: string;
  readonly title: string;
  /** What is seen when it is ready; it is not before. Where several are given, all of them. */
  readonly shows: string | RegExp | readonly (string | RegExp)[];
  /** What is done with it first, as a user would. */
  readonly steps?: (hands: Hands) => Promise<void>;
  /** It shows a bug on purpose, which React tells of on the console. */
  readonly isBug?: boolean;
  /** It passes before there is anything to read: no heading is asked of it. */
  readonly isBlank?: boolean;
  /** It is wider than the smallest window, because the user chose so. */
  readonly isWide?: boolean;
  readonly shown: ShownWindow | ShownParts;
}

/** The whole window, somewhere, with somebody else's answers. */
export interface ShownWindow {
  readonly kind: 'window';
  /** A workspace and a place in it, or another address. */
  readonly at: { readonly workspace: WorkspaceName; readonly place: string } | { readonly hash: string };
  /** Answers in the place of the core's, which can be asked too. */
  readonly core?: (real: CoreClient) => Answers<CoreClient>;
  readonly host?: Answers<HostClient>;
  readonly otherwise?: Otherwise;
  readonly trouble?: Trouble;
}

/** Parts of the window by themselves, on a sheet. */
export interface ShownParts {
  readonly kind: 'parts';
  /** The workspace that parts which ask are about. */
  readonly workspace: WorkspaceName;
  readonly draw: () => ReactElement;
}

/** Exhibits that belong together. */
export interface Room {
  readonly title: string;
  readonly exhibits: readonly Exhibit[];
}
