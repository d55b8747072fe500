declare const recordKey: unique symbol;

/**
 * Names a record of a workspace, in whichever layout it lies. Whoever has one hands it on as it is: how it is spelled is known to the index
 * alone (`electron/registry/index/record-key.ts`).
 */
export type RecordKey = string & { readonly [recordKey]: true };

/** A text that should be a key, such as one in an address. Whether there is such a record shows when it is asked for. */
export function asRecordKey(text: string): RecordKey {
  return text as RecordKey;
}
