package org.chiasma.genomics.internal.coordinate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chiasma.api.DataException;
import org.junit.jupiter.api.Test;

class BinsTest {
    private static Contigs contigs() {
        Map<String, Long> lengths = new LinkedHashMap<>();
        lengths.put("a", 25L);
        lengths.put("b", 10L);
        return new Contigs("test", lengths);
    }

    @Test
    void theLastBinOfAContigIsShorter() {
        Bins bins = Bins.ofSize(10, contigs(), Regions.ALL);
        assertEquals(
                List.of("a:0-10", "a:10-20", "a:20-25", "b:0-10"),
                bins.axis("bins").labels());
    }

    @Test
    void regionsTakeTheBinsOfTheGridThatTheyTouch() {
        Regions region = Regions.of(List.of(new Region("a", 9, 11), new Region("a", 15, 16)));
        assertEquals(
                List.of("a:0-10", "a:10-20"),
                Bins.ofSize(10, contigs(), region).axis("bins").labels());
    }

    @Test
    void refusesBinsOfAContigWithoutEnd() {
        DataException refused =
                assertThrows(DataException.class, () -> Bins.ofSize(10, Contigs.named("x", List.of("a")), Regions.ALL));
        assertEquals("E-BINS-LENGTH", refused.code());
    }

    @Test
    void anAxisGivesItsBinsBack() {
        Bins bins = Bins.ofSize(10, contigs(), Regions.ALL);
        assertEquals(bins.axis("bins"), Bins.of("m", bins.axis("bins")).axis("bins"));
    }

    @Test
    void overlapsAreThoseOfAllPairs() {
        Random random = new Random(5);
        List<Region> intervals = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            long start = random.nextInt(1000);
            intervals.add(new Region("a", start, start + 1 + random.nextInt(i % 10 == 0 ? 500 : 20)));
            names.add("n" + i);
        }
        Bins bins = Bins.of(intervals, names);
        for (int trial = 0; trial < 200; trial++) {
            long start = random.nextInt(1100);
            long end = start + 1 + random.nextInt(50);
            long[] shared = new long[intervals.size()];
            bins.forEachOverlap("a", start, end, (bin, from, to) -> shared[bin] += to - from);
            for (int i = 0; i < shared.length; i++) {
                Region bin = intervals.get(i);
                assertEquals(Math.max(0, Math.min(end, bin.end()) - Math.max(start, bin.start())), shared[i]);
            }
        }
    }

    @Test
    void partsCoverTheirBin() {
        Bins parts = Bins.of(List.of(new Region("a", 3, 13), new Region("b", 0, 4)), List.of())
                .cut(4);
        assertEquals(
                List.of("a:3-5", "a:5-8", "a:8-10", "a:10-13", "b:0-1", "b:1-2", "b:2-3", "b:3-4"),
                parts.axis("parts").labels());
        DataException refused =
                assertThrows(DataException.class, () -> Bins.of(List.of(new Region("a", 0, 3)), List.of())
                        .cut(4));
        assertEquals("E-BINS-PARTS", refused.code());
    }

    @Test
    void overlapIsThatOfAnyBin() {
        Random random = new Random(6);
        List<Region> intervals = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long start = random.nextInt(1000);
            intervals.add(new Region("a", start, start + 1 + random.nextInt(30)));
        }
        Bins bins = Bins.of(intervals, List.of());
        for (int i = 0; i < 1000; i++) {
            long start = random.nextInt(1050);
            long end = start + 1 + random.nextInt(20);
            boolean any = intervals.stream().anyMatch(bin -> bin.overlaps("a", start, end));
            assertEquals(any, bins.overlap("a", start, end));
            assertEquals(false, bins.overlap("b", start, end));
        }
    }
}
