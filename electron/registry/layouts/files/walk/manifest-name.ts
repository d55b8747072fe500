const MANIFEST_NAME = 'manifest.yaml';

/** The steps of a pipeline as they were configured, beside its manifest. */
export const PIPELINE_FILE = 'pipeline.json';

/** On systems that ignore case nirs4all opens `Manifest.yaml` too. */
export function isManifestName(name: string): boolean {
  return name.toLowerCase() === MANIFEST_NAME;
}

/** The other half of a file of macOS on a disk of another system: never the file itself. */
const APPLE_DOUBLE = /^\._/;
const WITH_EXTENSION = /manifest.*\.ya?ml/s;
const OTHER_EXTENSION =
  /^manifest\.(?:bak|backup|old|orig|tmp|temp|part|partial|filepart|crdownload|save|json)$/;

/**
 * Whether a file may be a manifest under another name, as sync clients (`manifest (1).yaml`,
 * `manifest.sync-conflict-….yaml`, `.manifest.yaml.icloud`), editors (`manifest.yaml~`, `#manifest.yaml#`) and copies that
 * were cut off (`manifest.yaml.part`) leave them.
 */
export function isManifestUnderOtherName(name: string): boolean {
  const folded = name.toLowerCase();
  if (folded === MANIFEST_NAME || APPLE_DOUBLE.test(folded)) return false;
  return WITH_EXTENSION.test(folded) || OTHER_EXTENSION.test(folded);
}

/** Whether a name is what older versions of macOS leave in place of a file whose bytes are in the cloud alone. */
export function isCloudPlaceholder(name: string): boolean {
  return /^\..+\.icloud$/s.test(name.toLowerCase());
}
