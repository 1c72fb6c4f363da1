package org.chiasma.tables.internal;

import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFormat;
import org.osgi.service.component.annotations.Component;

/** Tables with commas between fields. */
@Component(service = MatrixFormat.class)
@Format(
        name = "csv",
        extensions = {"csv", "csv.gz"},
        summary = "Tables with commas between fields, labels in the first line and column",
        readOptions = DelimitedReadOptions.class,
        writeOptions = DelimitedWriteOptions.class)
public final class CsvFormat extends DelimitedFormat {
    /** Made by the container. */
    public CsvFormat() {
        super("CSV", ',');
    }
}
