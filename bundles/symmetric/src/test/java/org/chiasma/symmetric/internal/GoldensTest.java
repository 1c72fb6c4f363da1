package org.chiasma.symmetric.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GoldensTest {
    /** The features begin with a column of ones and were saved in Fortran order. */
    @Test
    void readsBothOrders() {
        double[][] features = Goldens.matrix("m_Phi2");
        assertEquals(40, features.length);
        assertEquals(11, features[0].length);
        for (double[] row : features) {
            assertEquals(1, row[0]);
        }
        double[][] z = Goldens.matrix("m_Z2");
        assertEquals(z[3][5], z[5][3]);
    }

    @Test
    void readsOtherElementTypes() {
        double[][] mask = Goldens.matrix("k_mask");
        double seen = 0;
        for (int i = 0; i < mask.length; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(mask[i][j], mask[j][i]);
                seen += mask[i][j];
            }
        }
        assertEquals(0.3 * 96 * 95 / 2, seen, 100);
        assertEquals(16, Goldens.floats("f_c").length);
        NumpyArray genotypes = Goldens.npy(Goldens.data("xyz/ld.X.npy"));
        assertArrayEquals(new int[] {50, 610}, new int[] {genotypes.rows(), genotypes.columns()});
    }

    @Test
    void readsNumbers() {
        assertEquals(2678, Goldens.json().get("count_gt_5").getAsInt());
    }
}
