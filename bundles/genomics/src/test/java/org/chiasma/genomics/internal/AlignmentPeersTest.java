package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.fixture.PeerReadings;
import org.chiasma.api.fixture.PublicData;
import org.chiasma.api.parameter.NoParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files agree cell by cell with samtools bedcov and pysam ({@code benchmarks/genomics-peers/alignments.py}). */
class AlignmentPeersTest {
    private static FormatTrial bam() {
        return FormatTrial.of(new BamFormat(), BamReadOptions.class, NoParameters.class);
    }

    private static FormatTrial cram() {
        return FormatTrial.of(new CramFormat(), CramReadOptions.class, NoParameters.class);
    }

    private static PeerReadings peers() throws IOException {
        return new PeerReadings(AlignmentPeersTest.class, "alignments-peers.tsv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NA12878 coverage|?bins=100",
                "NA12878 mean|?bins=100&value=mean",
                "NA12878 gaps=skip|?bins=100&gaps=skip",
                "NA12878 min-mapq=30|?bins=100&min-mapq=30",
                "NA12878 exclude-flags=4|?bins=100&exclude-flags=4",
                "NA12878 include-flags=2|?bins=100&include-flags=PROPER_PAIR",
                "NA12878 reads|?bins=100&value=reads",
                "NA12878 reads min-mapq=30|?bins=100&value=reads&min-mapq=30",
                "NA12878 strand|?bins=100&rows=strand",
                "NA12878 sample|?bins=100&rows=sample"
            })
    void readsOfAHumanGenomeAgree(String name, String tail) throws IOException {
        Path file = PublicData.file("bam/NA12878.b37.chr20.first8000.bam");
        peers().assertAgrees(name, bam().read(file, tail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hg18 coverage|?bins=1M",
                "hg18 reads|?bins=1M&value=reads",
                "hg18 region|?bins=1k&region=chr7:1-20000000",
                "hg18 region|?bins=1k&region=7:1-20000000&contig-alias=auto"
            })
    void aFileWithoutEndMarkerAgreesAndIsNoted(String name, String tail) throws IOException {
        Path file = PublicData.file("bam/hg18_index_test.bam");
        FormatTrial trial = bam();
        peers().assertAgrees(name, trial.read(file, tail));
        assertTrue(trial.progress().mentions("no end marker"));
        bam().refusal(file, tail + "&eof=refuse", "E-BAM-EOF");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"paired_chr2L coverage|?bins=1k", "paired_chr2L reads|?bins=1k&value=reads"})
    void readsOfAFlyAgree(String name, String tail) throws IOException {
        FormatTrial trial = bam();
        peers().assertAgrees(name, trial.read(PublicData.file("bam/paired_chr2L.bam"), tail));
        assertFalse(trial.progress().mentions("no end marker"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3.0|coverage|?bins=1M",
                "3.0|sample|?bins=100&region=chrM&rows=sample",
                "3.1|reads|?bins=1M&value=reads",
                "3.1|region|?bins=100&region=chrM"
            })
    void cramThatNeedsNoReferenceAgrees(String version, String name, String tail) throws IOException {
        Path file = PublicData.file("bam/celegans_cram" + version + "_level4.cram");
        peers().assertAgrees("CRAM " + version + " " + name, cram().read(file, tail));
    }

    @Test
    void cramWithoutItsReferenceIsRefusedWithTheSequenceAndItsMd5() throws IOException {
        Path file = PublicData.file("bam/paired_chr2L.cram");
        String refusal = cram().refusal(file, "?bins=1k", "E-CRAM-REFERENCE");
        assertTrue(refusal.contains("chr2L of 23011544 bases, MD5 bfdfb99d39fa5174dae1e2ecd8a231cd"), refusal);
        assertTrue(refusal.contains("pass reference=FILE"), refusal);
        assertEquals(1, refusal.lines().count());
    }

    @Test
    void cramWithAnotherReferenceIsRefused() throws IOException {
        Path file = PublicData.file("bam/paired_chr2L.cram");
        Path other = PublicData.file("bam/ce.fa");
        String refusal = cram().refusal(file, "?bins=1k&reference=" + other, "E-CRAM-REFERENCE");
        assertTrue(refusal.contains("ce.fa"), refusal);
        assertTrue(refusal.contains("MD5 bfdfb99d39fa5174dae1e2ecd8a231cd"), refusal);
    }
}
