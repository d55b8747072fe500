"""Asks nirs4all 0.6.2 how it goes on after Stemma's clean-up, and writes its answers beside this file.

    python -m venv venv && venv/bin/pip install nirs4all==0.6.2
    venv/bin/python test/clean/reference/record.py

Stemma's own command line (`npm ci` first) does the cleaning in between. `reference.test.ts` does the same steps with the
core of today on `workspace/`, and compares: what the library said of these bytes then holds of them now.
"""

import base64
import hashlib
import json
import logging
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np
import yaml
from nirs4all.data import DatasetConfigs
from nirs4all.operators.transforms import StandardNormalVariate
from nirs4all.pipeline import PipelineConfigs, PipelineRunner
from nirs4all.pipeline.storage.artifacts.artifact_registry import ArtifactRegistry
from nirs4all.pipeline.storage.manifest_manager import ManifestManager
from sklearn.cross_decomposition import PLSRegression
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold
from sklearn.preprocessing import MinMaxScaler

logging.disable(logging.CRITICAL)
HERE = Path(__file__).parent
ROOT = HERE.parents[2]
DATASET = "rye"
RANDOM = np.random.default_rng(6)
X = RANDOM.random((36, 16))
Y = X[:, 3] * 2 + X[:, 7] + RANDOM.normal(0, 0.05, 36)


def folds():
    return KFold(3, shuffle=True, random_state=1)


# `ridge` shares its first operator with `keep`; `next` has one of its own.
PIPELINES = {
    "keep": lambda: [StandardNormalVariate(), folds(), PLSRegression(3)],
    "ridge": lambda: [StandardNormalVariate(), folds(), Ridge(2)],
    "next": lambda: [MinMaxScaler(), folds(), Ridge(5)],
}


def runner(workspace, **more):
    return PipelineRunner(
        workspace_path=workspace, save_charts=False, verbose=0, show_spinner=False, log_file=False, **more
    )


def train(workspace, name):
    """Trains a pipeline; its best prediction, by which nirs4all finds the model again."""
    data = {"train_x": X[:28], "train_y": Y[:28], "test_x": X[28:], "test_y": Y[28:]}
    predictions, _ = runner(workspace, random_state=1).run(
        PipelineConfigs(PIPELINES[name](), name), DatasetConfigs({"name": DATASET, **data})
    )
    return predictions.get_best()


def predict(workspace, best):
    """What a model that was trained before says of new data: numbers, or how nirs4all fails."""
    try:
        values, _ = runner(workspace, mode="predict").predict(dict(best), X[28:])
    except Exception as error:  # whatever it is, it is the library's answer
        return {"error": type(error).__name__, "message": str(error).replace(f"{workspace}/", "").splitlines()[0]}
    return [float(f"{value:.9g}") for value in np.ravel(values)]


def counted(workspace):
    """Files that are compared: manifests and stored files, and what lies beside them."""
    # Beside the pipelines' folders nirs4all writes reports of its own, anew after each prediction.
    paths = [*(workspace / "runs").glob("*/*/*"), *(workspace / "binaries").rglob("*")]
    return sorted(path for path in paths if path.is_file())


def contents(workspace):
    return {path.relative_to(workspace).as_posix(): path.read_bytes() for path in counted(workspace)}


def digests(workspace):
    return {path: hashlib.sha256(data).hexdigest() for path, data in contents(workspace).items()}


def missing(workspace):
    """Files that a manifest names and that are not there."""
    names = set()
    for path in (workspace / "runs").rglob("manifest.yaml"):
        for item in yaml.safe_load(path.read_text())["artifacts"]["items"]:
            names.add(f"binaries/{DATASET}/{item['path']}")
    return sorted(name for name in names if not (workspace / name).exists())


def ask(workspace, bests):
    """What nirs4all says of a workspace, and what there is."""
    manager = ManifestManager(workspace / "runs" / DATASET)
    stats = ArtifactRegistry(workspace, DATASET).get_stats()
    return {
        "files": digests(workspace),
        "folders": sorted(manager.list_pipelines()),
        "pipelines": sorted(str(pipeline["pipeline_id"]) for pipeline in manager.list_all_pipelines()),
        "next_number": manager.get_next_pipeline_number(),
        "disk_file_count": stats["disk_file_count"],
        "disk_usage_bytes": stats["disk_usage_bytes"],
        "missing": missing(workspace),
        "predictions": {name: predict(workspace, best) for name, best in bests.items()},
    }


