package org.chiasma.symmetric.internal.network;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.chiasma.nd4j.training.GraphParameters;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The SameDiff graph of a pair head over all pairs i &lt; j of m chosen columns of an example of n columns, and its weighted
 * squared error. Choosing columns, summing up to them and forming pairs are products with matrices of zeros and ones, whose
 * gradients are products as well; gathering has a slow one.
 *
 * <p>Placeholders: {@link #COLUMNS} (n x inputs), {@link #CHOSEN} (m x n: one at the chosen column), {@link #BEFORE} (m x n:
 * ones before it), {@link #KNOWN} (pairs x known inputs), {@link #INVERSE} (pairs x 1: one over the columns from i to j),
 * {@link #TARGETS} and {@link #WEIGHTS} (pairs x 1). Variables: {@link #PREDICTIONS}, {@link #LOSS}.
 */
final class PairHeadGraph {
    static final String COLUMNS = "columns";
    static final String CHOSEN = "chosen";
    static final String BEFORE = "before";
    static final String KNOWN = "known";
    static final String INVERSE = "inverse";
    static final String TARGETS = "targets";
    static final String WEIGHTS = "weights";
    static final String PREDICTIONS = "predictions";
    static final String LOSS = "loss";

    private final SameDiff graph = SameDiff.create();
    private final PairHeadSpec spec;
    private final DataType type;
    private final Map<String, SDVariable> variables = new HashMap<>();

    /**
     * Builds it.
     *
     * @param chosen m
     * @param seed of the first weights
     */
    PairHeadGraph(PairHeadSpec spec, int chosen, long seed, DataType type) {
        this.spec = spec;
        this.type = type;
        initialize(new SplittableRandom(seed));
        SDVariable predictions = predictions(chosen);
        graph.identity(PREDICTIONS, predictions);
        SDVariable difference = predictions.sub(placeholder(TARGETS, 1));
        graph.identity(LOSS, graph.sum(difference.mul(difference).mul(placeholder(WEIGHTS, 1))));
        graph.setLossVariables(LOSS);
    }

    /** Weights uniform within 1 / sqrt(inputs), S alternating, and a last layer of zeros, so that training starts from zero. */
    private void initialize(SplittableRandom random) {
        String[] names = spec.names();
        int[][] shapes = spec.shapes();
        for (int k = 0; k < names.length; k++) {
            int length = Arrays.stream(shapes[k]).reduce(1, Math::multiplyExact);
            double[] values = new double[length];
            if (names[k].equals("core")) {
                for (int l = 0; l < spec.factors(); l++) {
                    values[l * spec.factors() + l] = l % 2 == 0 ? 0.1 : -0.1;
                }
            } else if (!names[k].startsWith("pair-3")) {
                double limit = 1 / Math.sqrt(fanIn(names[k]));
                for (int l = 0; l < length; l++) {
                    values[l] = limit * (2 * random.nextDouble() - 1);
                }
            }
            long[] shape = Arrays.stream(shapes[k]).mapToLong(extent -> extent).toArray();
            variables.put(names[k], graph.var(names[k], array(values, shape)));
        }
    }

    private int fanIn(String name) {
        return switch (name) {
            case "column-1-weights", "column-1-bias" -> spec.inputs();
            case "column-2-weights",
                    "column-2-bias",
                    "column-3-weights",
                    "column-3-bias",
                    "pair-2-weights",
                    "pair-2-bias" -> spec.units();
            default -> spec.known() + spec.made() + spec.factors();
        };
    }

    private SDVariable predictions(int chosen) {
        SDVariable layer = activate(dense(placeholder(COLUMNS, spec.inputs()), "column-1"));
        layer = activate(dense(layer, "column-2"));
        SDVariable outputs = dense(layer, "column-3");
        int r = spec.factors();
        int nu = spec.windows();
        SDVariable factors = outputs.mmul(selector(r + nu + 1, 0, r));
        SDVariable averaged = outputs.mmul(selector(r + nu + 1, r, nu));
        SDVariable strength = graph.nn()
                .softplus(outputs.mmul(selector(r + nu + 1, r + nu, 1)).sub(2));
        SDVariable at = placeholder(CHOSEN, -1);
        SDVariable before = placeholder(BEFORE, -1);
        SDVariable e = at.mmul(factors);
        SDVariable boundary = before.mmul(strength);
        SDVariable sumBefore = before.mmul(averaged);
        SDVariable sumWith = sumBefore.add(at.mmul(averaged));
        SDVariable first = constant(incidence(chosen, true));
        SDVariable second = constant(incidence(chosen, false));
        SDVariable ei = first.mmul(e);
        SDVariable ej = second.mmul(e);
        SDVariable between =
                graph.math().log(second.mmul(boundary).sub(first.mmul(boundary)).add(1));
        SDVariable means = second.mmul(sumWith).sub(first.mmul(sumBefore)).mul(placeholder(INVERSE, 1));
        SDVariable products = ei.mul(ej);
        SDVariable made = variable("made-weights");
        SDVariable hidden = placeholder(KNOWN, spec.known())
                .mmul(variable("known-weights"))
                .add(between.mmul(constant(rows(spec.made(), 0, 1)).mmul(made)))
                .add(means.mmul(constant(rows(spec.made(), 1, nu)).mmul(made)))
                .add(products.mmul(constant(rows(spec.made(), 1 + nu, r)).mmul(made)))
                .add(constant(sum(chosen)).mmul(e.mmul(variable("sum-weights"))));
        hidden = activate(graph.nn().biasAdd(hidden, variable("pair-1-bias"), false));
        hidden = activate(dense(hidden, "pair-2"));
        SDVariable core =
                variable("core").add(graph.transpose(variable("core"))).mul(0.5);
        SDVariable lowRank = ei.mmul(core).mul(ej).mmul(constant(ones(r)));
        return lowRank.add(dense(hidden, "pair-3"));
    }

    private SDVariable variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    private SDVariable dense(SDVariable inputs, String name) {
        return graph.nn().biasAdd(inputs.mmul(variable(name + "-weights")), variable(name + "-bias"), false);
    }

    private SDVariable activate(SDVariable x) {
        return spec.activation().of(graph, x);
    }

    private SDVariable placeholder(String name, long columns) {
        return graph.placeHolder(name, type, -1, columns);
    }

    private SDVariable selector(int inputs, int from, int count) {
        double[][] matrix = new double[inputs][count];
        for (int k = 0; k < count; k++) {
            matrix[from + k][k] = 1;
        }
        return constant(matrix);
    }

    private static double[][] rows(int inputs, int from, int count) {
        double[][] matrix = new double[count][inputs];
        for (int k = 0; k < count; k++) {
            matrix[k][from + k] = 1;
        }
        return matrix;
    }

    private static double[][] ones(int rows) {
        double[][] matrix = new double[rows][1];
        Arrays.stream(matrix).forEach(row -> row[0] = 1);
        return matrix;
    }

    /** Pairs x m: one at the first, or second, of each pair i &lt; j, in the order of rows. */
    private static double[][] incidence(int m, boolean first) {
        double[][] matrix = new double[m * (m - 1) / 2][m];
        int pair = 0;
        for (int i = 0; i < m; i++) {
            for (int j = i + 1; j < m; j++) {
                matrix[pair++][first ? i : j] = 1;
            }
        }
        return matrix;
    }

    private static double[][] sum(int m) {
        double[][] matrix = incidence(m, true);
        double[][] other = incidence(m, false);
        for (int pair = 0; pair < matrix.length; pair++) {
            for (int i = 0; i < m; i++) {
                matrix[pair][i] += other[pair][i];
            }
        }
        return matrix;
    }

    private SDVariable constant(double[][] values) {
        INDArray wide = Nd4j.createFromArray(values);
        return graph.constant(type == DataType.DOUBLE ? wide : wide.castTo(type));
    }

    private INDArray array(double[] values, long[] shape) {
        INDArray wide = Nd4j.createFromArray(values).reshape('c', shape);
        return type == DataType.DOUBLE ? wide : wide.castTo(type);
    }

    SameDiff graph() {
        return graph;
    }

    /** The weights, from parameters in the order of {@link GraphParameters#of}. */
    PairHeadWeights weights(float[] parameters) {
        Map<String, float[]> byName = new HashMap<>();
        int at = 0;
        for (SDVariable variable : GraphParameters.of(graph)) {
            int length = Math.toIntExact(variable.getArr().length());
            byName.put(variable.name(), Arrays.copyOfRange(parameters, at, at + length));
            at += length;
        }
        return new PairHeadWeights(
                spec,
                Arrays.stream(spec.names())
                        .map(name -> Objects.requireNonNull(byName.get(name)))
                        .toArray(float[][]::new));
    }
}
