/** Why nothing is taken out of an archive. */
export type RefusalCode =
  /** A name that leads out of the folder, or means something else on some system. */
  | 'UNSAFE_NAME'
  /** Two entries that would be one file on some system, or a file with entries below it. */
  | 'DUPLICATE'
  /** Two entries share bytes of the archive, which is how a small one becomes a large one. */
  | 'OVERLAP'
  /** A link, a device, a pipe. */
  | 'NOT_A_FILE'
  | 'ENCRYPTED'
  | 'ARCHIVE_INSIDE'
  | 'TOO_MANY'
  | 'TOO_LARGE'
  /** It is cut off, says what isn't so, or is no such archive. */
  | 'DAMAGED'
  /** Stemma can't look into archives of this kind. */
  | 'UNKNOWN_KIND'
  | 'NO_SPACE'
  | 'CANNOT_READ'
  | 'CANNOT_WRITE'
  | 'CANCELLED';

/** Why nothing is taken out of an archive, and because of which entry. */
export interface ArchiveRefusal {
  readonly code: RefusalCode;
  /** The name of the entry as it stands there; null where it is about the whole. */
  readonly entry: string | null;
  /** For people, the end of a sentence. */
  readonly message: string;
}

/** Thrown inside this folder only; {@link ArchiveRefusal} is what others see. */
export class Refused extends Error {
  readonly refusal: ArchiveRefusal;

  constructor(code: RefusalCode, entry: string | null, message: string) {
    super(message);
    this.refusal = { code, entry, message };
  }
}
