"""Dosages of a real VCF file as cyvcf2 and bcftools read them, for the tests of bundles/genomics.

Usage: python3 variants.py DATA OUTPUT.tsv      (needs cyvcf2, numpy and bcftools)
"""
import subprocess
import sys

import cyvcf2
import numpy

import readings

data, output = sys.argv[1:3]
FILE = data + "/vcf/1kg-phase3.chr22_16-16.5Mb.vcf.gz"


def by_cyvcf2(region=None):
    """samples x variants, one variant for each alternate allele, by genotype arrays."""
    reader = cyvcf2.VCF(FILE)
    labels, columns = [], []
    for record in reader(region) if region else reader:
        calls = record.genotype.array()[:, :2].astype(float)
        calls[calls < 0] = numpy.nan
        for k, allele in enumerate(record.ALT, 1):
            labels.append(f"{record.CHROM}:{record.POS}:{record.REF}:{allele}")
            columns.append(numpy.where(numpy.isnan(calls).any(1), numpy.nan, (calls == k).sum(1)))
    seen, unique = {}, []
    for label in labels:
        n = seen.get(label, 0)
        seen[label] = n + 1
        unique.append(f"{label}.{n}" if n else label)
    return list(reader.samples), unique, numpy.array(columns).T


def by_bcftools(*arguments):
    """samples x variants of biallelic records, from the text that bcftools query prints."""
    view = subprocess.run(["bcftools", "view", *arguments, FILE], check=True, capture_output=True).stdout
    text = subprocess.run(["bcftools", "query", "-f", r"%CHROM:%POS:%REF:%ALT[\t%GT]\n", "-"], input=view, check=True,
                          capture_output=True).stdout.decode()
    samples = subprocess.run(["bcftools", "query", "-l", "-"], input=view, check=True,
                             capture_output=True).stdout.decode().split()
    labels, columns = [], []
    for line in text.splitlines():
        label, *genotypes = line.split("\t")
        labels.append(label)
        columns.append([genotype.count("1") for genotype in genotypes])
    return samples, labels, numpy.array(columns, float).T


lines = []
samples, labels, cells = by_cyvcf2()
lines.append(readings.line("whole", cells, samples, labels))
lines.append(readings.line("variants as rows", cells.T, labels, samples))
samples, labels, cells = by_cyvcf2("22:16100000-16110000")
lines.append(readings.line("region", cells, samples, labels))
three = ["NA20828", "HG00096", "NA18486"]
samples, labels, cells = by_bcftools("-m2", "-M2", "-s", ",".join(three), "-r", "22:16100000-16110000")
lines.append(readings.line("samples", cells, samples, labels))
samples, labels, cells = by_bcftools("-m2", "-M2", "-v", "snps", "-q", "0.05:minor", "-r", "22:16050000-16200000")
lines.append(readings.line("common SNPs", cells, samples, labels))
readings.write(output, "benchmarks/genomics-peers/variants.py: cyvcf2 and bcftools", lines)
