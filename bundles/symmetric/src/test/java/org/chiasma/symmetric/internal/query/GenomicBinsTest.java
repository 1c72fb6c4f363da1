package org.chiasma.symmetric.internal.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.DataException;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Axis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenomicBinsTest {
    @TempDir
    Path directory;

    private static final String BED = """
            # bins
            chrom\tstart\tend
            chr1\t0\t100\tname
            chr1\t100\t200
            chr1 200 250

            chr2\t0\t100
            """;

    private Path bed(String text) throws IOException {
        return Files.writeString(directory.resolve("bins.bed"), text);
    }

    @Test
    void findsTheBinsThatARegionOverlaps() throws IOException {
        GenomicBins bins = GenomicBins.read(bed(BED), 4);
        assertArrayEquals(new int[] {0, 1}, bins.overlapping("chr1:99-101"));
        assertArrayEquals(new int[] {1}, bins.overlapping("chr1:100-200"));
        assertArrayEquals(new int[] {1, 2}, bins.overlapping("chr1:199-1,000"));
        assertArrayEquals(new int[] {3}, bins.overlapping("chr2"));
    }

    @Test
    void labelsMayNameTheBins() {
        Axis axis = Axis.labelled("bins", List.of("chr1:0-100", "chr1:100-200", "HLA:A:0-5"));
        GenomicBins bins = GenomicBins.of("z", axis);
        assertArrayEquals(new int[] {1}, bins.overlapping("chr1:150-160"));
        assertEquals(new GenomicBins.Bin("HLA:A", 0, 5), bins.bins().get(2));
        DataException refusal =
                assertThrows(DataException.class, () -> GenomicBins.of("z", Axis.labelled("genes", List.of("TP53"))));
        assertEquals("E-QUERY-BINS", refusal.code());
        assertTrue(refusal.getMessage().contains("\"TP53\"")
                && refusal.getMessage().contains("--bins"));
    }

    @Test
    void refusesRegionsWithoutBins() throws IOException {
        GenomicBins bins = GenomicBins.read(bed(BED), 4);
        UsageException unknown = assertThrows(UsageException.class, () -> bins.overlapping("chr3:0-10"));
        assertTrue(unknown.getMessage().contains("did you mean chr1 or chr2?"), unknown.getMessage());
        assertThrows(UsageException.class, () -> bins.overlapping("chr1:300-400"));
        assertThrows(DataException.class, () -> bins.overlapping("chr1:30-20"));
    }

    @Test
    void refusesOtherNumbersOfBinsAndMalformedLines() throws IOException {
        Path file = bed(BED);
        DataException count = assertThrows(DataException.class, () -> GenomicBins.read(file, 5));
        assertTrue(count.getMessage().contains("found 4 bins, expected 5"), count.getMessage());
        Path broken = bed("chr1\t0\t100\nchr1\tx\t200\n");
        DataException line = assertThrows(DataException.class, () -> GenomicBins.read(broken, 2));
        assertTrue(line.getMessage().contains("bins.bed:2: found chr1 x 200"), line.getMessage());
    }
}
