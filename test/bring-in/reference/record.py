"""Asks nirs4all 0.6.2 how it uses what Stemma brought in and registered, and writes its answers beside this file.

    python -m venv venv && venv/bin/pip install nirs4all==0.6.2
    venv/bin/python test/bring-in/reference/record.py

Stemma's own command line (`npm ci` first) does the importing in between. `reference.test.ts` does the same steps with the
core of today, and compares: what the library said of these bytes then holds of them now.
"""

import base64
import hashlib
import io
import json
import logging
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"

import joblib
import numpy as np
import yaml
from nirs4all.data import DatasetConfigs
from nirs4all.operators.transforms import StandardNormalVariate
from nirs4all.pipeline import PipelineConfigs, PipelineRunner
from nirs4all.pipeline.storage.artifacts.artifact_loader import ArtifactLoader
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
PIPELINES = {
    "keep": lambda: [StandardNormalVariate(), KFold(3, shuffle=True, random_state=1), PLSRegression(3)],
    "ridge": lambda: [StandardNormalVariate(), KFold(3, shuffle=True, random_state=1), Ridge(2)],
    "next": lambda: [MinMaxScaler(), KFold(3, shuffle=True, random_state=1), Ridge(5)],
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


def numbers(values):
    return [float(f"{value:.9g}") for value in np.ravel(values)]


def predict(workspace, best):
    """What a model that was trained before says of new data: numbers, or how nirs4all fails."""
    try:
        values, _ = runner(workspace, mode="predict").predict(dict(best), X[28:])
    except Exception as error:  # whatever it is, it is the library's answer
        return {"error": type(error).__name__, "message": str(error).replace(f"{workspace}/", "").splitlines()[0]}
    return numbers(values)


def contents(workspace):
    # Beside the pipelines' folders nirs4all writes reports of its own, anew after each prediction.
    paths = [*(workspace / "runs").glob("*/*/*"), *(workspace / "binaries").rglob("*")]
    kept = [path for path in paths if path.is_file() and path.suffix != ".csv"]
    return {path.relative_to(workspace).as_posix(): path.read_bytes() for path in sorted(kept)}


def answers(workspace, bests):
    return {
        "files": {path: hashlib.sha256(data).hexdigest() for path, data in contents(workspace).items()},
        "next_number": ManifestManager(workspace / "runs" / DATASET).get_next_pipeline_number(),
        "predictions": {name: predict(workspace, best) for name, best in bests.items()},
    }


def stemma(workspace, *args, code=0):
    """Runs Stemma's command line; its JSON document."""
    command = [ROOT / "node_modules" / ".bin" / "node", ROOT / "electron" / "cli" / "main.ts", *args]
    with tempfile.TemporaryDirectory() as cache:
        env = {**os.environ, "STEMMA_CACHE": cache}
        done = subprocess.run([*command, "--json", "-w", workspace], capture_output=True, text=True, env=env)
    if done.returncode != code:
        raise RuntimeError(f"{args}: {done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def fresh(around, name):
    workspace = around / name
    for folder in ("runs", "binaries"):
        (workspace / folder).mkdir(parents=True)
    return workspace


def main():
    with tempfile.TemporaryDirectory() as name:
        around = Path(name)
        away = around / "away" / "workspace"
        bests = {pipeline: train(away, pipeline) for pipeline in ("keep", "ridge")}
        shutil.rmtree(HERE / "workspace", ignore_errors=True)
        for top in ("runs", "binaries"):
            shutil.copytree(away / top, HERE / "workspace" / top, ignore=shutil.ignore_patterns("*.csv"))
        source = around / "source"
        shutil.copytree(HERE / "workspace", source)
        told = {"trained": answers(away, bests)}

        imported = fresh(around, "imported")
        stemma(imported, "import", source / "runs" / DATASET, "--apply")
        told["imported"] = answers(imported, bests)

        packed = fresh(around, "packed")
        stemma(source, "export", "--all", "--with-binaries", around / "all.zip")
        stemma(packed, "import", around / "all.zip", "--apply")
        told["packed"] = answers(packed, bests)

        derived = fresh(around, "derived")
        shutil.copytree(source, around / "bare", ignore=shutil.ignore_patterns("pipeline.json"))
        stemma(derived, "import", around / "bare", "--apply")
        told["derived"] = answers(derived, bests)

        lacking = fresh(around, "lacking")
        shutil.copytree(source, around / "less")
        keep = next((around / "less" / "runs" / DATASET).glob("*_keep_*/manifest.yaml"))
        items = yaml.safe_load(keep.read_text())["artifacts"]["items"]
        lost = next(item["path"] for item in items if item["fold_id"] == 2)
        (around / "less" / "binaries" / DATASET / lost).unlink()
        stemma(lacking, "import", around / "less", "--without-missing", "--apply", code=1)
        told["lacking"] = {"lost": lost, **answers(lacking, bests)}

        # The library's next run beside what was brought in.
        before = contents(imported)
        bests["next"] = train(imported, "next")
        after = contents(imported)
        told["next"] = {
            "written": {path: base64.b64encode(data).decode() for path, data in after.items() if before.get(path) != data},
            "overwritten": sorted(path for path, data in before.items() if after.get(path) != data),
            **answers(imported, bests),
        }

        # A model of somebody's own, registered in a pipeline that was brought in.
        model = Ridge(0.5).fit(X[:28], Y[:28])
        bytes_ = io.BytesIO()
        joblib.dump(model, bytes_)
        (around / "own.joblib").write_bytes(bytes_.getvalue())
        folder = next((imported / "runs" / DATASET).glob("*_keep_*"))
        manifest = folder.relative_to(imported) / "manifest.yaml"
        words = ["--chain", "s9.Ridge", "--type", "model", "--class", "Ridge", "--format", "joblib"]
        done = stemma(
            imported, "register", around / "own.joblib", "--manifest", manifest.as_posix(), *words, "--apply"
        )["result"]
        loader = ArtifactLoader.from_manifest(yaml.safe_load((imported / manifest).read_text()), folder)
        told["registered"] = {
            "file": base64.b64encode(bytes_.getvalue()).decode(),
            "manifest": manifest.as_posix(),
            "id": done["artifact_id"],
            "stored": done["path"],
            "said": numbers(loader.load_by_id(done["artifact_id"]).predict(X[28:])),
            "says": numbers(model.predict(X[28:])),
            **answers(imported, bests),
        }
        text = json.dumps(told, indent=1, ensure_ascii=False)
        (HERE / "answers.json").write_text(text + "\n")


main()
