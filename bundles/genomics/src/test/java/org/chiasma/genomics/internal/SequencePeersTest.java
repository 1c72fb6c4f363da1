package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.fixture.PeerReadings;
import org.chiasma.api.fixture.PublicData;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.sequence.PhylipOptions;
import org.chiasma.genomics.internal.sequence.SequenceOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every cell is what {@code benchmarks/genomics-peers/sequences.py} has from the same files by numpy. */
class SequencePeersTest {
    private static final String[] VIEWS = {
        "substitutions, ?as=substitutions",
        "first, ?as=substitutions&pairs=first",
        "neighbours, ?pairs=neighbours",
        "counts, ?as=counts",
        "frequencies, ?as=frequencies",
        "kmers 2, ?as=kmers&k=2"
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "fasta, 1a0b_1_A.msas.txt",
        "fasta, 1a17_1_A.msas.txt",
        "fasta, 1a2t_1_A.msas.txt",
        "phylip, iqtree_example.phy",
        "phylip, d59_8.phy",
        "a3m, 1h75_1_A.a3m"
    })
    void alignmentsAgreeWithNumpy(String format, String name) throws IOException {
        Path file = PublicData.file("msa/" + name);
        for (String view : VIEWS) {
            String[] parts = view.split(", ", 2);
            assertAgrees(format, file, name + " " + parts[0], parts[1]);
        }
        if (!format.equals("a3m")) {
            assertAgrees(format, file, name + " identity", "?as=identity");
        }
    }

    @Test
    void identityInA3mAgreesWithNumpy() throws IOException {
        Path file = PublicData.file("msa/1h75_1_A.a3m");
        Path start = folder.resolve("start.a3m");
        Files.write(start, Files.readAllLines(file).subList(0, 2000));
        assertAgrees("a3m", start, "1h75_1_A.a3m 2000 lines identity", "?as=identity");
    }

    @ParameterizedTest
    @CsvSource({
        "kmers 3, ?as=kmers",
        "kmers 3 both, ?as=kmers&strands=both",
        "kmers 6, ?as=kmers&k=6",
        "kmers 8 both, ?as=kmers&k=8&strands=both",
        "kmers 10 present, ?as=kmers&k=10&kmer-rows=present"
    })
    void kmersOfAGenomeAgreeWithNumpy(String name, String tail) throws IOException {
        assertAgrees("fasta", PublicData.file("bam/ce.fa"), "ce.fa " + name, tail);
    }

    private static void assertAgrees(String format, Path file, String name, String tail) throws IOException {
        new PeerReadings(SequencePeersTest.class, "sequences-peers.tsv")
                .assertAgrees(name, trial(format).read(file, tail));
    }

    static FormatTrial trial(String format) {
        return switch (format) {
            case "fasta" -> FormatTrial.of(new FastaFormat(), SequenceOptions.class, NoParameters.class);
            case "a3m" -> FormatTrial.of(new A3mFormat(), SequenceOptions.class, NoParameters.class);
            case "phylip" -> FormatTrial.of(new PhylipFormat(), PhylipOptions.class, NoParameters.class);
            case "stockholm" -> FormatTrial.of(new StockholmFormat(), SequenceOptions.class, NoParameters.class);
            default -> throw new IllegalArgumentException(format);
        };
    }
}
