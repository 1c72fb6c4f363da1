package org.chiasma.genomics.internal.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.Progress;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.fixture.PeerReadings;
import org.chiasma.api.fixture.PublicData;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.BedFormat;
import org.chiasma.genomics.internal.BedgraphFormat;
import org.chiasma.genomics.internal.BigWigFormat;
import org.chiasma.genomics.internal.BroadPeakFormat;
import org.chiasma.genomics.internal.coordinate.Bins;
import org.chiasma.genomics.internal.coordinate.BinsOption;
import org.chiasma.genomics.internal.coordinate.ContigAlias;
import org.chiasma.genomics.internal.coordinate.Contigs;
import org.chiasma.genomics.internal.coordinate.Regions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real tracks against pyBigWig, bedtools and plain Python: {@code benchmarks/genomics-peers/signals.py}. */
class SignalPeersTest {
    private static final String TRACKS = "tracks/";
    private static final String HG19 = "?bins=1M&region=chr1:1-249250621;chr22:1-51304566;chrX:1-155270560";
    private static final String CTCF = TRACKS + "GSM733752_hg19_CTCF_GM12878.broadPeak.gz";
    private static final String SMC3 = TRACKS + "GSM935376_hg19_SMC3_GM12878.narrowPeak.bed.gz";

    private final FormatTrial bigWig =
            FormatTrial.of(new BigWigFormat(BinsOfMatrix.NONE), BigWigReadOptions.class, NoParameters.class);
    private final FormatTrial bedgraph = FormatTrial.of(
            new BedgraphFormat(BinsOfMatrix.NONE), BedgraphReadOptions.class, BedgraphWriteOptions.class);
    private final FormatTrial broadPeak =
            FormatTrial.of(new BroadPeakFormat(BinsOfMatrix.NONE), PeakReadOptions.class, NoParameters.class);
    private final FormatTrial bed =
            FormatTrial.of(new BedFormat(BinsOfMatrix.NONE), BedReadOptions.class, NoParameters.class);
    private PeerReadings peers;

    @BeforeEach
    void load() throws IOException {
        peers = new PeerReadings(BigWigFormat.class, "signal-peers.tsv");
    }

    @ParameterizedTest
    @CsvSource({
        "bigwig2_X_2.5e6_3.5e6.bw, X:2400001-3600000, X:2999901-3010000",
        "bigwig_chrx_2e6_5e6.bw, chrX:1990001-5010000, chrX:2999901-3010000"
    })
    void bigWigsAreAsPyBigWigReadsThem(String name, String region, String bases) throws IOException {
        Path file = PublicData.file(TRACKS + name);
        for (int size : List.of(1000, 10000, 50000)) {
            for (String statistic : List.of("mean", "sum", "max", "min", "coverage")) {
                Matrix matrix = bigWig.read(file, "?bins=" + size + "&region=" + region + "&statistic=" + statistic);
                peers.assertAgrees(name + " " + size + " " + statistic, matrix);
            }
        }
        peers.assertAgrees(name + " whole", bigWig.read(file, "?bins=1M"));
        peers.assertAgrees(name + " bases", bigWig.read(file, "?bins=1&region=" + bases));
        peers.assertAgrees(name + " zoom", bigWig.read(file, "?bins=50k&zoom=auto&region=" + region));
        assertTrue(bigWig.progress().mentions("summaries of"));
    }

    @Test
    void bedgraphEqualsItsBigWig() throws IOException {
        String tail = "?bins=10k&region=chrX:1990001-5010000&statistic=";
        for (String statistic : List.of("mean", "sum", "max", "min", "coverage")) {
            Matrix text = bedgraph.read(PublicData.file(TRACKS + "bedgraph_chrx_2e6_5e6.bg"), tail + statistic);
            Matrix binary = bigWig.read(PublicData.file(TRACKS + "bigwig_chrx_2e6_5e6.bw"), tail + statistic);
            assertEquals(binary.columns(), text.columns());
            assertArrayEquals(FormatTrial.readThrough(binary)[0], FormatTrial.readThrough(text)[0]);
        }
        peers.assertAgrees(
                "bedgraph_chrx", bedgraph.read(PublicData.file(TRACKS + "bedgraph_chrx_2e6_5e6.bg"), tail + "mean"));
    }

    @Test
    void fourcBedgraphIsAsPythonReadsIt() throws IOException {
        Matrix matrix = bedgraph.read(
                PublicData.file(TRACKS + "GSM3182416_E12DHL_WT_Hoxd11vp.bedgraph.gz"),
                "?bins=100k&region=chr2:1-182200000;chr10:1-130000000;chrY:1-2000000");
        peers.assertAgrees("GSM3182416", matrix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CTCF", "SMC3"})
    void peaksAreAsBedtoolsReadsThem(String name) throws IOException {
        FormatTrial trial = name.equals("CTCF") ? broadPeak : bed;
        Path file = PublicData.file(name.equals("CTCF") ? CTCF : SMC3);
        peers.assertAgrees(name + " count", trial.read(file, HG19 + "&column=count"));
        peers.assertAgrees(name + " coverage", trial.read(file, HG19 + "&column=depth&statistic=coverage"));
        peers.assertAgrees(name + " depth", trial.read(file, HG19 + "&column=depth"));
    }

    @Test
    void signalOfPeaksIsAsPythonSumsIt() throws IOException {
        Path file = PublicData.file(CTCF);
        peers.assertAgrees("CTCF signal", broadPeak.read(file, HG19));
        peers.assertAgrees("CTCF highest", broadPeak.read(file, HG19 + "&statistic=max"));
        peers.assertAgrees(
                "CTCF midpoints", broadPeak.read(file, HG19 + "&placement=midpoint&statistic=sum&sub-bins=50"));
        peers.assertAgrees(
                "SMC3 midpoints",
                bed.read(PublicData.file(SMC3), HG19 + "&placement=midpoint&column=count&sub-bins=50"));
    }

    @Test
    void genesAreAsPythonReadsThem() throws IOException {
        Path file = PublicData.file(TRACKS + "dm3_subset_BDGP5.78.gtf.gz");
        Bins genes = BinsOption.parse(file.toString())
                .resolve(Contigs.named("none", List.of()), Regions.ALL, ContigAlias.NONE, Progress.NONE);
        Axis axis = genes.axis("genes");
        try (MatrixDraft draft = new HeapMatrixStore()
                .create(MatrixSpec.dense(Axis.labelled("places", List.of("start", "end")), axis))) {
            double[] cells = new double[2 * genes.count()];
            for (int i = 0; i < genes.count(); i++) {
                cells[i] = genes.bin(i).start();
                cells[genes.count() + i] = genes.bin(i).end();
            }
            draft.writeBlock(0, 0, 2, genes.count(), cells, 0, genes.count());
            peers.assertAgrees("genes", draft.seal());
        }
    }
}