def stemma(workspace, *args):
    """Runs Stemma's command line; its JSON document."""
    node = ROOT / "node_modules" / ".bin" / "node"
    command = [node, ROOT / "electron" / "cli" / "main.ts", *args, "--json", "-w", workspace]
    with tempfile.TemporaryDirectory() as cache:
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "STEMMA_CACHE": cache})
    if done.returncode != 0:
        raise RuntimeError(f"{args}: {done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def clean(workspace, *args):
    return stemma(workspace, "clean", *args, "--apply", "--grace", "0")["result"]["trash_id"]


def pipeline(workspace, name):
    """The folder of the pipeline with this name."""
    return next(path.name for path in sorted((workspace / "runs" / DATASET).iterdir()) if f"_{name}_" in path.name)


def before_manifest(does):
    """Does something once when nirs4all has stored a pipeline's models and is about to name them in its manifest."""
    append = ManifestManager.append_artifacts

    def appending(manager, pipeline_id, artifacts):
        if "model_" in repr(artifacts):
            ManifestManager.append_artifacts = append
            does()
        return append(manager, pipeline_id, artifacts)

    ManifestManager.append_artifacts = appending


class Story:
    """Steps over one workspace: what was done, what the library wrote, and what it answers afterwards."""

    def __init__(self, workspace, bests):
        self.workspace, self.bests, self.steps, self.seen = workspace, bests, [], contents(workspace)
        self.tell("nobody")

    def tell(self, by, **told):
        before, self.seen = self.seen, contents(self.workspace)
        if by == "library":  # for the test to write in its place
            changed = {path: data for path, data in self.seen.items() if before.get(path) != data}
            told["written"] = {path: base64.b64encode(data).decode() for path, data in changed.items()}
        self.steps.append({"by": by, **told, "answers": ask(self.workspace, self.bests)})

    def clean(self, *args):
        trash = clean(self.workspace, *args)
        self.tell("stemma", args=["clean", *args])
        return trash

    def restore(self, *args):
        stemma(self.workspace, "trash", "restore", *args, "--apply")
        # The name of a batch is another one on each run.
        self.tell("stemma", args=["trash", "restore", *(args if args[0].startswith("--") else ["BATCH"])])

    def delete(self, name):
        folder = pipeline(self.workspace, name)
        ManifestManager(self.workspace / "runs" / DATASET).delete_pipeline(folder)
        self.tell("library", removes=f"runs/{DATASET}/{folder}")

    def train(self, name, known_as):
        """Trains, and asks from then on what the model predicts."""
        self.bests[known_as] = train(self.workspace, name)
        self.tell("library", trains=name)


def emptied_folder(story):
    """A pipeline is cleaned, another is trained; the first comes back, and is trained once more."""
    trash = story.clean("pipeline", pipeline(story.workspace, "ridge"))
    story.train("next", "next")
    story.restore(trash)
    story.train("ridge", "again")


def wanted_again(story):
    """The library deletes a pipeline and leaves its files; they are cleaned, and it trains the same pipeline again."""
    story.delete("ridge")
    story.clean("orphans")
    story.train("ridge", "ridge")
    story.restore("--wanted")


def moved_while_reused(story):
    """Files that wait in no manifest are reused by name in a run, and are cleaned before its manifest names them."""

    def interrupt():
        story.tell("library", trains="ridge")
        story.clean("orphans")

    story.delete("ridge")
    before_manifest(interrupt)
    story.train("ridge", "ridge")
    story.restore("--wanted")


def main():
    with tempfile.TemporaryDirectory() as name:
        first = Path(name) / "workspace"
        bests = {pipeline: train(first, pipeline) for pipeline in ("keep", "ridge")}
        shutil.rmtree(HERE / "workspace", ignore_errors=True)
        for top in ("runs", "binaries"):
            ignored = shutil.ignore_patterns("*.csv")
            shutil.copytree(first / top, HERE / "workspace" / top, ignore=ignored)
        for tell in (emptied_folder, wanted_again, moved_while_reused):
            copy = Path(name) / tell.__name__
            shutil.copytree(first, copy, ignore=shutil.ignore_patterns("*.csv"))
            story = Story(copy, dict(bests))
            tell(story)
            text = json.dumps({"story": tell.__doc__, "steps": story.steps}, indent=1, ensure_ascii=False)
            (HERE / f"{tell.__name__.replace('_', '-')}.json").write_text(text + "\n")


main()
