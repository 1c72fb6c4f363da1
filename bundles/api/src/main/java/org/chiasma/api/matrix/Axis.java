package org.chiasma.api.matrix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The rows or the columns of a matrix: what they are ("genes", "cell lines"), how many, their labels and metadata.
 * Immutable. Labels are unique; an anonymous axis has none and is addressed by position.
 */
public final class Axis {
    private final String name;
    private final long size;
    private final @Nullable List<String> labels;
    private final List<MetadataColumn> metadata;
    private volatile @Nullable Map<String, Integer> positions;

    private Axis(String name, long size, @Nullable List<String> labels, List<MetadataColumn> metadata) {
        this.name = Objects.requireNonNull(name);
        this.size = size;
        this.labels = labels;
        this.metadata = metadata;
    }

    /**
     * An axis with one label per position.
     *
     * @throws IllegalArgumentException if a label occurs twice (formats report that with file and line before)
     */
    public static Axis labelled(String name, List<String> labels) {
        List<String> copy = List.copyOf(labels);
        Axis axis = new Axis(name, copy.size(), copy, List.of());
        axis.positionByLabel();
        return axis;
    }

    /** An axis without labels. */
    public static Axis anonymous(String name, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("axis size " + size + " is negative");
        }
        return new Axis(name, size, null, List.of());
    }

    /**
     * This axis with other metadata.
     *
     * @throws IllegalArgumentException if a column's length is not {@link #size()}, or a name occurs twice
     */
    public Axis withMetadata(List<MetadataColumn> columns) {
        long distinct = columns.stream().map(MetadataColumn::name).distinct().count();
        if (distinct != columns.size()) {
            throw new IllegalArgumentException("metadata names of axis " + name + " are not unique");
        }
        for (MetadataColumn column : columns) {
            if (column.values().size() != size) {
                throw new IllegalArgumentException("metadata " + column.name() + " has "
                        + column.values().size() + " values for " + size + " positions");
            }
        }
        return new Axis(name, size, labels, List.copyOf(columns));
    }

    /** This axis under another name. */
    public Axis named(String newName) {
        return new Axis(newName, size, labels, metadata);
    }

    /** The positions {@code selected} of this axis, in that order, with their labels and metadata. */
    public Axis select(int[] selected) {
        List<String> kept = labels == null ? null : pick(labels, selected);
        List<MetadataColumn> columns = new ArrayList<>();
        for (MetadataColumn column : metadata) {
            columns.add(new MetadataColumn(column.name(), pick(column.values(), selected)));
        }
        Axis axis = kept == null ? anonymous(name, selected.length) : labelled(name, kept);
        return axis.withMetadata(columns);
    }

    /** What the positions are, in the plural: "genes"; "rows" and "columns" when unknown. */
    public String name() {
        return name;
    }

    /** Number of positions. */
    public long size() {
        return size;
    }

    /** Whether positions have labels. */
    public boolean isLabelled() {
        return labels != null;
    }

    /** The labels in order; for an anonymous axis, none. */
    public List<String> labels() {
        return labels == null ? List.of() : labels;
    }

    /** The label at {@code position} (from 0), or for an anonymous axis its ordinal (from 1). */
    public String label(long position) {
        Objects.checkIndex(position, size);
        return labels == null ? Long.toString(position + 1) : labels.get(Math.toIntExact(position));
    }

    /** The position of {@code label}; empty when the axis does not have it. O(1) after the first call. */
    public OptionalInt indexOf(String label) {
        Integer position = positionByLabel().get(label);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    /** All metadata columns in order. */
    public List<MetadataColumn> metadata() {
        return metadata;
    }

    /** The metadata column called {@code field}. */
    public Optional<MetadataColumn> metadata(String field) {
        return metadata.stream().filter(column -> column.name().equals(field)).findFirst();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Axis axis
                && name.equals(axis.name)
                && size == axis.size
                && Objects.equals(labels, axis.labels)
                && metadata.equals(axis.metadata);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, size, labels, metadata);
    }

    @Override
    public String toString() {
        return size + " " + name + (labels == null ? " (anonymous)" : "");
    }

    private Map<String, Integer> positionByLabel() {
        Map<String, Integer> known = positions;
        if (known == null) {
            known = new HashMap<>();
            for (int i = 0; labels != null && i < labels.size(); i++) {
                if (known.put(labels.get(i), i) != null) {
                    throw new IllegalArgumentException("label " + labels.get(i) + " occurs twice on axis " + name);
                }
            }
            positions = known;
        }
        return known;
    }

    private static List<String> pick(List<String> values, int[] selected) {
        List<String> picked = new ArrayList<>(selected.length);
        for (int position : selected) {
            picked.add(values.get(position));
        }
        return picked;
    }
}
