package org.chiasma.symmetric.internal.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.chiasma.symmetric.internal.Goldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileGridTest {
    @ParameterizedTest
    @CsvSource({"10, 4", "100, 32", "20000, 1024", "50000, 1024"})
    void isTheGridOfTheReference(long size, int edge) {
        JsonObject golden = Goldens.json().getAsJsonObject("grid_" + size + "_" + edge);
        TileGrid grid = new TileGrid(size, edge);
        assertEquals(golden.get("nb").getAsInt(), grid.side());
        assertEquals(golden.get("tiles").getAsLong(), grid.tiles());
        assertEquals(golden.get("last_offset").getAsLong(), grid.bytes(Float.BYTES));
        if (golden.has("first")) {
            JsonArray first = golden.getAsJsonArray("first");
            for (int k = 0; k < first.size(); k++) {
                assertEquals(first.get(k).getAsJsonArray().get(0).getAsInt(), grid.rowOf(k));
                assertEquals(first.get(k).getAsJsonArray().get(1).getAsInt(), grid.columnOf(k));
            }
            JsonArray offsets = golden.getAsJsonArray("offsets_first");
            for (int k = 0; k < offsets.size(); k++) {
                assertEquals(offsets.get(k).getAsLong(), grid.offset(grid.rowOf(k), grid.columnOf(k), Float.BYTES));
            }
            long payload = 0;
            for (long k = 0; k < grid.tiles(); k++) {
                payload += (long) grid.entries(grid.rowOf(k), grid.columnOf(k)) * Float.BYTES;
            }
            assertEquals(golden.get("payload_bytes").getAsLong(), payload);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 8", "7, 1", "8, 4", "9, 4", "10, 4", "63, 5", "200, 7"})
    void tilesFollowEachOtherWithoutOverlap(long size, int edge) {
        TileGrid grid = new TileGrid(size, edge);
        for (int entryBytes : new int[] {2, 4, 8}) {
            long number = 0;
            long end = 0;
            for (int a = 0; a < grid.side(); a++) {
                for (int b = a; b < grid.side(); b++) {
                    assertEquals(number, grid.number(a, b));
                    assertEquals(a, grid.rowOf(number));
                    assertEquals(b, grid.columnOf(number));
                    assertEquals(end, grid.offset(a, b, entryBytes));
                    end += TileGrid.aligned((long) grid.extent(a) * grid.extent(b) * entryBytes);
                    number++;
                }
            }
            assertEquals(number, grid.tiles());
            assertEquals(end, grid.bytes(entryBytes));
        }
    }

    @Test
    void countsBeyondThirtyTwoBits() {
        TileGrid grid = new TileGrid(500_000_000L, 1024);
        long last = grid.tiles() - 1;
        assertEquals(488_282L * 488_283 / 2 - 1, last);
        assertEquals(grid.side() - 1, grid.rowOf(last));
        assertEquals(488_281, grid.tileOf(499_999_999L));
        assertEquals(500_000_000L - 488_281L * 1024, grid.extent(grid.side() - 1));
        for (int a : new int[] {1, 1000, 244_000, 488_281}) {
            assertEquals(a, grid.rowOf(grid.number(a, a)));
            assertEquals(a - 1, grid.rowOf(grid.number(a, a) - 1));
        }
    }

    @Test
    void anEmptyMatrixHasNoTiles() {
        TileGrid grid = new TileGrid(0, 16);
        assertEquals(0, grid.tiles());
        assertEquals(0, grid.bytes(4));
    }

    @Test
    void refusesWhatCannotBeAddressed() {
        assertThrows(IllegalArgumentException.class, () -> new TileGrid(-1, 4));
        assertThrows(IllegalArgumentException.class, () -> new TileGrid(10, 0));
        assertThrows(IllegalArgumentException.class, () -> new TileGrid(10, 8193));
        assertThrows(IllegalArgumentException.class, () -> new TileGrid(Long.MAX_VALUE, 1024));
        assertThrows(IllegalArgumentException.class, () -> new TileGrid(2_000_000_000L, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> new TileGrid(10, 4).number(2, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> new TileGrid(10, 4).offset(0, 3, 4));
    }
}
