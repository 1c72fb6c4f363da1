package org.chiasma.inverter.internal.network;

/**
 * Matrices as they are, those with entries beyond the range scaled down to it; inverses divided by a constant.
 *
 * @param range largest magnitude of an entry that the network sees
 * @param answerScale what the inverse is divided by to give the network's answer
 */
record RangeEncoding(double range, double answerScale) implements Encoding {
    @Override
    public Encoded encode(int n, int count, double[] matrices) {
        int entries = n * n;
        double[] factors = new double[count];
        float[] inputs = new float[count * entries];
        for (int k = 0; k < count; k++) {
            double largest = 0;
            for (int e = k * entries; e < (k + 1) * entries; e++) {
                largest = Math.max(largest, Math.abs(matrices[e]));
            }
            factors[k] = largest > range ? range / largest : 1;
            for (int e = k * entries; e < (k + 1) * entries; e++) {
                inputs[e] = (float) (matrices[e] * factors[k]);
            }
        }
        double[] answers = new double[count];
        for (int k = 0; k < count; k++) {
            answers[k] = factors[k] * answerScale;
        }
        return new ScaledBatch(entries, inputs, answers);
    }
}
