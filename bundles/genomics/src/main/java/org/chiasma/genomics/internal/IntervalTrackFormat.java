package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.chiasma.api.Progress;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.genomics.internal.coordinate.BinsOption;
import org.chiasma.genomics.internal.signal.IntervalTrackReader;
import org.chiasma.genomics.internal.signal.MatrixBins;
import org.chiasma.text.Refusals;

/**
 * A text format of intervals that are gathered in bins; the file is recognised by a track line of its type.
 *
 * @param <R> record of reading options
 * @param <W> record of writing options
 */
abstract class IntervalTrackFormat<R extends Record, W extends Record> implements MatrixFormat<R, W> {
    private final String type;
    private final MatrixFiles files;

    /**
     * Ready to read.
     *
     * @param type of the track line, in lower case; in capitals the middle of the refusals' codes
     * @param files reads matrices whose axes are bins
     */
    IntervalTrackFormat(String type, MatrixFiles files) {
        this.type = type;
        this.files = files;
    }

    /** A reader of the file of {@code refusals}. */
    abstract IntervalTrackReader reader(Refusals refusals, R options, BinsOption.AxisSource axes, Progress progress);

    /** The refusals of a file. */
    final Refusals refusals(Path file) {
        return new Refusals(type.toUpperCase(Locale.ROOT), file);
    }

    @Override
    public final boolean recognises(byte[] head) {
        return IntervalTrackReader.isTrackLine(head, type);
    }

    @Override
    public final Matrix read(Path file, String part, R options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = refusals(file);
        refusals.refusePart(part);
        return reader(refusals, options, new MatrixBins(files, store), progress).read(store);
    }
}
