#!/usr/bin/python3
"""Reads the public files of sequences by numpy alone and writes what the tests of bundles/genomics compare.

python3 sequences.py DATA_DIRECTORY OUTPUT.tsv
"""
import sys
from pathlib import Path

import numpy

import readings

LETTERS = {"dna": "ACGT", "protein": "ARNDCQEGHILKMFPSTWYV"}


def fasta(path, lines=None):
    names, texts = [], []
    for line in open(path, encoding="ascii").read().split("\n")[:lines]:
        if line.startswith(">"):
            names.append(line[1:].split()[0])
            texts.append([])
        else:
            texts[-1].append(line.strip())
    return names, ["".join(text) for text in texts]


def a3m(path, lines=None):
    names, texts = fasta(path, lines)
    return names, ["".join(c for c in text if not c.islower() and c != ".") for text in texts]


def phylip(path):
    """One line for each sequence, relaxed names, as both public files are."""
    lines = open(path, encoding="ascii").read().split("\n")
    count, columns = map(int, lines[0].split())
    rows = [line.split(None, 1) for line in lines[1:] if line.strip()]
    names, texts = [row[0] for row in rows], ["".join(row[1].split()) for row in rows]
    assert len(names) == count and all(len(text) == columns for text in texts)
    return names, texts


def codes(texts, kind):
    """Sequences x columns; -1 for all that is not counted."""
    table = numpy.full(256, -1, dtype=numpy.int8)
    for code, letter in enumerate(LETTERS[kind]):
        table[ord(letter)] = table[ord(letter.lower())] = code
    if kind == "dna":
        table[ord("U")] = table[ord("u")] = 3
    return numpy.array([table[numpy.frombuffer(text.encode(), dtype=numpy.uint8)] for text in texts])


def one_hot(coded, letters):
    return numpy.stack([coded == code for code in range(letters)]).astype(numpy.int64)


def pairs_of(rows, others, letters):
    """Ordered meetings of letters in two sets of rows, folded to unordered ones."""
    kept = (rows >= 0) & (others >= 0)
    flat = rows[kept].astype(numpy.int64) * letters + others[kept]
    table = numpy.bincount(flat, minlength=letters * letters).reshape(letters, letters)
    folded = table + table.T
    numpy.fill_diagonal(folded, table.diagonal())
    return folded


def substitutions(coded, letters, pairs):
    if pairs == "neighbours":
        return pairs_of(coded[:-1], coded[1:], letters)
    if pairs == "first":
        return pairs_of(numpy.repeat(coded[:1], len(coded) - 1, axis=0), coded[1:], letters)
    total = numpy.zeros((letters, letters), dtype=numpy.int64)
    for i in range(1, len(coded)):
        total += pairs_of(coded[:i], numpy.repeat(coded[i:i + 1], i, axis=0), letters)
    return total


def all_pairs_by_column(coded, letters):
    """For thousands of sequences: pairs by the product of one-hot columns."""
    hot = one_hot(coded, letters)
    counts = hot.sum(axis=1)
    total = counts @ counts.T
    same = counts.sum(axis=1)
    total[numpy.arange(letters), numpy.arange(letters)] = (total.diagonal() - same) // 2
    return total


def identity(coded, letters):
    hot = one_hot(coded, letters).astype(numpy.float64)
    same = sum(hot[code] @ hot[code].T for code in range(letters))
    present = (coded >= 0).astype(numpy.float64)
    with numpy.errstate(invalid="ignore"):
        return same / (present @ present.T)


def kmers(texts, kind, k, both=False):
    letters = LETTERS[kind]
    words = [""]
    for _ in range(k):
        words = [word + letter for word in words for letter in letters]
    complement = str.maketrans("ACGT", "TGCA")
    if both:
        words = [word for word in words if word <= word.translate(complement)[::-1]]
    row_of = {word: row for row, word in enumerate(words)}
    counts = numpy.zeros((len(words), len(texts)))
    for column, text in enumerate(texts):
        text = text.upper().replace("-", "").replace(".", "")
        text = text.replace("U", "T") if kind == "dna" else text
        seen = {}
        for start in range(len(text) - k + 1):
            word = text[start:start + k]
            seen[word] = seen.get(word, 0) + 1
        for word, count in seen.items():
            if both and set(word) <= set("ACGT"):
                word = min(word, word.translate(complement)[::-1])
            if word in row_of:
                counts[row_of[word], column] += count
    return words, counts


def alignment(name, names, texts, kind):
    letters = LETTERS[kind]
    coded = codes(texts, kind)
    n = len(letters)
    every = all_pairs_by_column(coded, n)
    if len(coded) < 100:
        assert (every == substitutions(coded, n, "all")).all()
    yield readings.line(name + " substitutions", every, letters, letters)
    for pairs in "first", "neighbours":
        yield readings.line(name + " " + pairs, substitutions(coded, n, pairs), letters, letters)
    counts = one_hot(coded, n).sum(axis=1).T.astype(float)
    columns = range(1, len(counts) + 1)
    yield readings.line(name + " counts", counts, columns, letters)
    with numpy.errstate(invalid="ignore"):
        yield readings.line(name + " frequencies", counts / counts.sum(axis=1, keepdims=True), columns, letters)
    if len(coded) < 2000:
        yield readings.line(name + " identity", identity(coded, n), names, names)
    words, counted = kmers(texts, kind, 2)
    yield readings.line(name + " kmers 2", counted, words, names)


def main(data, output):
    msa = Path(data) / "msa"
    lines = []
    for family in "1a0b_1_A", "1a17_1_A", "1a2t_1_A":
        lines += alignment(family + ".msas.txt", *fasta(msa / (family + ".msas.txt")), "protein")
    for file in "iqtree_example.phy", "d59_8.phy":
        lines += alignment(file, *phylip(msa / file), "dna")
    names, texts = a3m(msa / "1h75_1_A.a3m")
    lines += [line for line in alignment("1h75_1_A.a3m", names, texts, "protein") if " kmers" not in line]
    names, texts = fasta(msa / "1h75_1_A.a3m")
    words, counted = kmers(texts, "protein", 2)
    lines.append(readings.line("1h75_1_A.a3m kmers 2", counted, words, names))
    names, texts = a3m(msa / "1h75_1_A.a3m", 2000)
    lines.append(readings.line("1h75_1_A.a3m 2000 lines identity", identity(codes(texts, "protein"), 20), names, names))
    names, texts = fasta(Path(data) / "bam" / "ce.fa")
    for k, both in (3, False), (3, True), (6, False), (8, True):
        words, counted = kmers(texts, "dna", k, both)
        lines.append(readings.line("ce.fa kmers %d%s" % (k, " both" if both else ""), counted, words, names))
    words, counted = kmers(texts, "dna", 10)
    present = counted.sum(axis=1) > 0
    words = [word for word, kept in zip(words, present) if kept]
    lines.append(readings.line("ce.fa kmers 10 present", counted[present], words, names))
    readings.write(output, "python3 benchmarks/genomics-peers/sequences.py DATA sequences-peers.tsv", lines)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
