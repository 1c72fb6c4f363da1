package org.chiasma.symmetric.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chiasma.symmetric.internal.Goldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TriangleOrderTest {
    private static final Pattern PLACE = Pattern.compile("(?:D=7,)?i=(\\d),j=(\\d)");

    private static void compare(TriangleOrder order, JsonObject golden) {
        for (Map.Entry<String, JsonElement> entry : golden.entrySet()) {
            Matcher place = PLACE.matcher(entry.getKey());
            assertEquals(true, place.matches(), entry.getKey());
            long i = Long.parseLong(place.group(1));
            long j = Long.parseLong(place.group(2));
            // LAPACK's column j is row j of the symmetric matrix.
            long found = order == TriangleOrder.ROWS ? order.index(i, j, 7) : order.index(j, i, 7);
            assertEquals(entry.getValue().getAsLong(), found, entry.getKey());
        }
    }

    @Test
    void numbersAreThoseOfTheReference() {
        JsonObject packed = Goldens.json().getAsJsonObject("packed");
        compare(TriangleOrder.ROWS, packed.getAsJsonObject("rowmajor_strict k(i,j)=i*(2D-i-1)/2+(j-i-1)"));
        compare(TriangleOrder.COLUMNS, packed.getAsJsonObject("lapack_upper_colpacked k(i,j)=i+j(j+1)/2"));
    }

    @ParameterizedTest
    @EnumSource
    void rowsFollowEachOther(TriangleOrder order) {
        for (long n = 0; n < 40; n++) {
            long next = 0;
            for (long row = 0; row < n; row++) {
                assertEquals(next, order.start(row, n));
                next += order.endColumn(row, n) - order.firstColumn(row);
            }
            assertEquals(next, order.entries(n));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sizesAreFoundFromNumbersOfEntries(TriangleOrder order) {
        for (long n : new long[] {2, 3, 17, 46_341, 50_000, 1_000_003, 2_000_000_000}) {
            long entries = order.entries(n);
            assertEquals(n, order.sizeOf(entries));
            for (long other : new long[] {entries - 1, entries + 1}) {
                if (n > 2 && n < 2_000_000) {
                    assertNotEquals(other, order.entries(order.sizeOf(other)));
                }
            }
        }
    }
}
