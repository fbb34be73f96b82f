#!/usr/bin/env python3
"""Writes `lucide.txt`, the icon names that `#[ui_step(icon = "…")]` accepts.

The names are read from the exports of the npm package `lucide-static`, at the release pinned
below, because those are spelled exactly as the UI libraries spell them (`ArrowDown01`, `Grid2x2`).
Icons with several exports have a canonical name, the one made from the icon's file name; the
others are its aliases and stand in the list as `Alias Canonical`.

    python3 ntro-workflow-macros/backend/icons/generate.py
"""

import pathlib
import re
import subprocess
import tarfile
import tempfile

RELEASE = "1.62.0"
EXPORT = re.compile(r"export \{ ([^}]+) \} from '\./icons/([^']+)\.mjs'")


def exports(directory: str) -> str:
    """The export list of the pinned release."""
    subprocess.run(
        ["npm", "pack", "--silent", f"lucide-static@{RELEASE}"], cwd=directory, check=True, stdout=subprocess.DEVNULL
    )
    with tarfile.open(pathlib.Path(directory, f"lucide-static-{RELEASE}.tgz")) as archive:
        return archive.extractfile("package/dist/esm/lucide-static.mjs").read().decode()


def pascal_case(file: str) -> str:
    """`arrow-down-0-1` as the libraries export it: `ArrowDown01`."""
    return "".join(part[:1].upper() + part[1:] for part in file.split("-"))


def lines(source: str) -> list[str]:
    """One line per name: `Canonical`, or `Alias Canonical`."""
    found = []
    for names, file in EXPORT.findall(source):
        canonical = pascal_case(file)
        exported = [name.split(" as ")[1].strip() for name in names.split(",")]
        assert canonical in exported, f"{file}: no export named {canonical}"
        found += [name if name == canonical else f"{name} {canonical}" for name in exported]
    return sorted(found, key=lambda line: line.split(" ")[0])


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        found = lines(exports(directory))
    header = f"# lucide-static {RELEASE}: {len(found)} names. Written by generate.py, do not edit.\n"
    pathlib.Path(__file__).with_name("lucide.txt").write_text(header + "\n".join(found) + "\n")


if __name__ == "__main__":
    main()
