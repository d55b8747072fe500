"""Records what PyYAML 6.0.3 writes, for emit-yaml.test.ts.

    python record.py                 writes data/scalars.jsonl and data/manifests.jsonl
    python record.py random N SEED   prints N random documents and their YAML
    python record.py manifests       prints all manifests of the fixtures and their text

Maps are written as {"$map": [[key, value], ...]} and floats as {"$float": repr}, so that integer keys,
the order of keys and whole floats survive JSON.
"""

import json
import random
import sys
from pathlib import Path

import yaml

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"

MANIFESTS = [
    "branches-stacking/workspace/runs/wheat/0002_nested_b52e69/manifest.yaml",
    "branches-stacking/workspace/runs/wheat/0004_stack_00ef53/manifest.yaml",
    "branches-stacking/workspace/runs/wheat/0025_concat_203dac/manifest.yaml",
    "branches-stacking/workspace/runs/two_sensors/0003_source_stack_f19a6b/manifest.yaml",
    "old-layout/workspace/runs/2025-11-26_corn/0002_deriv_d14654/manifest.yaml",
    "old-layout/workspace/runs/2025-12-14_corn/0002_branch_2f26de/manifest.yaml",
]

WORDS = """s1.MinMaxScaler[src=0,sub=0] PLSRegression, Ridge it's "quoted" : a: b # #c -- --- ... - ? ?x :x @ ` % &
& * ! | > < << = ~ null yes No on OFF y n 12 0x1F 0b1 017 089 1e5 1.5e3 1.5e+3 .5 1_000 1:30 190:20:30.15 2026-01-05
2026-01-05T08:30:00.987038+00:00 123e45 +1 -1 -.inf .nan {} [] {a} [b] , é Modèle 温度 \U0001f33e \t \\ \\n \x00 \x07
\x85 \xa0 \u2028 \ufeff \x7f supercalifragilistic a.b.c a/b C:\\x s3.SavitzkyGolay,""".split(" ")

SCALARS = [
    "", " ", "a", "a b", " a", "a ", "a\n", "\na", "a\nb", "a\n\nb", "a \nb", "a\n b", "\n", "\n\n", "'", "''", "a'b", "'a", '"', 'a"b',
    "-", "- a", "-a", "--", "---", "--- a", "---a", "...", "....", "..", "?", "? a", "?a", ":", ": a", ":a", "a:", "a: b", "a:b", "#", "#a", "a#b", "a #b",
    "a # b", ",", ",a", "a,b", "[", "a[0]", "[a]", "{", "{a}", "a{", "}", "]", "&a", "a&b", "*a", "a*", "!a", "a!", "|", "|a", "a|b", ">", ">a", "a>b",
    "%a", "a%", "@a", "a@b", "`a", "a`", "~", "~a", "=", "==", "<<", "<", "<<a", "null", "Null", "NULL", "nULL", "true", "True", "TRUE", "tRue",
    "false", "yes", "Yes", "YES", "no", "No", "NO", "nO", "on", "On", "ON", "off", "Off", "OFF", "y", "Y", "n", "N", "t", "f", "None", "none", "nan", "inf",
    "0", "1", "00", "01", "07", "08", "09", "0o7", "0x", "0x1", "0xg", "0b1", "0b2", "0b", "1_000", "_1", "1_", "+1", "-1", "+", "+a", "-0", "+-1",
    "1.", "1.0", "1.5", ".5", ".", "._", ".5_", "1e5", "1E5", "1.e5", "1e+5", "1.0e5", "1.0e+5", "1.0E-5", "123e45", "123456e78901", ".5e+3", "1_0.5",
    "1:2", "1:60", "1:59", "0:30", "01:30", "190:20:30", "190:20:30.15", "1:2:3:4", "1:2.", "12:", ":12", ".inf", "-.inf", "+.inf", ".Inf", ".INF", ".iNF",
    ".nan", ".NaN", ".NAN", "-.nan", "2026-01-05", "2026-1-5", "2026-01-05 ", "2026-1-5 8:30:00", "2026-01-05 08:30:00", "2026-01-05T08:30:00Z",
    "2026-01-05t08:30:00 +01:00", "2026-01-05T08:30:00.987038+00:00", "2026-01-05T08:30", "26-01-05", "2026-01-05x", "2026-01-05T08:30:00.",
    "a\tb", "\t", "a\rb", "a\x00b", "a\x1bb", "a\x7fb", "a\x85b", "a\xa0b", "caf\xe9", "Mod\xe8le \xe9quilibr\xe9", "\u6e29\u5ea6", "\U0001f33e", "a\u2028b",
    "\ufeff", "\ufffe", "\\", "a\\b", "a\\nb", "C:\\data\\x", "/data/x y", "0002_sg_pls_27895a$7c1fa10edc2c:all", "0002_x_2f26de:0:3.1:all", "0001_12",
    "12$34", "0001_branch_0ea2dd", "sha256:" + "0" * 64, "s3.SNV[br=0,sub=0]>s4.PLSRegression[br=0,sub=0]", "s4.PLS[br=0]+s4.RF[br=1]>s5.Ridge",
    "x" * 79, "x" * 120, "x " * 40, "x " * 41 + "y", ("word " * 30).strip(), ("word  " * 30).strip(), ("it's " * 30).strip(), "a: " + ("word " * 30).strip(),
    ("caf\xe9 " * 30).strip(), "\u6e29" * 60, "x" * 100 + " y", "x" * 77 + " y z", "x" * 78 + " y z", "x" * 79 + " y z", ("line one\n" * 12).strip(),
    ("word " * 20 + "\n") * 3, " " * 100, "a" + " " * 100 + "b", '"' * 90, "'" * 90, ("a'b " * 30).strip() + "'", "\t" + "word " * 30, "\t" + "word  " * 30,
    "s3.StandardNormalVariate[br=0,sub=0]>s3.SavitzkyGolay, PLSRegression, Ridge, FirstDerivative, PLSRegression[br=0,sub=1]>s3.SavitzkyGolay[br=0.0,sub=0]",
    "k" * 121, "k" * 122, "k" * 123, "k" * 124, "k" * 127, "k" * 128, "k " * 61, "k " * 61 + "k", "\xe9" * 122, "\U0001f33e" * 122, "\U0001f33e" * 123,
    0, 1, -1, 60, 2**53 - 1, True, False, None,
    0.0, -0.0, 1.0, 0.1, -0.5, 1e-5, 1e-4, 0.0001, 0.00012345, 1.5e-7, 1e15, 1e16, 1e17, 1.5e16, 123456789012345680.0, 1e22, 1e100, 5e-324, 1.7976931348623157e308,
    19.74010467529297, 1 / 3, 2 / 3 * 1e16, 100.0, 1e2, float("inf"), float("-inf"), float("nan"), 9007199254740993.0, 0.30000000000000004,
]


