/** A file of a drop of which only the name and the size are known yet. */
export interface UnsentFile {
  /** Below the source's root, `/` between its parts. */
  readonly path: string;
  /** Bytes, as whoever dropped it says. */
  readonly size: number;
}

/** What is to be brought in, as a host tells the core of it. */
export interface GivenSource {
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** Files and folders of this machine. */
  readonly paths: readonly string[];
  /** The folder that a drop was sent to, which people are told nothing of; null for what lies where its owner put it. */
  readonly root: string | null;
  /** What did not come yet; empty without a root. */
  readonly unsent: readonly UnsentFile[];
  /** What is not taken of it, and why, the end of a sentence. */
  readonly left: readonly { readonly path: string; readonly reason: string }[];
}
