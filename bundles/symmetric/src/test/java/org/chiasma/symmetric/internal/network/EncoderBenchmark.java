package org.chiasma.symmetric.internal.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.symmetric.internal.model.ClosedForm;
import org.chiasma.symmetric.internal.model.ClosedFormSettings;
import org.chiasma.symmetric.internal.model.ColumnValues;
import org.chiasma.symmetric.internal.model.FeatureSpec;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.model.MatrixTarget;
import org.chiasma.symmetric.internal.model.TrainingExample;
import org.chiasma.symmetric.internal.simulation.Family;
import org.chiasma.symmetric.internal.simulation.SimulatedExample;
import org.chiasma.symmetric.internal.simulation.Simulation;

/** Trains an encoder on one synthetic example and measures it on another: signal R2 and CPU seconds. */
final class EncoderBenchmark {
    private EncoderBenchmark() {}

    public static void main(String[] arguments) {
        Family family = Family.valueOf(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        EncoderSettings d = EncoderSettings.DEFAULTS;
        int steps = Integer.getInteger("steps", d.steps());
        int block = Integer.getInteger("block", d.block());
        int units = Integer.getInteger("units", d.hidden().get(0));
        double rate = Double.parseDouble(System.getProperty("rate", Double.toString(d.rate())));
        Optional<Double> decay =
                Optional.ofNullable(System.getProperty("decay")).map(Double::valueOf);
        boolean exact = Boolean.getBoolean("exact");
        EncoderSettings settings = new EncoderSettings(
                List.of(units, units), Integer.getInteger("extra", 4), block, steps, rate, decay, 100, exact, 7);
        LinearAlgebra algebra = new LinearAlgebra();
        SimulatedExample training = new Simulation(family, 20, size, 1, 0, 0.8).example();
        SimulatedExample test = new Simulation(family, 20, Math.min(size, 4000), 2, 0, 0.8).example();
        Matrix z = stored(training.observed(Axis.anonymous("columns", size)));
        double start = cpu();
        TrainingExample example = new TrainingExample(
                "training",
                columns(training),
                new MatrixTarget(z, IntStream.range(0, size).toArray(), Link.IDENTITY));
        ClosedFormSettings given = new ClosedFormSettings(
                Optional.empty(), Optional.empty(), Optional.of(Integer.getInteger("rank", 16)), 5, false);
        ClosedForm.Fit fit = new ClosedForm(algebra, given, Progress.NONE).fit(FeatureSpec.LINEAR, List.of(example));
        double closed = cpu();
        EncoderTraining.Trained trained = new EncoderTraining(new Nd4jRuntime(), algebra, settings, Progress.NONE)
                .train(fit.features(), fit.terms(), Link.IDENTITY, List.of(example));
        double end = cpu();
        trained.history().forEach(look -> System.out.printf("%d:%.4f ", look.step(), look.loss()));
        System.out.println();
        Axis axis = Axis.anonymous("columns", test.x()[0].length);
        int[] positions = new int[(int) axis.size()];
        Matrix signal = test.signal(axis);
        ColumnValues held = columns(test);
        System.out.printf(
                Locale.ROOT,
                "%s D %d: closed form signal R2 %.4f in %.1f CPU s; encoder %.4f in %.1f CPU s, %d looks, last %s%n",
                family,
                size,
                r2(signal, fit.terms().predict(algebra, fit.features(), held, positions, axis, Link.IDENTITY)),
                closed - start,
                r2(signal, trained.encoder().predict(algebra, fit.features(), held, positions, axis, Link.IDENTITY)),
                end - closed,
                trained.history().size(),
                trained.history().get(trained.history().size() - 1));
    }

    private static Matrix stored(Matrix computed) {
        MatrixSpec spec = computed.spec().withElementType(ElementType.FLOAT32);
        int size = (int) spec.rows().size();
        float[][] rows = new float[size][size];
        for (int i = 0; i < size; i++) {
            computed.copyBlock(i, 0, 1, size, rows[i], 0, size);
        }
        return new Rows(spec, rows);
    }

    @SuppressWarnings("ArrayRecordComponent") // read only
    private record Rows(MatrixSpec spec, float[][] entries) implements Matrix {
        @Override
        public long storedEntries() {
            return (long) entries.length * entries.length;
        }

        @Override
        public void copyBlock(long row, long column, int height, int width, double[] target, int offset, int stride) {
            for (int i = 0; i < height; i++) {
                float[] source = entries[(int) row + i];
                for (int j = 0; j < width; j++) {
                    target[offset + i * stride + j] = source[(int) column + j];
                }
            }
        }
    }

    private static double r2(Matrix signal, Matrix predicted) {
        int size = (int) signal.rowCount();
        double[] expected = new double[size];
        double[] found = new double[size];
        double error = 0;
        double sum = 0;
        double squares = 0;
        double pairs = 0;
        for (int i = 0; i < size; i++) {
            signal.copyRow(i, expected, 0);
            predicted.copyRow(i, found, 0);
            for (int j = i + 1; j < size; j++) {
                error += (expected[j] - found[j]) * (expected[j] - found[j]);
                sum += expected[j];
                squares += expected[j] * expected[j];
                pairs++;
            }
        }
        return 1 - error / (squares - sum * sum / pairs);
    }

    private static ColumnValues columns(SimulatedExample example) {
        return ColumnValues.of(matrix(example.x()), matrix(example.y()), new int[] {0});
    }

    private static Matrix matrix(float[][] rows) {
        MatrixSpec spec =
                MatrixSpec.dense(Axis.anonymous("rows", rows.length), Axis.anonymous("columns", rows[0].length));
        return new Rows(spec, rows);
    }

    private static double cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }
}
