package org.chiasma.symmetric.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.symmetric.internal.model.HiddenPairs;
import org.chiasma.symmetric.internal.model.Target;
import org.chiasma.symmetric.internal.model.TrainingExample;

/**
 * What one round of an evaluation learns from, and what it holds out.
 *
 * @param training examples, or parts of them
 * @param positions number of the bin of each of their columns
 * @param held what is compared; no pair of it was learned from
 */
record EvaluationRound(List<TrainingExample> training, List<int[]> positions, List<Held> held) {
    /** Fewer columns of a segment make no map to compare. */
    private static final int FEWEST = 5;

    /**
     * Some columns of a segment whose pairs are compared.
     *
     * @param example to which they belong
     * @param segment of it
     * @param columns ascending
     * @param observed what is compared with
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Held(Example example, Example.Segment segment, int[] columns, Target observed) {
        /** For tables. */
        String name() {
            return segment.name().isEmpty() ? example.name() : segment.name();
        }

        /** Whether the columns are consecutive bins, so that they make a map. */
        boolean isMap() {
            int[] positions = segment.positions(columns);
            return !segment.name().isEmpty() && positions[positions.length - 1] - positions[0] == positions.length - 1;
        }
    }

    /** All rounds of an evaluation. */
    static List<EvaluationRound> all(
            List<Example> examples, HoldOut holdOut, int folds, long seed, ModelFitting fitting) {
        return switch (holdOut) {
            case COLUMNS -> byColumns(examples, folds, seed, fitting);
            case CHROMOSOMES -> bySegments(examples, folds, fitting);
            case EXAMPLES -> byExamples(examples, folds, fitting);
            case PAIRS -> List.of(byPairs(examples, folds, seed, fitting));
        };
    }

    /** Everything held out, for a model that was fitted elsewhere. */
    static EvaluationRound nothingLearned(List<Example> examples, ModelFitting fitting) {
        List<Held> held = new ArrayList<>();
        examples.forEach(example -> example.segments().stream()
                .filter(segment -> segment.size() >= FEWEST)
                .forEach(segment -> held.add(held(example, segment, segment.columns(), fitting))));
        return new EvaluationRound(List.of(), List.of(), held);
    }

    private void learn(Example example, Example.Segment segment, int[] columns, ModelFitting fitting) {
        training.add(fitting.training(example, segment, columns));
        positions.add(segment.positions(columns));
    }

    private static Held held(Example example, Example.Segment segment, int[] columns, ModelFitting fitting) {
        return new Held(example, segment, columns, fitting.compared(example, segment, columns));
    }

    private static List<EvaluationRound> byColumns(List<Example> examples, int folds, long seed, ModelFitting fitting) {
        SplittableRandom random = new SplittableRandom(seed);
        List<EvaluationRound> rounds = empty(folds);
        for (Example example : examples) {
            for (Example.Segment segment : example.segments()) {
                if (segment.size() < FEWEST * folds) {
                    continue;
                }
                int[] foldOf = segment.name().isEmpty()
                        ? dealt(segment.size(), folds, random)
                        : IntStream.range(0, segment.size())
                                .map(j -> (int) ((long) j * folds / segment.size()))
                                .toArray();
                for (int fold = 0; fold < folds; fold++) {
                    int taken = fold;
                    int[] in = columns(segment, j -> foldOf[j] == taken);
                    int[] out = columns(segment, j -> foldOf[j] != taken);
                    rounds.get(fold).learn(example, segment, out, fitting);
                    rounds.get(fold).held().add(held(example, segment, in, fitting));
                }
            }
        }
        return checked(rounds, "columns", "at least " + FEWEST + " columns for each fold");
    }

    private static int[] columns(Example.Segment segment, java.util.function.IntPredicate chosen) {
        return IntStream.range(0, segment.size())
                .filter(chosen)
                .map(j -> segment.first() + j)
                .toArray();
    }

    private static int[] dealt(int size, int folds, SplittableRandom random) {
        int[] foldOf = IntStream.range(0, size).map(j -> j % folds).toArray();
        for (int j = size - 1; j > 0; j--) {
            int other = random.nextInt(j + 1);
            int fold = foldOf[j];
            foldOf[j] = foldOf[other];
            foldOf[other] = fold;
        }
        return foldOf;
    }

    private static List<EvaluationRound> bySegments(List<Example> examples, int folds, ModelFitting fitting) {
        List<EvaluationRound> rounds = empty(folds);
        for (Example example : examples) {
            int ordinal = 0;
            for (Example.Segment segment : example.segments()) {
                int taken = ordinal++ % folds;
                for (int fold = 0; fold < folds; fold++) {
                    if (fold != taken && segment.size() > 1) {
                        rounds.get(fold).learn(example, segment, segment.columns(), fitting);
                    }
                }
                if (segment.size() >= FEWEST) {
                    rounds.get(taken).held().add(held(example, segment, segment.columns(), fitting));
                }
            }
        }
        return checked(rounds, "chromosomes", "--bins, and as many chromosomes as folds");
    }

    private static List<EvaluationRound> byExamples(List<Example> examples, int folds, ModelFitting fitting) {
        List<EvaluationRound> rounds = empty(Math.min(folds, examples.size()));
        for (int k = 0; k < examples.size(); k++) {
            for (int fold = 0; fold < rounds.size(); fold++) {
                if (k % rounds.size() == fold) {
                    rounds.get(fold)
                            .held()
                            .addAll(nothingLearned(List.of(examples.get(k)), fitting)
                                    .held());
                } else {
                    rounds.get(fold).training().addAll(fitting.training(List.of(examples.get(k))));
                    rounds.get(fold).positions().addAll(fitting.positions(List.of(examples.get(k))));
                }
            }
        }
        return checked(rounds, "examples", "at least two examples");
    }

    private static EvaluationRound byPairs(List<Example> examples, int folds, long seed, ModelFitting fitting) {
        EvaluationRound round = new EvaluationRound(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Example example : examples) {
            for (Example.Segment segment : example.segments()) {
                if (segment.size() < FEWEST) {
                    continue;
                }
                int[] columns = segment.columns();
                TrainingExample whole = fitting.training(example, segment, columns);
                HiddenPairs training = new HiddenPairs(whole.target(), 1.0 / folds, seed);
                round.training().add(new TrainingExample(whole.name(), whole.columns(), training));
                round.positions().add(segment.positions());
                Target compared = fitting.compared(example, segment, columns);
                round.held()
                        .add(new Held(
                                example, segment, columns, new HiddenPairs(compared, 1.0 / folds, seed).onlyHidden()));
            }
        }
        return checked(List.of(round), "pairs", "more columns").get(0);
    }

    private static List<EvaluationRound> empty(int folds) {
        return IntStream.range(0, folds)
                .mapToObj(fold -> new EvaluationRound(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()))
                .toList();
    }

    private static List<EvaluationRound> checked(List<EvaluationRound> rounds, String unit, String needed) {
        for (EvaluationRound round : rounds) {
            if (round.training().isEmpty() || round.held().isEmpty()) {
                throw new DataException(
                        "E-SYMMETRIC-HOLDOUT",
                        "--hold-out " + unit + ": found too few to hold some out and learn from the others, expected "
                                + needed + "; choose another --hold-out or fewer --folds");
            }
        }
        return rounds;
    }
}
