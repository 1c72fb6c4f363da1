package org.chiasma.inverter.internal.network;

/**
 * A batch whose matrices were scaled, and whose inverses are a multiple of the network's answers.
 *
 * @param entries n^2
 * @param inputs count x n x n, the scaled matrices
 * @param answerFactors by matrix: inverse / answer
 */
// Arrays stand for a batch on its way through the network; nobody compares two of them.
@SuppressWarnings("ArrayRecordComponent")
record ScaledBatch(int entries, float[] inputs, double[] answerFactors) implements Encoding.Encoded {
    @Override
    public float[] targets(double[] inverses) {
        float[] targets = new float[inputs.length];
        for (int e = 0; e < targets.length; e++) {
            targets[e] = (float) (inverses[e] / answerFactors[e / entries]);
        }
        return targets;
    }

    @Override
    public void decode(float[] outputs, double[] inverses) {
        for (int e = 0; e < outputs.length; e++) {
            inverses[e] = outputs[e] * answerFactors[e / entries];
        }
    }
}
