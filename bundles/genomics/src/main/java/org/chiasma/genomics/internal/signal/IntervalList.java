package org.chiasma.genomics.internal.signal;

import java.util.Arrays;

/** Intervals of one contig with a value each. Memory is 16 bytes for each, 8 if all values are one. */
final class IntervalList {
    private static final long LOW = 0xFFFF_FFFFL;

    private final boolean valued;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private double[] values;
    private int count;
    private boolean sorted = true;

    /**
     * @param valued whether intervals have values of their own; one otherwise
     */
    IntervalList(boolean valued) {
        this.valued = valued;
        this.values = new double[valued ? starts.length : 0];
    }

    /** Takes bases of one value. */
    @FunctionalInterface
    interface SegmentVisitor {
        /** Takes them. */
        void visit(long start, long end, double value);
    }

    void add(int start, int end, double value) {
        if (count == starts.length) {
            int grown = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * count);
            starts = Arrays.copyOf(starts, grown);
            ends = Arrays.copyOf(ends, grown);
            values = valued ? Arrays.copyOf(values, grown) : values;
        }
        sorted &= count == 0 || start >= starts[count - 1];
        starts[count] = start;
        ends[count] = end;
        if (valued) {
            values[count] = value;
        }
        count++;
    }

    int count() {
        return count;
    }

    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }

    /** Puts them in order of their starts; O(n) if they are. */
    void sort() {
        if (sorted) {
            return;
        }
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] = ((long) starts[i] << 32) | i;
        }
        Arrays.sort(order);
        int[] sortedEnds = new int[count];
        double[] sortedValues = new double[values.length];
        for (int i = 0; i < count; i++) {
            int from = (int) (order[i] & LOW);
            sortedEnds[i] = ends[from];
            if (valued) {
                sortedValues[i] = values[from];
            }
        }
        for (int i = 0; i < count; i++) {
            starts[i] = (int) (order[i] >>> 32);
        }
        ends = sortedEnds;
        values = sortedValues;
        sorted = true;
    }

    /** The intervals one by one, after {@link #sort()}. */
    void forEach(SegmentVisitor visitor) {
        for (int i = 0; i < count; i++) {
            visitor.visit(starts[i], ends[i], value(i));
        }
    }

    /**
     * Visits disjoint stretches of bases in order, after {@link #sort()}; where intervals overlap, a base has the sum of
     * their values. O(n log n).
     */
    void forEachSegment(SegmentVisitor visitor) {
        int first = 0;
        while (first < count) {
            int reach = ends[first];
            int next = first + 1;
            while (next < count && starts[next] < reach) {
                reach = Math.max(reach, ends[next]);
                next++;
            }
            if (next == first + 1) {
                visitor.visit(starts[first], ends[first], value(first));
            } else {
                visitCluster(first, next, visitor);
            }
            first = next;
        }
    }

    /** Intervals that overlap without a gap: a sweep over their starts and ends. */
    private void visitCluster(int first, int next, SegmentVisitor visitor) {
        long[] closing = new long[next - first];
        for (int i = first; i < next; i++) {
            closing[i - first] = ((long) ends[i] << 32) | i;
        }
        Arrays.sort(closing);
        int opened = first;
        int closed = 0;
        int position = starts[first];
        double sum = 0;
        while (closed < closing.length) {
            int end = (int) (closing[closed] >>> 32);
            boolean opens = opened < next && starts[opened] <= end;
            int event = opens ? starts[opened] : end;
            if (event > position) {
                visitor.visit(position, event, sum);
                position = event;
            }
            if (opens) {
                sum += value(opened++);
            } else {
                sum -= value((int) (closing[closed++] & LOW));
            }
        }
    }

    private double value(int i) {
        return valued ? values[i] : 1;
    }
}
