package org.chiasma.nd4j.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The operations of a SameDiff gradient graph for placeholders of certain shapes, with all their arrays made once.
 *
 * <p>SameDiff finds out anew in every step which operation can run and makes and frees every array; for small networks
 * that takes most of the time, for large ones the system's page faults do. A plan records one such step and repeats its
 * operations, in their order, on the same memory. What only serves to add zeros or has no reader is left out.
 */
public final class GradientPlan implements AutoCloseable {
    /** SameDiff's name of the function that computes gradients. */
    private static final String GRADIENT = "grad";

    private final String loss;
    private final Map<String, INDArray> placeholders = new HashMap<>();
    private final Map<String, INDArray> arrays = new HashMap<>();
    private final Map<String, INDArray> results = new HashMap<>();
    private final List<INDArray> owned = new ArrayList<>();
    private final List<OpContext> contexts = new ArrayList<>();
    private final List<Runnable> steps = new ArrayList<>();

    /**
     * Records a step.
     *
     * @param graph float32, with its gradient function made
     * @param feeds first values of all placeholders, with the shapes of the later ones
     * @param loss name of the scalar that is differentiated
     * @param gradients receives, in every run, the gradients by the variables of these names; row-major
     */
    public GradientPlan(SameDiff graph, Map<String, Feed> feeds, String loss, Map<String, INDArray> gradients) {
        this.loss = loss;
        feeds.forEach((name, feed) -> {
            INDArray placeholder = Nd4j.create(DataType.FLOAT, feed.shape());
            owned.add(placeholder);
            placeholders.put(name, placeholder);
        });
        arrays.putAll(placeholders);
        write(feeds);
        SameDiff backward = Objects.requireNonNull(graph.getFunction(GRADIENT));
        Recording recording = new Recording();
        graph.setListeners(recording);
        graph.calculateGradientsAndOutputs(Map.copyOf(arrays), List.of(loss), List.copyOf(gradients.keySet()));
        graph.setListeners(List.of());
        Map<String, String> aliases = aliases(recording.calls);
        Set<String> read = new HashSet<>();
        read.add(loss);
        gradients.forEach((name, array) -> {
            String gradient =
                    Objects.requireNonNull(graph.getVariable(name).gradient()).name();
            if (results.put(resolve(aliases, gradient), array) != null) {
                throw new IllegalStateException(name + " shares its gradient with another variable");
            }
        });
        read.addAll(results.keySet());
        needed(recording.calls, aliases, read).forEach(call -> plan(call, backward, aliases, read));
        if (!arrays.keySet().containsAll(results.keySet())) {
            throw new IllegalStateException("no operation computes a gradient of " + gradients.keySet());
        }
    }

    /** Whether the plan is for placeholders of these names and shapes. */
    boolean fits(Map<String, Feed> feeds) {
        return placeholders.keySet().equals(feeds.keySet())
                && placeholders.entrySet().stream()
                        .allMatch(entry -> Arrays.equals(
                                entry.getValue().shape(),
                                Objects.requireNonNull(feeds.get(entry.getKey()))
                                        .shape()));
    }

    /** Computes the gradients for these values of all placeholders, and gives the loss. */
    public double run(Map<String, Feed> feeds) {
        if (!fits(feeds)) {
            throw new IllegalArgumentException("other placeholders or shapes than those of the plan");
        }
        write(feeds);
        steps.forEach(Runnable::run);
        return Objects.requireNonNull(arrays.get(loss)).getDouble(0);
    }

    private void write(Map<String, Feed> feeds) {
        feeds.forEach((name, feed) -> {
            INDArray array = Objects.requireNonNull(placeholders.get(name));
            new FloatPointer(array.data().addressPointer()).put(feed.values());
        });
    }

