package org.chiasma.bus.internal.format;

import org.chiasma.bus.internal.service.FakeFramework;

/** Files with the formats of {@link LinesFormat}. */
public final class FormatFixture {
    private FormatFixture() {}

    /** {@code .txt} without and {@code .lines} with a signature. */
    public static FormatFiles lines() {
        FormatFiles files = new FormatFiles(FakeFramework.context());
        files.install("plain", LinesFormat.service("plain", "", "txt", "txt.gz"));
        files.install("signed", LinesFormat.service("signed", "#lines", "lines", "lines.gz"));
        return files;
    }
}
