package org.chiasma.genomics.internal.signal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.BedgraphFormat;
import org.chiasma.genomics.internal.BigWigFormat;
import org.chiasma.genomics.internal.NarrowPeakFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files are read or refused in one line. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SignalDamageTest {
    private static final String REGIONS = "&region=a:1-1000;b:1-500;c:1-300";

    @TempDir
    private Path directory;

    private static byte[] bigWig(ByteOrder order, boolean compressed) {
        BigWigFixture file = new BigWigFixture(order, compressed, 2)
                .contig("a", 1000)
                .contig("b", 500)
                .contig("c", 300)
                .bedGraph(0, 0, 10, 1, 10, 15, 3, 20, 400, 0.25f)
                .variableStep(0, 2, 440, 2, 442, 2)
                .fixedStep(1, 50, 10, 10, 1, 2, 3, 4)
                .bedGraph(2, 5, 6, -7);
        return file.summary(100, 0, 0, 100, 95, 0.25f, 3, 40)
                .summary(100, 0, 100, 200, 100, 0.25f, 0.25f, 25)
                .summary(100, 1, 50, 90, 40, 1, 4, 100)
                .bytes();
    }

    private static String text() {
        StringBuilder text = new StringBuilder("track type=narrowPeak\n");
        for (int i = 0; i < 30; i++) {
            text.append("chr" + (i % 3) + "\t" + 10 * i + "\t" + (10 * i + 9) + "\tpeak" + i + "\t" + 30 * i + "\t.\t"
                    + i / 7.0 + "\t-1\t2.5\t3\n");
        }
        return text.toString();
    }

    @Test
    void bigWigs() throws IOException {
        FormatTrial trial =
                FormatTrial.of(new BigWigFormat(BinsOfMatrix.NONE), BigWigReadOptions.class, NoParameters.class);
        int refused = 0;
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            refused += trial.damage(bigWig(order, false), directory.resolve("x.bw"), "?bins=100" + REGIONS, 250, 7);
        }
        refused += trial.damage(
                bigWig(ByteOrder.LITTLE_ENDIAN, true),
                directory.resolve("y.bw"),
                "?bins=100&sub-bins=2" + REGIONS,
                300,
                8);
        refused += trial.damage(
                bigWig(ByteOrder.LITTLE_ENDIAN, true),
                directory.resolve("z.bw"),
                "?bins=200&zoom=auto" + REGIONS,
                200,
                9);
        assertTrue(refused > 450, refused + " refused");
    }

    @Test
    void texts() throws IOException {
        FormatTrial peaks =
                FormatTrial.of(new NarrowPeakFormat(BinsOfMatrix.NONE), PeakReadOptions.class, NoParameters.class);
        FormatTrial bedgraph = FormatTrial.of(
                new BedgraphFormat(BinsOfMatrix.NONE), BedgraphReadOptions.class, BedgraphWriteOptions.class);
        byte[] valid = text().getBytes(StandardCharsets.UTF_8);
        String tail = "?bins=50&region=chr0:1-300;chr1:1-300";
        int refused = peaks.damage(valid, directory.resolve("x.narrowPeak"), tail + "&statistic=max", 200, 3);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(valid);
        }
        refused += peaks.damage(packed.toByteArray(), directory.resolve("x.narrowPeak.gz"), tail, 100, 4);
        byte[] values = text().replaceAll("\tpeak.*\t", "\t").getBytes(StandardCharsets.UTF_8);
        refused += bedgraph.damage(values, directory.resolve("x.bedgraph"), tail, 200, 5);
        assertTrue(refused > 100, refused + " refused");
    }
}