    @Override
    public void close() {
        for (OpContext context : contexts) {
            try {
                context.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        owned.forEach(INDArray::close);
    }

    /** Sums with zeros, as the derivative of a step function leaves them, stand for the other summand. */
    private static Map<String, String> aliases(List<Call> calls) {
        Map<String, String> aliases = new HashMap<>();
        Set<String> zeros = new HashSet<>();
        for (Call call : calls) {
            if (call.name().equals("zeroslike")) {
                zeros.add(call.outputs().get(0));
            } else if (call.name().equals("add") && call.inputs().size() == 2) {
                for (int k = 0; k < 2; k++) {
                    if (zeros.contains(call.inputs().get(k)) && call.sameShape()) {
                        aliases.put(call.outputs().get(0), call.inputs().get(1 - k));
                    }
                }
            }
        }
        return aliases;
    }

    private static String resolve(Map<String, String> aliases, String name) {
        String resolved = name;
        while (aliases.containsKey(resolved)) {
            resolved = Objects.requireNonNull(aliases.get(resolved));
        }
        return resolved;
    }

    /** The calls whose outputs are read, found from the last to the first; {@code read} grows to all that is. */
    private static List<Call> needed(List<Call> calls, Map<String, String> aliases, Set<String> read) {
        List<Call> needed = new ArrayList<>();
        for (int k = calls.size() - 1; k >= 0; k--) {
            Call call = calls.get(k);
            boolean alias = aliases.containsKey(call.outputs().get(0));
            if (!alias && call.outputs().stream().anyMatch(read::contains)) {
                call.inputs().forEach(input -> read.add(resolve(aliases, input)));
                needed.add(0, call);
            }
        }
        return needed;
    }

    private void plan(Call call, SameDiff backward, Map<String, String> aliases, Set<String> read) {
        List<INDArray> inputs = call.inputs().stream()
                .map(name -> array(resolve(aliases, name), backward))
                .toList();
        if (call.name().equals("matmul_bp") && isOfMatrices(call, inputs)) {
            planProductGradient(call, inputs, read);
            return;
        }
        if (call.name().equals("multiply_bp") && isScaling(inputs)) {
            planScalingGradient(call, inputs, read);
            return;
        }
        List<INDArray> outputs = new ArrayList<>();
        for (int k = 0; k < call.outputs().size(); k++) {
            outputs.add(output(call, k));
        }
        OpContext context = context(inputs, outputs);
        context.setIArguments(call.integers());
        context.setTArguments(call.numbers());
        context.setBArguments(call.flags());
        context.setDArguments(call.dataTypes());
        Object operation = call.operation();
        if (operation instanceof CustomOp custom) {
            steps.add(() -> Nd4j.exec(custom, context));
        } else {
            Op simple = (Op) operation;
            steps.add(() -> Nd4j.exec(simple, context));
        }
    }

    /** Whether these are A, B and dC of a product C = op(A) op(B) of two matrices, op(X) = X or X^T. */
    private static boolean isOfMatrices(Call call, List<INDArray> inputs) {
        return inputs.size() == 3
                && inputs.stream().allMatch(input -> input.rank() == 2)
                && call.flag(2) == 0
                && inputs.get(2).rows() == extent(inputs.get(0), call.flag(0))
                && inputs.get(2).columns() == extent(inputs.get(1), 1 - call.flag(1));
    }

    private static int extent(INDArray matrix, int dimension) {
        return dimension == 0 ? matrix.rows() : matrix.columns();
    }

    /**
     * dA and dB, of which SameDiff's operation always computes both. For op(A) = A, dA = dC op(B)^T, and its transpose for
     * op(A) = A^T; likewise dB = op(A)^T dC or its transpose.
     */
    private void planProductGradient(Call call, List<INDArray> inputs, Set<String> read) {
        INDArray left = inputs.get(0);
        INDArray right = inputs.get(1);
        INDArray gradient = inputs.get(2);
        int leftFlag = call.flag(0);
        int rightFlag = call.flag(1);
        if (read.contains(call.outputs().get(0))) {
            if (leftFlag == 0) {
                planProduct(gradient, right, 0, 1 - rightFlag, output(call, 0));
            } else {
                planProduct(right, gradient, rightFlag, 1, output(call, 0));
            }
        }
        if (read.contains(call.outputs().get(1))) {
            if (rightFlag == 0) {
                planProduct(left, gradient, 1 - leftFlag, 0, output(call, 1));
            } else {
                planProduct(gradient, left, 1, leftFlag, output(call, 1));
            }
        }
    }

    /** Whether these are x, a number a and dy of y = a x. */
    private static boolean isScaling(List<INDArray> inputs) {
        return inputs.size() == 3
                && inputs.get(1).length() == 1
                && inputs.get(0).length() > 1
                && inputs.get(0).equalShapes(inputs.get(2));
    }

    /** dx = a dy and da = x . dy, which SameDiff's operation takes a hundred times longer for. */
    private void planScalingGradient(Call call, List<INDArray> inputs, Set<String> read) {
        INDArray values = inputs.get(0);
        INDArray gradient = inputs.get(2);
        if (read.contains(call.outputs().get(0))) {
            CustomOp scaling = DynamicCustomOp.builder("multiply").build();
            OpContext context = context(List.of(gradient, inputs.get(1)), List.of(output(call, 0)));
            steps.add(() -> Nd4j.exec(scaling, context));
        }
        if (read.contains(call.outputs().get(1))) {
            long length = values.length();
            planProduct(
                    values.reshape('c', 1, length),
                    gradient.reshape('c', length, 1),
                    0,
                    0,
                    output(call, 1).reshape('c', 1, 1));
        }
    }

    private void planProduct(INDArray left, INDArray right, int transposeLeft, int transposeRight, INDArray result) {
        CustomOp product = DynamicCustomOp.builder("matmul").build();
        OpContext context = context(List.of(left, right), List.of(result));
        context.setIArguments(transposeLeft, transposeRight);
        steps.add(() -> Nd4j.exec(product, context));
    }

    private OpContext context(List<INDArray> inputs, List<INDArray> outputs) {
        OpContext context = Nd4j.getExecutioner().buildContext();
        contexts.add(context);
        context.setInputArrays(inputs);
        context.setOutputArrays(outputs);
        return context;
    }

    private INDArray output(Call call, int index) {
        INDArray result = results.get(call.outputs().get(index));
        if (result != null) {
            arrays.put(call.outputs().get(index), result);
            return result;
        }
        INDArray output = Nd4j.create(call.types().get(index), call.shapes().get(index), 'c');
        owned.add(output);
        arrays.put(call.outputs().get(index), output);
        return output;
    }

    private INDArray array(String name, SameDiff backward) {
        INDArray known = arrays.get(name);
        if (known != null) {
            return known;
        }
        SDVariable variable = Objects.requireNonNull(backward.getVariable(name), name);
        if (variable.getVariableType() == VariableType.ARRAY) {
            throw new IllegalStateException("nothing computes " + name);
        }
        INDArray array = variable.getArr();
        arrays.put(name, array);
        return array;
    }

    /** One operation as SameDiff called it. */
    // Arrays are those of ND4J's calls; nobody compares two calls.
    @SuppressWarnings("ArrayRecordComponent")
    private record Call(
            Object operation,
            String name,
            List<String> inputs,
            List<String> outputs,
            boolean sameShape,
            List<long[]> shapes,
            List<DataType> types,
            long[] integers,
            double[] numbers,
            boolean[] flags,
            DataType[] dataTypes) {
        /** An integer argument, zero where it was left out. */
        int flag(int ordinal) {
            return ordinal < integers.length ? (int) integers[ordinal] : 0;
        }
    }

    private static final class Recording extends BaseListener {
        private final List<Call> calls = new ArrayList<>();

        @Override
        public boolean isActive(Operation operation) {
            return true;
        }

        @Override
        public void opExecution(
                SameDiff graph, At at, MultiDataSet batch, SameDiffOp op, OpContext context, INDArray[] outputs) {
            List<String> inputs = op.getInputsToOp() == null ? List.of() : List.copyOf(op.getInputsToOp());
            boolean sameShape = context.getInputArrays().stream().allMatch(input -> input.equalShapes(outputs[0]));
            List<long[]> shapes = new ArrayList<>();
            List<DataType> types = new ArrayList<>();
            for (INDArray output : outputs) {
                shapes.add(output.shape());
                types.add(output.dataType());
            }
            boolean[] flags = new boolean[context.getBArguments().size()];
            for (int k = 0; k < flags.length; k++) {
                flags[k] = context.getBArguments().get(k);
            }
            calls.add(new Call(
                    op.getOp(),
                    op.getOp().opName(),
                    inputs,
                    List.copyOf(op.getOutputsOfOp()),
                    sameShape,
                    shapes,
                    types,
                    context.getIArguments().stream().mapToLong(Long::longValue).toArray(),
                    context.getTArguments().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray(),
                    flags,
                    context.getDArguments().toArray(DataType[]::new)));
        }
    }
}
