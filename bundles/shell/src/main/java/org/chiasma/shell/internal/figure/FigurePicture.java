package org.chiasma.shell.internal.figure;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.chiasma.api.operation.OperationReport.Chart;
import org.chiasma.api.operation.OperationReport.Figure;
import org.chiasma.api.operation.OperationReport.HeatMap;

/** A figure of a report as a picture; the same values give the same bytes. */
public final class FigurePicture {
    private final Drawing drawing;

    /** Lays the figure out. */
    public FigurePicture(Figure figure) {
        this.drawing = drawing(figure);
    }

    /** Where every kind of figure finds its drawing. */
    private static Drawing drawing(Figure figure) {
        if (figure instanceof Chart chart) {
            return new ChartDrawing(chart);
        }
        if (figure instanceof HeatMap map) {
            return new HeatMapDrawing(map);
        }
        throw new IllegalArgumentException("no drawing for " + figure.getClass());
    }

    /** The picture as a file of its own. */
    public byte[] file(Kind kind) {
        return switch (kind) {
            case PNG -> Png.bytes(PixelCanvas.image(drawing));
            case SVG -> SvgCanvas.document(drawing).getBytes(StandardCharsets.UTF_8);
        };
    }

    /**
     * The picture as an element of a page that has the {@linkplain #css style sheet}.
     *
     * @param id begins the names of the element's parts, which have to be unique in a page
     */
    public String svg(String id) {
        return SvgCanvas.element(drawing, id);
    }

    /** What a page with {@linkplain #svg pictures} needs. */
    public static String css() {
        return SvgCanvas.css();
    }

    /** Kinds of files. */
    public enum Kind {
        /** Pixels, the same on every machine. */
        PNG,
        /** Text and shapes, sharp in any size. */
        SVG;

        /** The ending of its files. */
        public String ending() {
            return "." + name().toLowerCase(Locale.ROOT);
        }
    }
}
