package org.chiasma.genomics.internal.signal;

import org.chiasma.api.Progress;
import org.chiasma.text.Refusals;

/**
 * Looks for signs that a bedGraph counts positions from 1: an interval starts at 1 and none at 0, or all neighbours are one
 * base apart. The file is read as the format says, from 0, and the user is told.
 */
final class BaseSuspicion {
    private static final int ENOUGH_GAPS = 10;

    private String contig = "";
    private long lastEnd;
    private boolean atZero;
    private boolean atOne;
    private long gapsOfOne;
    private long others;

    void see(String name, long start, long end) {
        atZero |= start == 0;
        atOne |= start == 1;
        if (name.equals(contig)) {
            if (start == lastEnd + 1) {
                gapsOfOne++;
            } else {
                others++;
            }
        }
        contig = name;
        lastEnd = end;
    }

    void note(Refusals refusals, Progress progress) {
        boolean gaps = gapsOfOne >= ENOUGH_GAPS && others == 0;
        if ((atOne && !atZero) || gaps) {
            progress.note("warning: " + refusals.file() + ": "
                    + (gaps ? "all intervals are one base apart" : "an interval starts at 1 and none at 0")
                    + ", so positions may count from 1; read as bedGraph says, from 0");
        }
    }
}