def typed(value):
    """A value in the JSON form that the test reads."""
    if isinstance(value, float):
        return {"$float": repr(value)}
    if isinstance(value, dict):
        return {"$map": [[typed(key), typed(item)] for key, item in value.items()]}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return value


class Dumper(yaml.Dumper):
    """Manifests hold no aliases: the library copies its data before it writes."""

    def ignore_aliases(self, data):
        return True


def dump(value):
    return yaml.dump(value, Dumper=Dumper, default_flow_style=False, sort_keys=False)


def contexts(value):
    """One scalar in every place where a manifest can have one."""
    document = {"v": value, "list": [value, [value]], "deep": {"deeper": {"deepest": {"long_key_name": value}}}}
    if value is not None and value == value:
        document["keys"] = {value: "x"}
        document["more"] = [{value: ["a", "b"]}, {value: {"c": []}}]
    return document


def random_text(rng):
    words = [rng.choice(WORDS) for _ in range(rng.choice([1, 1, 1, 2, 3, 8, 25]))]
    text = rng.choice([" ", " ", " ", " ", "  ", "\n", ""]).join(words)
    return rng.choice(["", "", "", " ", "\n"]) + text + rng.choice(["", "", "", " ", "\n"])


def random_value(rng, depth=0):
    kind = rng.random()
    if depth < 5 and kind < 0.2:
        return [random_value(rng, depth + 1) for _ in range(rng.randrange(4))]
    if depth < 5 and (kind < 0.5 or depth == 0):
        keys = [rng.choice([random_text(rng), "".join(rng.choices("abcxyz019_", k=rng.randrange(1, 140))), rng.randrange(-5, 50)]) for _ in range(rng.randrange(5))]
        return {key: random_value(rng, depth + 1) for key in keys}
    if kind < 0.6:
        return rng.choice([None, True, False, rng.randrange(-10**6, 10**12)])
    if kind < 0.7:
        return rng.choice([rng.random() * 10 ** rng.randrange(-12, 24), float(rng.randrange(1000)), -rng.random()])
    return random_text(rng)


def write_lines(name, documents):
    lines = [json.dumps(document, ensure_ascii=True, separators=(",", ":")) + "\n" for document in documents]
    (HERE / "data" / name).write_text("".join(lines), encoding="ascii")


def main():
    assert yaml.__version__ == "6.0.3"
    if sys.argv[1:2] == ["random"]:
        rng = random.Random(int(sys.argv[3]))
        for _ in range(int(sys.argv[2])):
            value = random_value(rng)
            if isinstance(value, dict):
                print(json.dumps([typed(value), dump(value)]))
        return
    if sys.argv[1:2] == ["manifests"]:
        for path in sorted(FIXTURES.rglob("manifest.yaml")):
            print(json.dumps([typed(yaml.safe_load(path.read_bytes())), path.read_text(encoding="utf-8")]))
        return
    write_lines("scalars.jsonl", [[typed(contexts(value)), dump(contexts(value))] for value in SCALARS])
    loaded = [(name, yaml.safe_load((FIXTURES / name).read_bytes())) for name in MANIFESTS]
    write_lines("manifests.jsonl", [{"file": name, "data": typed(data)} for name, data in loaded])


if __name__ == "__main__":
    main()
