package org.chiasma.genomics.internal.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.BitField;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.text.Duplicates;
import org.chiasma.text.LabelCollector;
import org.chiasma.text.Refusals;

/** Labels and metadata: datasets of one dimension as text. Whole numbers are written without a fraction, NaN as missing. */
final class Texts {
    private static final double WHOLE = 1e15;

    private Texts() {}

    /** Whether a dataset is text or numbers in one dimension, and so can be metadata. */
    static boolean isColumn(Hdf5File file, String path) {
        if (!file.hasDataset(path)) {
            return false;
        }
        Dataset dataset = file.dataset(path);
        DataType type = file.guarded(path, dataset::getDataType);
        boolean numbers = type instanceof io.jhdf.object.datatype.FixedPoint
                || type instanceof io.jhdf.object.datatype.FloatingPoint
                || type instanceof EnumDataType
                || type instanceof BitField;
        return file.guarded(path, dataset::getDimensionsAsLong).length == 1 && (numbers || isText(type));
    }

    /** The entries of the dataset at {@code path}. */
    static List<String> read(Hdf5File file, String path) throws IOException {
        Dataset dataset = file.dataset(path);
        long[] shape = file.guarded(path, dataset::getDimensionsAsLong);
        DataType type = file.guarded(path, dataset::getDataType);
        if (shape.length != 1) {
            throw file.refusals()
                    .whole(
                            "SHAPE",
                            "found " + path + " with " + Refusals.count(shape.length, "dimension")
                                    + ", expected one; write the file again");
        }
        if (shape[0] == 0) {
            return List.of();
        }
        if (isText(type)) {
            return ofArray(file.guarded(path, dataset::getData));
        }
        NumberArray numbers = NumberArray.of(file, path);
        double[] values = numbers.all();
        List<String> texts = new ArrayList<>(values.length);
        for (double value : values) {
            texts.add(
                    type instanceof EnumDataType codes
                            ? code(codes, value)
                            : type instanceof BitField
                                    ? value == 0 ? "False" : "True"
                                    : number(value, numbers.kind().single()));
        }
        return texts;
    }

    /** The entries of {@code path}, which are {@code count}. */
    static List<String> read(Hdf5File file, String path, long count) throws IOException {
        List<String> texts = read(file, path);
        demand(file, path, texts.size(), count);
        return texts;
    }

    static void demand(Hdf5File file, String path, long found, long expected) {
        if (found != expected) {
            throw file.refusals()
                    .whole(
                            "COUNT",
                            "found " + path + " of " + found + " entries, expected " + expected
                                    + "; the file contradicts itself: write it again");
        }
    }

    /** A number as metadata. */
    static String number(double value, boolean single) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
            return Long.toString((long) value);
        }
        return single ? Float.toString((float) value) : Double.toString(value);
    }

    /** A Java array, as jHDF makes them of compound members, as text. */
    static List<String> ofArray(Object array) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            Object value = Array.get(array, i);
            if (value instanceof Float number) {
                texts.add(number(number, true));
            } else if (value instanceof Double number) {
                texts.add(number(number, false));
            } else if (value instanceof Boolean truth) {
                texts.add(truth ? "True" : "False");
            } else {
                texts.add(value == null ? "" : truth(value.toString()));
            }
        }
        return texts;
    }

    /** An axis of unique labels. */
    static Axis axis(
            Hdf5File file,
            String name,
            String path,
            List<String> labels,
            LabelPolicy policy,
            List<MetadataColumn> metadata) {
        Refusals refusals = file.refusals();
        LabelCollector collector = new LabelCollector(refusals, Duplicates.SUFFIX, false, false);
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).isEmpty()) {
                throw refusals.whole(
                        "LABEL",
                        "found an empty label for number " + (i + 1) + " of the " + name + " in " + path
                                + ", expected a name; add it");
            }
            collector.add(labels.get(i), i + 1L);
        }
        if (collector.hasDuplicates() && policy == LabelPolicy.REFUSE) {
            throw duplicate(refusals, name, path, labels);
        }
        return Axis.labelled(name, collector.suffixed()).withMetadata(metadata);
    }

    private static DataException duplicate(Refusals refusals, String name, String path, List<String> labels) {
        Map<String, Integer> first = new java.util.HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            Integer before = first.putIfAbsent(labels.get(i), i);
            if (before != null) {
                return refusals.whole(
                        "DUPLICATE",
                        "found " + Refusals.shown(labels.get(i)) + " as number " + (before + 1) + " and " + (i + 1)
                                + " of the " + name + " in " + path
                                + ", expected unique labels; rename one, or pass duplicates=suffix");
            }
        }
        throw new IllegalStateException("no duplicate");
    }

    private static boolean isText(DataType type) {
        return type instanceof StringData || (type instanceof VariableLength length && length.isVariableLengthString());
    }

    private static String code(EnumDataType codes, double value) {
        String name = codes.getEnumMapping().get((int) value);
        return name == null ? number(value, false) : truth(name);
    }

    /** h5py writes booleans as an enumeration of these names. */
    private static String truth(String name) {
        return name.equals("TRUE") ? "True" : name.equals("FALSE") ? "False" : name;
    }
}
