package org.chiasma.tables.internal;

import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.osgi.service.component.annotations.Component;

/** Tables with tabs between fields. */
@Component(service = MatrixFormat.class)
@Format(
        name = "tsv",
        extensions = {"tsv", "tsv.gz", "txt", "txt.gz", "tab", "tab.gz"},
        summary = "Tables with tabs between fields, labels in the first line and column",
        readOptions = DelimitedReadOptions.class,
        writeOptions = DelimitedWriteOptions.class)
public final class TsvFormat extends DelimitedFormat {
    /** Made by the container. */
    public TsvFormat() {
        super("TSV", '\t');
    }
}
