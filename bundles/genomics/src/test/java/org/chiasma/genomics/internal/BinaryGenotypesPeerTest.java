package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.fixture.PeerReadings;
import org.chiasma.api.fixture.PublicData;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.genotype.BcfReadOptions;
import org.chiasma.genomics.internal.genotype.BgenReadOptions;
import org.chiasma.genomics.internal.genotype.PlinkReadOptions;
import org.chiasma.genomics.internal.genotype.PlinkWriteOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files give what cyvcf2, plink1.9 and plink2 read, as {@code benchmarks/genomics-peers/genotypes.py} wrote it. */
class BinaryGenotypesPeerTest {
    private final FormatTrial bcf = FormatTrial.of(new BcfFormat(), BcfReadOptions.class, NoParameters.class);
    private final FormatTrial plink =
            FormatTrial.of(new PlinkFormat(), PlinkReadOptions.class, PlinkWriteOptions.class);
    private final FormatTrial bgen = FormatTrial.of(new BgenFormat(), BgenReadOptions.class, NoParameters.class);
    private PeerReadings peers;

    @BeforeEach
    void loadReadings() throws IOException {
        peers = new PeerReadings(BinaryGenotypesPeerTest.class, "genotypes-peers.tsv");
    }

    @Test
    void bcfAgreesWithCyvcf2() throws IOException {
        Path file = PublicData.file("vcf/1kg-phase3.chr22_16-16.5Mb.bcf");
        peers.assertAgrees("bcf split", bcf.read(file));
        peers.assertAgrees("bcf altcount", bcf.read(file, "?multiallelic=altcount&region=22:16050000-16150000"));
        peers.assertAgrees("bcf region", bcf.read(file, "?region=22:16100000-16200000&samples=HG00096,NA21144"));
    }

    @Test
    void regionsOfBcfAreTheSameWithoutAnIndex(@TempDir Path folder) throws IOException {
        Path file = PublicData.file("vcf/1kg-phase3.chr22_16-16.5Mb.bcf");
        Path bare = Files.copy(file, folder.resolve("bare.bcf"));
        for (String tail : List.of(
                "?region=22:16100000-16200000&samples=HG00096,NA21144",
                "?region=22:16050000-16051000;22:16199000-16210000;22:16499000-&samples=HG00096&rows=variants")) {
            Matrix indexed = bcf.read(file, tail);
            Matrix streamed = bcf.read(bare, tail);
            assertEquals(streamed.columns(), indexed.columns());
            assertArrayEquals(FormatTrial.readThrough(streamed), FormatTrial.readThrough(indexed));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.bed", "example-missing.bed"})
    void plinkAgreesWithPlink(String name) throws IOException {
        peers.assertAgrees(name, plink.read(PublicData.file("plink/" + name)));
    }

    @Test
    void bgenAgreesWithAnIndependentDecoder() throws IOException {
        // two variants of this file have the same place and alleles
        peers.assertAgrees(
                "example.8bits.bgen", bgen.read(PublicData.file("plink/example.8bits.bgen"), "?duplicates=suffix"));
    }
}
