package org.chiasma.symmetric.internal.network;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** What a unit makes of the sum of its inputs. */
public enum Activation {
    /** max(0, x). */
    RELU {
        @Override
        SDVariable of(SameDiff graph, SDVariable x) {
            // Its own operation has a slow gradient.
            return x.mul(graph.math().step(x, 0));
        }

        @Override
        void apply(float[] values, int offset, int count) {
            for (int k = offset; k < offset + count; k++) {
                values[k] = Math.max(0, values[k]);
            }
        }
    },
    /** x times the normal distribution function of x (Hendrycks and Gimpel 2016). */
    GELU {
        @Override
        SDVariable of(SameDiff graph, SDVariable x) {
            return x.mul(graph.math().erf(x.mul(Math.sqrt(0.5))).add(1)).mul(0.5);
        }

        /**
         * With erf by Abramowitz and Stegun, Handbook of Mathematical Functions, formula 7.1.26, whose error is below 1.5e-7.
         */
        @Override
        void apply(float[] values, int offset, int count) {
            for (int k = offset; k < offset + count; k++) {
                float x = values[k];
                float z = Math.abs(x) * ROOT_HALF;
                float t = 1 / (1 + P * z);
                float polynomial = ((((A5 * t - A4) * t + A3) * t - A2) * t + A1) * t;
                float tail = 0.5f * polynomial * (float) Math.exp(-z * z);
                values[k] = x * (x < 0 ? tail : 1 - tail);
            }
        }
    };

    private static final float ROOT_HALF = (float) Math.sqrt(0.5);
    private static final float P = (float) 0.3275911;
    private static final float A1 = (float) 0.254829592;
    private static final float A2 = (float) 0.284496736;
    private static final float A3 = (float) 1.421413741;
    private static final float A4 = (float) 1.453152027;
    private static final float A5 = (float) 1.061405429;

    /** As a part of a graph. */
    abstract SDVariable of(SameDiff graph, SDVariable x);

    /** Applies it to {@code count} numbers in place. */
    abstract void apply(float[] values, int offset, int count);
}
