package org.chiasma.inverter.internal.network;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** Makes the SameDiff graph of a network. ND4J must have been loaded. */
public final class NetworkBuilder {
    private NetworkBuilder() {}

    /** A network in float32 whose parameters are drawn from {@code seed} alone. */
    public static NetworkGraph build(NetworkSpec spec, long seed) {
        return build(spec, seed, DataType.FLOAT);
    }

    /** The same with parameters, inputs and answers of another floating-point type, rounded from the same draws. */
    static NetworkGraph build(NetworkSpec spec, long seed, DataType type) {
        Layers layers = new Layers(seed, type);
        int entries = spec.n() * spec.n();
        SDVariable matrices = layers.placeholder(NetworkGraph.MATRICES, entries);
        SDVariable targets = layers.placeholder(NetworkGraph.TARGETS, entries);
        BatchProduct product = new BatchProduct(layers, spec.n());
        SDVariable answers =
                switch (spec.preset()) {
                    case SEED, DEEPMATRIXINVERSION -> SourceNetwork.answers(layers, spec, matrices);
                    case CERTIFIED -> CertifiedNetwork.answers(layers, spec, matrices, product);
                    case PRODUCT -> ProductNetwork.answers(layers, spec, matrices);
                    case CHEBYSHEV -> ChebyshevNetwork.answers(layers, spec, matrices, product);
                };
        SDVariable inverses = layers.named(NetworkGraph.INVERSES, answers);
        SDVariable loss =
                switch (spec.loss()) {
                    case MSE -> layers.meanSquare(inverses.sub(targets));
                    case RESIDUAL -> layers.mean(residualNorms(layers, spec, product, matrices, inverses));
                    case LOG_RESIDUAL ->
                        layers.mean(layers.log(residualNorms(layers, spec, product, matrices, inverses)));
                };
        layers.named(NetworkGraph.LOSS, loss);
        layers.graph().setLossVariables(NetworkGraph.LOSS);
        return new NetworkGraph(layers.graph());
    }

    /** |I - A X|_F of every matrix of the batch. */
    private static SDVariable residualNorms(
            Layers layers, NetworkSpec spec, BatchProduct product, SDVariable matrices, SDVariable inverses) {
        SDVariable products = product.multiply(matrices, inverses);
        SDVariable scaled = spec.answerScale() == 1 ? products : products.mul(spec.answerScale());
        return layers.norms(product.minusIdentity(scaled));
    }
}
