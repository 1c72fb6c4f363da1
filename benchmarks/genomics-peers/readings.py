"""Writes what a peer program read as the tests of bundles/genomics compare it: one line for each reading."""
import hashlib
import sys

import numpy


def line(name, cells, rows=None, columns=None, exact=True):
    """The line of one reading.

    cells: rows x columns, NaN where missing; rows, columns: labels or None; exact: whether every cell must agree bit for bit.
    """
    cells = numpy.ascontiguousarray(cells, dtype="<f8").copy()
    cells[cells == 0] = 0.0  # no negative zeros
    missing = numpy.isnan(cells)
    cells.view("<u8")[missing] = 0x7FF8000000000000
    digest = hashlib.sha256(cells.tobytes()).hexdigest() if exact else "-"
    total = float(numpy.sum(cells[~missing], dtype=numpy.float64))

    def ends(labels):
        return [str(labels[0]), str(labels[-1])] if labels is not None and len(labels) else ["-", "-"]

    return "\t".join([name, str(cells.shape[0]), str(cells.shape[1]), str(int(missing.sum())), repr(total), digest]
                     + ends(rows) + ends(columns))


def write(path, command, lines):
    """Writes the resource `path`, saying which command made it."""
    with open(path, "w", encoding="utf-8") as out:
        out.write("# " + command + "\n# name, rows, columns, missing, sum, SHA-256 of the cells, labels\n")
        out.write("\n".join(lines) + "\n")
    print(path, len(lines), "readings", file=sys.stderr)
