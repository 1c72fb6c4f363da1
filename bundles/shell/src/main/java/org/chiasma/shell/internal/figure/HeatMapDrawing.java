package org.chiasma.shell.internal.figure;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.chiasma.api.operation.OperationReport.HeatMap;
import org.chiasma.shell.internal.figure.AxisScale.Tick;
import org.chiasma.shell.internal.figure.Canvas.Anchor;

/** Heat maps side by side with captions and a colour bar. Large matrices are averaged down, small ones enlarged. */
final class HeatMapDrawing implements Drawing {
    /** Most fields and most units of a panel in either direction. */
    private static final int PANEL = 420;

    private static final int LARGEST_FIELD = 24;
    private static final double NARROWEST = 320;
    private static final double MARGIN = 16;
    private static final double BAR_WIDTH = 200;
    private static final double BAR_HEIGHT = 10;
    private static final int BAR_TICKS = 4;

    private final HeatMap map;
    private final List<Mosaic> mosaics = new ArrayList<>();
    private final List<Double> lefts = new ArrayList<>();
    private final ColourScale colours;
    private final int field;
    private final double width;
    private final double panelHeight;
    private final Title title;

    /** Reads the matrices and lays them out. */
    HeatMapDrawing(HeatMap map) {
        this.map = map;
        for (HeatMap.Panel panel : map.panels()) {
            mosaics.add(Mosaic.of(panel.matrix(), PANEL, PANEL));
        }
        this.colours = ColourScale.fitting(mosaics.stream()
                .flatMapToDouble(mosaic -> Arrays.stream(mosaic.values()))
                .toArray());
        this.field = fieldSize(mosaics);
        double x = MARGIN;
        double highest = 0;
        for (int k = 0; k < mosaics.size(); k++) {
            lefts.add(x);
            double caption = Canvas.width(map.panels().get(k).caption());
            x += Math.max((double) mosaics.get(k).columns() * field, caption) + MARGIN;
            highest = Math.max(highest, (double) mosaics.get(k).rows() * field);
        }
        this.width = Math.max(x, NARROWEST);
        this.panelHeight = highest;
        this.title = new Title(map.title(), width - 2 * MARGIN);
    }

    private static int fieldSize(List<Mosaic> mosaics) {
        int longest = 1;
        for (Mosaic mosaic : mosaics) {
            longest = Math.max(longest, Math.max(mosaic.rows(), mosaic.columns()));
        }
        return Math.max(1, Math.min(LARGEST_FIELD, PANEL / longest));
    }

    @Override
    public String title() {
        return map.title();
    }

    @Override
    public String description() {
        return "Heat maps: " + map.panels().stream().map(HeatMap.Panel::caption).collect(Collectors.joining(", "));
    }

    @Override
    public double width() {
        return width;
    }

    private double top() {
        return MARGIN + title.height() + Canvas.LINE;
    }

    @Override
    public double height() {
        return top() + panelHeight + MARGIN + BAR_HEIGHT + Canvas.LINE + MARGIN;
    }

    @Override
    public void draw(Canvas canvas) {
        title.draw(canvas, MARGIN, MARGIN);
        for (int k = 0; k < mosaics.size(); k++) {
            Mosaic mosaic = mosaics.get(k);
            canvas.text(map.panels().get(k).caption(), lefts.get(k), top() - 6, Anchor.START, Tone.MUTED);
            if (mosaic.rows() > 0 && mosaic.columns() > 0) {
                canvas.image(
                        image(mosaic, colours),
                        lefts.get(k),
                        top(),
                        (double) mosaic.columns() * field,
                        (double) mosaic.rows() * field);
            }
        }
        drawBar(canvas, top() + panelHeight + MARGIN);
    }

    private void drawBar(Canvas canvas, double top) {
        LinearScale scale = LinearScale.fitting(colours.low(), colours.high(), 0);
        double[] shades = new double[256];
        Arrays.setAll(shades, k -> scale.low() + (scale.high() - scale.low()) * k / (shades.length - 1));
        Mosaic bar = new Mosaic(1, shades.length, shades);
        canvas.image(image(bar, colours), MARGIN, top, BAR_WIDTH, BAR_HEIGHT);
        for (Tick tick : scale.ticks(BAR_TICKS)) {
            double x = MARGIN + tick.place() * BAR_WIDTH;
            canvas.rectangle(x - 0.5, top + BAR_HEIGHT, 1, 3, Tone.FRAME);
            canvas.text(tick.label(), x, top + BAR_HEIGHT + 14, Anchor.MIDDLE, Tone.MUTED);
        }
        double right = MARGIN + BAR_WIDTH + 2 * MARGIN;
        canvas.image(image(new Mosaic(1, 1, new double[] {Double.NaN}), colours), right, top, BAR_HEIGHT, BAR_HEIGHT);
        canvas.text("missing", right + BAR_HEIGHT + 5, top + BAR_HEIGHT - 1, Anchor.START, Tone.MUTED);
    }

    private static BufferedImage image(Mosaic mosaic, ColourScale colours) {
        BufferedImage image = new BufferedImage(mosaic.columns(), mosaic.rows(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < mosaic.rows(); i++) {
            for (int j = 0; j < mosaic.columns(); j++) {
                image.setRGB(j, i, colours.rgb(mosaic.at(i, j)));
            }
        }
        return image;
    }
}
