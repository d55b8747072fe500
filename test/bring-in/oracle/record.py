"""Asks PyYAML whether exported artifacts are those of the manifests, and writes its answers to exported.json beside this file.

Run by hand with PyYAML 6.0.3 (`npm ci` first): python test/bring-in/oracle/record.py
`exported-yaml.test.ts` compares what the core of today writes with the texts that PyYAML was asked about, by their hashes.
"""

import glob
import hashlib
import json
import math
import os
import subprocess
import tempfile
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
# A fixture with a manifest that can't be read is not exported whole.
FIXTURES = ["corn", "branches-stacking", "several-datasets", "bundle-and-library", "old-layout"]

# Values that writers of YAML trip over, as a manifest of somebody may have them.
ODD = """\
schema_version: '2.0'
uid: odd
pipeline_id: 0001_odd_aaaaaa
name: odd_aaaaaa
dataset: odd
created_at: '2026-01-01T00:00:00+00:00'
artifacts:
  schema_version: '2.0'
  items:
  - artifact_id: 0001_odd_aaaaaa$abc:0
    path: model_A_000000000000.joblib
    params: {nan: .nan, inf: .inf, minus: -.inf, none: null, 'yes': 'yes', 'no': 'no', 'on': true, 'off': false,
      empty: '', list: [], map: {}, nested: [[], [{}], [[1, 2], {a: []}]], number: '1', octal: '017', float: 0.1,
      small: 1.0e-12, large: 1.0e+22, negative: -0.5, zero: 0.0, text: "two\\nlines\\tand \\"quotes\\"", time: '2026-01-01',
      colon: 'a: b', hash: '#a', dash: '- a', tilde: '~', star: '*a', and: '&a', bang: '!a', percent: '%a', at: '@a',
      unicode: "\\u00fcn\\u00efc\\u00f6de \\u2028 \\U0001F600", space: ' a ', y: y, 'N': 'N', merge: '<<', equals: '=', 7: seven}
    depends_on: []
  - {artifact_id: 0001_odd_aaaaaa$def:all, path: '', branch_path: [0, 1], fold_id: null, custom_name: ''}
predictions: []
"""


def exported(workspace, *args):
    command = [ROOT / "node_modules" / ".bin" / "node", ROOT / "electron" / "cli" / "main.ts", "export", *args]
    with tempfile.TemporaryDirectory() as cache:
        env = {**os.environ, "STEMMA_CACHE": cache}
        return subprocess.run([*command, "-w", workspace], capture_output=True, check=True, env=env).stdout


def items_of(path):
    artifacts = yaml.safe_load(Path(path).read_text())["artifacts"]
    items = artifacts.get("items", []) if isinstance(artifacts, dict) else artifacts
    return [item for item in items if not item.get("skipped")]


def same(one, other):
    """Equal with types, but that a whole number may be written without a point; not a number is itself."""
    if isinstance(one, float) and math.isnan(one):
        return isinstance(other, float) and math.isnan(other)
    if isinstance(one, dict):
        return isinstance(other, dict) and one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(same, one, other))
    numbers = (int, float)
    both = isinstance(one, numbers) and isinstance(other, numbers) and not isinstance(one, bool)
    return one == other and (both or type(one) is type(other))


def told(workspace):
    text = exported(workspace, "--all")
    source = [item for path in sorted(glob.glob(f"{workspace}/runs/*/*/manifest.yaml")) for item in items_of(path)]
    document = yaml.safe_load(text)
    return {
        "items": len(source),
        "equal": document["schema_version"] == "3.0" and same(source, document["items"]),
        "json_equal": same(document["items"], json.loads(exported(workspace, "--all", "--format", "json"))["items"])
        if "odd" not in str(workspace)
        else None,  # JSON has no word for what is not a number
        "sha256": hashlib.sha256(text).hexdigest(),
    }


def main():
    answers = {name: told(ROOT / "test" / "fixtures" / name / "workspace") for name in FIXTURES}
    with tempfile.TemporaryDirectory() as around:
        folder = Path(around) / "odd" / "runs" / "odd" / "0001_odd_aaaaaa"
        folder.mkdir(parents=True)
        (folder / "manifest.yaml").write_text(ODD)
        answers["odd"] = {**told(Path(around) / "odd"), "manifest": ODD}
    (HERE / "exported.json").write_text(json.dumps(answers, indent=1, ensure_ascii=False) + "\n")


main()
