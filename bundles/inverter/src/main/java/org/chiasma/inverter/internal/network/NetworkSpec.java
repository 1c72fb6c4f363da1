package org.chiasma.inverter.internal.network;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.chiasma.api.UsageException;

/**
 * What a network is made of. {@link #of} gives a preset's defaults; the {@code with} methods change one of them.
 *
 * @param preset family of networks
 * @param n rows and columns of the matrices
 * @param units width: of the first layer and of every block; of the product layers for {@link Preset#PRODUCT}; 0 where
 *     there are none
 * @param blocks residual blocks, or product layers; 0 where there are none
 * @param steps learned Newton-Schulz steps inside the network
 * @param loss what training makes small
 * @param range largest magnitude of an entry that the network is trained on; used by {@link Preset#SEED} and
 *     {@link Preset#DEEPMATRIXINVERSION}, which scale larger matrices down to it; the others scale by themselves
 */
public record NetworkSpec(Preset preset, int n, int units, int blocks, int steps, Loss loss, double range) {
    /** Beyond it dense layers learn to invert too slowly; {@link Preset#CERTIFIED} learns more steps instead. */
    private static final int LARGEST_CORE = 3;

    private static final int LARGEST = 64;
    private static final int LARGEST_PRODUCT = 5;
    private static final int MOST_UNITS = 1024;
    private static final int MOST_BLOCKS = 64;
    private static final int MOST_STEPS = 40;

    /** Refuses what cannot be built, in the words of the command line. */
    public NetworkSpec {
        require(n >= 2 && n <= LARGEST, "--size " + n, "a network of 2 to " + LARGEST + " rows and columns");
        if (preset == Preset.PRODUCT) {
            require(
                    n <= LARGEST_PRODUCT,
                    "--size " + n,
                    "at most " + LARGEST_PRODUCT
                            + " for the preset product, whose features grow with the factorial of n;"
                            + " use --preset certified");
        }
        require(range > 0 && range < Double.POSITIVE_INFINITY, "range " + range, "a positive number");
        require(
                losses(preset).contains(loss),
                "--loss " + word(loss),
                "mse for the preset product, which learns the adjugate");
        boolean layers = hasLayers(preset, blocks);
        require(
                layers ? units >= 1 && units <= MOST_UNITS : units == 0,
                "--units " + units,
                layers ? "1 to " + MOST_UNITS : "0, since this network has no layers");
        int fewest = preset == Preset.CERTIFIED || preset == Preset.CHEBYSHEV ? 0 : 1;
        int most = preset == Preset.CHEBYSHEV ? 0 : MOST_BLOCKS;
        require(blocks >= fewest && blocks <= most, "--blocks " + blocks, fewest + " to " + most);
        boolean stepping = preset == Preset.CERTIFIED || preset == Preset.CHEBYSHEV;
        require(
                stepping ? steps >= 1 && steps <= MOST_STEPS : steps == 0,
                "--steps " + steps,
                stepping ? "1 to " + MOST_STEPS : "0, since this preset has no Newton-Schulz steps");
    }

    /**
     * A preset as it is meant for n x n matrices.
     *
     * @throws UsageException {@code E-TRAIN-NETWORK} if the preset does not go with n
     */
    public static NetworkSpec of(Preset preset, int n) {
        boolean core = n <= LARGEST_CORE;
        return switch (preset) {
            case SEED -> new NetworkSpec(preset, n, 128, 7, 0, Loss.MSE, 2);
            case DEEPMATRIXINVERSION -> new NetworkSpec(preset, n, 128, 7, 0, Loss.RESIDUAL, 1);
            case CERTIFIED ->
                new NetworkSpec(
                        preset,
                        n,
                        core ? 128 : 0,
                        core ? 3 : 0,
                        core ? 4 : n <= 5 ? 7 : n <= 8 ? 8 : 10,
                        Loss.RESIDUAL,
                        1);
            case PRODUCT -> new NetworkSpec(preset, n, n <= 3 ? 64 : 256, n <= 3 ? 1 : 2, 0, Loss.MSE, 1);
            case CHEBYSHEV -> new NetworkSpec(preset, n, 0, 0, n <= 4 ? 6 : n <= 8 ? 8 : 10, Loss.RESIDUAL, 1);
        };
    }

    /** The losses that a preset can be trained on. */
    public static Set<Loss> losses(Preset preset) {
        return preset == Preset.PRODUCT ? EnumSet.of(Loss.MSE) : EnumSet.allOf(Loss.class);
    }

    /** Adam's learning rate at the start of training unless the user says otherwise. */
    public double rate() {
        return switch (preset) {
            case SEED -> 1e-5;
            case DEEPMATRIXINVERSION -> 1e-4;
            case CERTIFIED -> blocks > 0 ? 1e-3 : 2e-3;
            case PRODUCT -> n == 2 ? 3e-2 : 1e-2;
            case CHEBYSHEV -> 1e-2;
        };
    }

    /** How the network sees matrices. */
    public Encoding encoding() {
        return switch (preset) {
            case SEED -> new RangeEncoding(range, answerScale());
            case DEEPMATRIXINVERSION -> new RangeEncoding(range, answerScale());
            case CERTIFIED -> new CanonicalEncoding();
            case PRODUCT -> new AdjugateEncoding();
            case CHEBYSHEV -> new NormEncoding();
        };
    }

    /** What the inverse of the encoded matrix is divided by to give the network's answer. */
    double answerScale() {
        return switch (preset) {
            case SEED -> 5;
            case DEEPMATRIXINVERSION -> 2 * range;
            case CERTIFIED, PRODUCT, CHEBYSHEV -> 1;
        };
    }

    /** The same with another width. */
    public NetworkSpec withUnits(int value) {
        return new NetworkSpec(preset, n, value, blocks, steps, loss, range);
    }

    /** The same with another number of blocks. */
    public NetworkSpec withBlocks(int value) {
        return new NetworkSpec(preset, n, hasLayers(preset, value) ? units : 0, value, steps, loss, range);
    }

    /** The same with another number of Newton-Schulz steps. */
    public NetworkSpec withSteps(int value) {
        return new NetworkSpec(preset, n, units, blocks, value, loss, range);
    }

    /** The same with another loss. */
    public NetworkSpec withLoss(Loss value) {
        return new NetworkSpec(preset, n, units, blocks, steps, value, range);
    }

    /** The same for entries of another magnitude. */
    public NetworkSpec withRange(double value) {
        return new NetworkSpec(preset, n, units, blocks, steps, loss, value);
    }

    private static boolean hasLayers(Preset preset, int blocks) {
        return preset != Preset.CHEBYSHEV && (preset != Preset.CERTIFIED || blocks > 0);
    }

    private static void require(boolean valid, String found, String expected) {
        if (!valid) {
            throw new UsageException("E-TRAIN-NETWORK", "network: found " + found + ", expected " + expected);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
