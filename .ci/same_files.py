"""Compare two wheels of one source, compiled and not: what both hold must be equal, byte for byte.

    python .ci/same_files.py A.whl B.whl

One was built from the source distribution, the other from the checkout, at another time: the
tables and models that a wheel carries depend on neither.
"""

import sys
from zipfile import ZipFile

OF_THE_BUILD = (".dist-info/WHEEL", ".dist-info/RECORD")  # say what was compiled


def contents(path: str) -> dict[str, bytes]:
    with ZipFile(path) as wheel:
        return {name: wheel.read(name) for name in wheel.namelist() if not name.endswith(OF_THE_BUILD)}


first, second = map(contents, sys.argv[1:])
only = {name for name in first.keys() ^ second.keys() if not name.endswith((".so", ".pyd"))}
different = {name for name in first.keys() & second.keys() if first[name] != second[name]}
if only or different or "translit/data/tables.npz" not in first:
    sys.exit(f"wheels of one source differ: only in one {sorted(only)}, different {sorted(different)}")
print(f"{len(first.keys() & second.keys())} files, the same in both wheels")
