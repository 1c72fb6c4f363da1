#!/usr/bin/python3
"""BCF by cyvcf2, PLINK by plink1.9, BGEN by a decoder of its own that plink2 confirms.

usage: genotypes.py DATA-DIRECTORY OUTPUT.tsv
"""
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

import cyvcf2
import numpy

import readings


def bcf(path, multiallelic, samples=None, region=None):
    """samples x variants and the labels: copies of each alternate allele, or of all alternates together."""
    reader = cyvcf2.VCF(str(path), samples=samples)
    rows, labels = [], []
    for variant in reader(region) if region else reader:
        alleles = variant.genotype.array()[:, :2]
        missing = (alleles < 0).any(axis=1)
        place = f"{variant.CHROM}:{variant.POS}:{variant.REF}:"
        counted = ([(alleles > 0, ",".join(variant.ALT))] if multiallelic == "altcount"
                   else [(alleles == k + 1, alternate) for k, alternate in enumerate(variant.ALT)])
        for marks, alternate in counted:
            dosage = marks.sum(axis=1).astype(float)
            dosage[missing] = numpy.nan
            rows.append(dosage)
            labels.append(place + alternate)
    return numpy.array(rows).T, reader.samples, labels


def plink(prefix):
    """samples x variants by plink1.9 --recode A, which counts A1 and names it behind the identifier."""
    with tempfile.TemporaryDirectory() as directory:
        out = pathlib.Path(directory) / "out"
        subprocess.run(["plink1.9", "--bfile", str(prefix), "--recode", "A", "--keep-allele-order", "--allow-extra-chr",
                        "--out", str(out)], check=True, stdout=subprocess.DEVNULL)
        with open(f"{out}.raw", encoding="ascii") as lines:
            next(lines)
            fields = [line.split() for line in lines]
    cells = numpy.array([[numpy.nan if cell == "NA" else float(cell) for cell in line[6:]] for line in fields])
    with open(f"{prefix}.bim", encoding="ascii") as lines:
        variants = [line.split() for line in lines]
    # a position such as 5e+05, as R writes it, is 500000
    return cells, [line[1] for line in fields], [f"{v[0]}:{int(float(v[3]))}:{v[5]}:{v[4]}" for v in variants]


def bgen(path):
    """samples x variants: expected copies of the second allele, float32."""
    content = path.read_bytes()
    first, header, count, n = struct.unpack_from("<4I", content, 0)
    flags = struct.unpack_from("<I", content, header)[0]
    assert flags == 0x80000009, "layout 2, zlib, with names"
    at, names = 4 + header + 8, []
    for _ in range(n):
        length = struct.unpack_from("<H", content, at)[0]
        names.append(content[at + 2:at + 2 + length].decode())
        at += 2 + length
    assert at == first + 4
    rows, labels = [], []
    for _ in range(count):
        texts = []
        for _ in range(3):
            length = struct.unpack_from("<H", content, at)[0]
            texts.append(content[at + 2:at + 2 + length].decode())
            at += 2 + length
        position, alleles = struct.unpack_from("<IH", content, at)
        at += 6
        for _ in range(alleles):
            length = struct.unpack_from("<I", content, at)[0]
            texts.append(content[at + 4:at + 4 + length].decode())
            at += 4 + length
        length = struct.unpack_from("<I", content, at)[0]
        data = numpy.frombuffer(zlib.decompress(content[at + 8:at + 4 + length]), dtype=numpy.uint8)
        at += 4 + length
        ploidy, phased, bits = data[8:8 + n], data[8 + n], data[9 + n]
        assert alleles == 2 and bits == 8 and not phased
        values = data[10 + n:].reshape(n, 2).astype(float) / 255
        dosage = (2 * (1 - values[:, 0] - values[:, 1]) + values[:, 1])
        dosage = numpy.round(dosage * 255) / 255  # the exact quotient, then rounded once
        dosage = dosage.astype(numpy.float32).astype(float)
        dosage[(ploidy & 0x80) != 0] = numpy.nan
        rows.append(dosage)
        labels.append(f"{texts[2]}:{position}:{texts[3]}:{texts[4]}")
    assert at == len(content)
    return numpy.array(rows).T, names, labels


def confirm_by_plink2(path, cells):
    """plink2 holds dosages in units of 1/16384 and exports four digits or so; it counts the reference here."""
    with tempfile.TemporaryDirectory() as directory:
        out = pathlib.Path(directory) / "out"
        subprocess.run(["plink2", "--bgen", str(path), "ref-first", "--export", "A", "--out", str(out)], check=True,
                       stdout=subprocess.DEVNULL)
        with open(f"{out}.raw", encoding="ascii") as lines:
            heading = next(lines).split()[6:]
            other = numpy.array([[numpy.nan if cell == "NA" else float(cell) for cell in line.split()[6:]]
                                 for line in lines])
    counted = {name.rsplit("_", 1)[1] for name in heading}
    difference = numpy.nanmax(numpy.abs(2 - other - cells))
    assert (numpy.isnan(other) == numpy.isnan(cells)).all()
    print("plink2 counts", sorted(counted), "the reference; largest difference", difference, file=sys.stderr)
    assert difference < 2e-4


def main():
    data, output = pathlib.Path(sys.argv[1]), sys.argv[2]
    variants = data / "vcf" / "1kg-phase3.chr22_16-16.5Mb.bcf"
    lines = []
    for name, options in {
        "bcf split": {"multiallelic": "split"},
        "bcf altcount": {"multiallelic": "altcount", "region": "22:16050000-16150000"},
        "bcf region": {"multiallelic": "split", "samples": ["HG00096", "NA21144"], "region": "22:16100000-16200000"},
    }.items():
        cells, rows, columns = bcf(variants, **options)
        lines.append(readings.line(name, cells, rows, columns))
    for name in ["example", "example-missing"]:
        cells, rows, columns = plink(data / "plink" / name)
        lines.append(readings.line(name + ".bed", cells, rows, columns))
    cells, rows, columns = bgen(data / "plink" / "example.8bits.bgen")
    confirm_by_plink2(data / "plink" / "example.8bits.bgen", cells)
    lines.append(readings.line("example.8bits.bgen", cells, rows, columns))
    readings.write(output, "genotypes.py", lines)


main()
