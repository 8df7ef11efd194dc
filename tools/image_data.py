"""Make the images that come with the course, or check that they are what is made here.

    python tools/image_data.py             writes the files, always the same bytes
    python tools/image_data.py --check     writes nothing, and says whether they are still the same

The clothes come from Debian's package dataset-fashion-mnist, the digits from scikit-learn. Where
the package is not installed, `--source FOLDER` names a folder with the four files of Fashion-MNIST.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import numpy as np
from image_samples import Arrays, clothes, digits
from numpy.typing import NDArray

from helpers.images.files import DataError

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("/usr/share/datasets/fashion-mnist")
ADVICE = (
    "; install Debian's package dataset-fashion-mnist, or unpack it (apt-get download, dpkg -x) "
    "and name the folder with its four files after --source"
)

FASHION = "helpers/data/fashion_mnist.npz"
HELD_OUT = "autograder/labs/image_classification/held_out.npz"
DIGITS = "helpers/data/digits.npz"

DIGESTS: dict[str, dict[str, str]] = {
    FASHION: {
        "X_train": "4a2c34834c394abcb4612609ff263202fabcd43dbc94068b43d35fed3470f08c",
        "y_train": "5cfc5b940fd071c44fcafbd093c79c99088d7ef45222f03de37b8b5abf69f425",
        "X_val": "eea68d08b67a322e96b07d58d59113836082b51a508b1fc57d21c26c90c79f0f",
        "y_val": "10d802ebddefbae2b5aa0e46daa66f89d797b8f60f4e5efb6701cbbca7048d23",
        "X_test": "2427a0c40606eb6f931bee54d11d004b31b321056dbd9858f7d51cbe0b55807f",
        "y_test": "52240a33c7b6ec4763f00fb19204c5bda7658226e9b753bbe24a802d28dc6733",
    },
    HELD_OUT: {
        "X": "1a4d3466ab11c7f7b4b051b565536be943100193063858744d21a249d7029375",
        "y": "1f86fe1a1ef6666d61cf1d140b3c5cf478afd8a5563a94fbdb8dc44b90092e51",
    },
    DIGITS: {
        "X_train": "4228b479497ff0be9ca9af0c5d3bc84d62c242a086953a3ff7ab9be2612c6867",
        "y_train": "bb62a23bcdf262b2762f4139aa1fed9883a68973c371ef0516f96d999517cdb0",
        "X_val": "df2d48ab59468ec4b59981d057a970ccc3813c800f830c3bd06f245d84364929",
        "y_val": "163c9e5233af5be176575d5f339ba796c7e4a0ea87e3a8545779346a27a7e30b",
        "X_test": "edbeb5bb98e2cc61fce49dfa7015483c58e3f236c05440bed04de4cd78356cf6",
        "y_test": "4d3f86a56a372c50ee3dc24c34a004d9f0f2156819bb5aceb47ea61ba2b0204c",
    },
}
"""SHA-256 of every array that is made, as `digest` computes it."""


def digest(array: NDArray[Any]) -> str:
    """SHA-256 of an array: of its type and shape, such as "uint8 (784, 500) ", and its rows."""
    return hashlib.sha256(f"{array.dtype} {array.shape} ".encode() + array.tobytes()).hexdigest()


def digests(arrays: Arrays) -> dict[str, str]:
    """The digest of each array by name."""
    return {name: digest(array) for name, array in arrays.items()}


def packed(arrays: Arrays) -> bytes:
    """The arrays as an npz file, without anything of the time or the system it was made at."""
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        for name, array in arrays.items():
            member, entry = io.BytesIO(), ZipInfo(f"{name}.npy")
            np.lib.format.write_array(member, array, version=(1, 0), allow_pickle=False)
            entry.create_system = 3
            archive.writestr(entry, member.getvalue(), ZIP_DEFLATED, 9)
    return content.getvalue()


def unpacked(content: bytes) -> list[tuple[str, bytes]]:
    """Members of an npz file, to compare: another zlib packs the same into other bytes."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    except BadZipFile:
        return []


def is_there(path: Path, content: bytes) -> bool:
    """Whether a file holds the same arrays in the same form as some content."""
    return path.is_file() and unpacked(path.read_bytes()) == unpacked(content)


def main(arguments: list[str]) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Make the images that come with the course.")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    parser.add_argument("--source", type=Path, default=PACKAGE, help="folder of Fashion-MNIST")
    options = parser.parse_args(arguments)
    try:
        made = dict(zip((FASHION, HELD_OUT), clothes(options.source), strict=True))
    except DataError as error:
        print(f"{error}{ADVICE}", file=sys.stderr)
        return 2
    made[DIGITS] = digits()
    for file, arrays in made.items():
        if digests(arrays) != DIGESTS[file]:
            print(f"{file} should have other digests than {digests(arrays)}", file=sys.stderr)
            return 1
    contents = {file: packed(arrays) for file, arrays in made.items()}
    if not options.check:
        for file, content in contents.items():
            (ROOT / file).write_bytes(content)
    others = [file for file, content in contents.items() if not is_there(ROOT / file, content)]
    if others:
        print(f"other than this script makes, so run it without --check: {', '.join(others)}")
        return 1
    print(f"as this script makes them: {', '.join(contents)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
