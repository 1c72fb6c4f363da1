package org.chiasma.inverter.internal.network;

/** Matrices scaled to |M|_1 |M|_inf = 1, so that no eigenvalue of M M^T exceeds 1. */
record NormEncoding() implements Encoding {
    @Override
    public Encoded encode(int n, int count, double[] matrices) {
        int entries = n * n;
        double[] factors = new double[count];
        float[] inputs = new float[count * entries];
        for (int k = 0; k < count; k++) {
            factors[k] = 1 / norm(n, matrices, k * entries);
            for (int e = k * entries; e < (k + 1) * entries; e++) {
                inputs[e] = (float) (matrices[e] * factors[k]);
            }
        }
        return new ScaledBatch(entries, inputs, factors);
    }

    /** The geometric mean of the largest sums of a row and of a column; 1 for a matrix of zeros. */
    private static double norm(int n, double[] matrices, int offset) {
        double widest = 0;
        double tallest = 0;
        for (int i = 0; i < n; i++) {
            double row = 0;
            double column = 0;
            for (int j = 0; j < n; j++) {
                row += Math.abs(matrices[offset + i * n + j]);
                column += Math.abs(matrices[offset + j * n + i]);
            }
            widest = Math.max(widest, row);
            tallest = Math.max(tallest, column);
        }
        return widest == 0 ? 1 : Math.sqrt(widest) * Math.sqrt(tallest);
    }
}
