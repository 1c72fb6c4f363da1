package org.chiasma.inverter.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chiasma.api.CancelledException;
import org.chiasma.api.UsageException;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.inversion.Method;
import org.chiasma.inverter.internal.network.Encoding;
import org.chiasma.inverter.internal.sampling.MatrixSampler;
import org.chiasma.linalg.LinearAlgebra;
import org.junit.jupiter.api.Test;

class BatchStreamTest {
    private static final int SIZE = 4;

    private final BatchInversion inversion = new BatchInversion(new LinearAlgebra(), Method.AUTO, null, 1);

    /** Matrix k of 1 x 1 is k. */
    private static class Counting implements MatrixSampler {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public void sample(long first, int count, double[] matrices) {
            for (int k = 0; k < count; k++) {
                matrices[k] = first + k;
            }
        }
    }

    /** Matrices and inverses as they are. */
    private static final class Plain implements Encoding {
        @Override
        public Encoded encode(int n, int count, double[] matrices) {
            return new Encoded() {
                @Override
                public float[] inputs() {
                    return floats(matrices);
                }

                @Override
                public float[] targets(double[] inverses) {
                    return floats(inverses);
                }

                @Override
                public void decode(float[] outputs, double[] inverses) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        private static float[] floats(double[] values) {
            float[] floats = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }
    }

    private BatchSource source(MatrixSampler sampler) {
        return new BatchSource(sampler, new Plain(), inversion, SIZE);
    }

    @Test
    void batchesHaveTheMatricesOfTheirStepsAndTheirInverses() {
        try (BatchStream batches = new BatchStream(source(new Counting()), 2, 5)) {
            for (int step = 2; step < 5; step++) {
                Batch batch = batches.next();
                for (int k = 0; k < SIZE; k++) {
                    assertEquals(step * SIZE + k, batch.inputs()[k]);
                    assertEquals(1f / (step * SIZE + k), batch.targets()[k]);
                }
            }
        }
    }

    @Test
    void singularMatricesBecomeIdentities() {
        Batch batch = source(new Counting()).batch(0);
        assertArrayEquals(new float[] {1, 1, 2, 3}, batch.inputs());
        assertArrayEquals(new float[] {1, 1, 0.5f, 1f / 3}, batch.targets());
    }

    @Test
    void refusalsComeThroughAsTheyAre() {
        MatrixSampler refusing = new Counting() {
            @Override
            public void sample(long first, int count, double[] matrices) {
                throw new UsageException("E-X", "no");
            }
        };
        try (BatchStream batches = new BatchStream(source(refusing), 0, 1)) {
            assertEquals(
                    "E-X", assertThrows(UsageException.class, batches::next).code());
        }
    }

    @Test
    void interruptCancels() {
        MatrixSampler slow = new Counting() {
            @Override
            public void sample(long first, int count, double[] matrices) {
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (BatchStream batches = new BatchStream(source(slow), 0, 1)) {
            Thread.currentThread().interrupt();
            assertThrows(CancelledException.class, batches::next);
            assertTrue(Thread.interrupted());
        }
    }
}
