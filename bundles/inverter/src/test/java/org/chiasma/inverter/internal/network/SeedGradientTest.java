package org.chiasma.inverter.internal.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.nd4j.training.Feed;
import org.chiasma.nd4j.training.GradientPlan;
import org.chiasma.nd4j.training.QuietThread;
import org.chiasma.nd4j.training.TrainingStep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SeedGradientTest {
    @BeforeAll
    static void loadNd4j() {
        new Nd4jRuntime().nd4j().threads(1);
    }

    /**
     * Every tensor of the gradient that training uses, against the same graph in float64. A matrix for which a rectifier
     * opens in one precision only, its input being zero but for rounding, has no gradient to compare.
     */
    @Test
    void agreesWithDoublePrecision() {
        NetworkSpec spec = NetworkSpec.of(Preset.SEED, 3);
        NetworkGraph network = NetworkBuilder.build(spec, 1);
        NetworkGraph reference = NetworkBuilder.build(spec, 1, DataType.DOUBLE);
        int candidates = 1040;
        int count = 1024;
        double[] matrices = Batches.uniform(3, candidates, 3);
        Encoding.Encoded all = spec.encoding().encode(3, candidates, matrices);
        // Layers that begin at zero would hide what lies before them.
        try (TrainingStep training = network.training()) {
            training.step(
                    NetworkGraph.feeds(all.inputs(), all.targets(Batches.inverses(3, matrices)), candidates), 1e-3);
        }
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        for (SDVariable variable : network.trained()) {
            INDArray values = variable.getArr();
            reference.graph().getVariable(variable.name()).getArr().assign(values.castTo(DataType.DOUBLE));
            gradients.put(variable.name(), Nd4j.create(values.shape()));
        }
        double[] smooth = withoutKinks(network, reference, matrices, all.inputs(), count);
        Encoding.Encoded batch = spec.encoding().encode(3, count, smooth);
        float[] targets = batch.targets(Batches.inverses(3, smooth));
        QuietThread.run(reference.graph()::createGradFunction);
        Map<String, Feed> feeds = NetworkGraph.feeds(batch.inputs(), targets, count);
        try (GradientPlan plan = new GradientPlan(network.graph(), feeds, NetworkGraph.LOSS, gradients)) {
            plan.run(feeds);
        }
        Map<String, INDArray> expected = reference
                .graph()
                .calculateGradients(
                        Map.of(
                                NetworkGraph.MATRICES, Batches.wide(batch.inputs(), count),
                                NetworkGraph.TARGETS, Batches.wide(targets, count)),
                        List.copyOf(gradients.keySet()));
        gradients.forEach((name, gradient) -> {
            INDArray wide = expected.get(name);
            double error =
                    gradient.castTo(DataType.DOUBLE).subi(wide).norm2Number().doubleValue();
            assertEquals(0, error / wide.norm2Number().doubleValue(), 1e-5, name);
        });
    }

    private static double[] withoutKinks(
            NetworkGraph network, NetworkGraph reference, double[] matrices, float[] inputs, int count) {
        int candidates = inputs.length / 9;
        boolean[] differs = new boolean[candidates];
        List<String> rectifiers = network.graph().variables().stream()
                .map(SDVariable::name)
                .filter(name -> name.startsWith("step"))
                .toList();
        assertEquals(29, rectifiers.size());
        INDArray wideInputs = Batches.wide(inputs, candidates);
        Map<String, INDArray> narrow =
                network.graph().output(Map.of(NetworkGraph.MATRICES, wideInputs.castTo(DataType.FLOAT)), rectifiers);
        Map<String, INDArray> wide = reference.graph().output(Map.of(NetworkGraph.MATRICES, wideInputs), rectifiers);
        for (String name : rectifiers) {
            double[] flips = wide.get(name)
                    .sub(narrow.get(name).castTo(DataType.DOUBLE))
                    .norm1(1)
                    .toDoubleVector();
            for (int k = 0; k < candidates; k++) {
                differs[k] |= flips[k] > 0;
            }
        }
        int[] kept = IntStream.range(0, candidates)
                .filter(k -> !differs[k])
                .limit(count)
                .toArray();
        assertEquals(count, kept.length);
        double[] result = new double[9 * count];
        for (int k = 0; k < count; k++) {
            System.arraycopy(matrices, 9 * kept[k], result, 9 * k, 9);
        }
        return result;
    }
}
