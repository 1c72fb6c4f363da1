package org.chiasma.shell.internal.figure;

import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Locale;
import org.chiasma.shell.internal.render.Markup;

/** A canvas that becomes an SVG element. Its colours are classes, which {@link #css} gives their colours. */
final class SvgCanvas implements Canvas {
    private final Markup markup = new Markup();

    private SvgCanvas() {}

    /** The drawing as a document of its own. */
    static String document(Drawing drawing) {
        SvgCanvas canvas = new SvgCanvas();
        canvas.begin(drawing, "figure");
        canvas.markup.open("style").raw(css()).close().line();
        canvas.rectangle(0, 0, drawing.width(), drawing.height(), Tone.PAPER);
        return canvas.finish(drawing);
    }

    /**
     * The drawing as an element of a page that has the {@linkplain #css style sheet}.
     *
     * @param id begins the names of the element's parts, which have to be unique in a page
     */
    static String element(Drawing drawing, String id) {
        SvgCanvas canvas = new SvgCanvas();
        canvas.begin(drawing, id);
        return canvas.finish(drawing);
    }

    private void begin(Drawing drawing, String id) {
        String width = number(drawing.width());
        String height = number(drawing.height());
        markup.open(
                        "svg",
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "class",
                        "figure",
                        "role",
                        "img",
                        "aria-labelledby",
                        id + "-title " + id + "-description",
                        "viewBox",
                        "0 0 " + width + " " + height,
                        "width",
                        width,
                        "height",
                        height)
                .line()
                .leaf("title", drawing.title(), "id", id + "-title")
                .line()
                .leaf("desc", drawing.description(), "id", id + "-description")
                .line();
    }

    private String finish(Drawing drawing) {
        drawing.draw(this);
        return markup.close().line().toString();
    }

    /** The style sheet that these elements need. */
    static String css() {
        return "svg.figure{font:12px system-ui,-apple-system,\"Segoe UI\",sans-serif}"
                + "svg.figure .heading{font-size:14px;font-weight:600}" + Tone.css();
    }

    @Override
    public void text(String text, double x, double y, Anchor anchor, Tone tone) {
        text(text, x, y, tone.cssClass(), anchor);
    }

    @Override
    public void heading(String text, double x, double y) {
        text(text, x, y, Tone.INK.cssClass() + " heading", Anchor.START);
    }

    private void text(String text, double x, double y, String classes, Anchor anchor) {
        markup.leaf(
                        "text",
                        text,
                        "class",
                        classes,
                        "fill",
                        "currentColor",
                        "x",
                        number(x),
                        "y",
                        number(y),
                        "text-anchor",
                        anchor.name().toLowerCase(Locale.ROOT))
                .line();
    }

    @Override
    public void rectangle(double left, double top, double width, double height, Tone tone) {
        markup.empty(
                        "rect",
                        "class",
                        tone.cssClass(),
                        "fill",
                        "currentColor",
                        "shape-rendering",
                        "crispEdges",
                        "x",
                        number(left),
                        "y",
                        number(top),
                        "width",
                        number(width),
                        "height",
                        number(height))
                .line();
    }

    @Override
    public void line(double[] xs, double[] ys, Pen pen) {
        StringBuilder points = new StringBuilder();
        for (int k = 0; k < xs.length; k++) {
            points.append(k == 0 ? "" : " ").append(number(xs[k])).append(',').append(number(ys[k]));
        }
        markup.empty(
                        "polyline",
                        "class",
                        pen.tone().cssClass(),
                        "fill",
                        "none",
                        "stroke",
                        "currentColor",
                        "stroke-width",
                        number(pen.width()),
                        "stroke-dasharray",
                        pen.dash() == 0 ? "none" : number(pen.dash()),
                        "stroke-linecap",
                        pen.dash() == 0 ? "round" : "butt",
                        "stroke-linejoin",
                        "round",
                        "points",
                        points.toString())
                .line();
    }

    @Override
    public void dots(double[] xs, double[] ys, double radius, Tone tone, double opacity) {
        markup.open("g", "class", tone.cssClass(), "fill", "currentColor", "fill-opacity", number(opacity));
        for (int k = 0; k < xs.length; k++) {
            markup.empty("circle", "cx", number(xs[k]), "cy", number(ys[k]), "r", number(radius));
        }
        markup.close().line();
    }

    @Override
    public void squares(double[] lefts, double[] tops, double side, Tone tone, double opacity) {
        String size = number(side);
        String square = "h" + size + "v" + size + "h-" + size + "z";
        StringBuilder path = new StringBuilder();
        for (int k = 0; k < lefts.length; k++) {
            path.append('M')
                    .append(number(lefts[k]))
                    .append(' ')
                    .append(number(tops[k]))
                    .append(square);
        }
        markup.empty(
                        "path",
                        "class",
                        tone.cssClass(),
                        "fill",
                        "currentColor",
                        "fill-opacity",
                        number(opacity),
                        "d",
                        path.toString())
                .line();
    }

    @Override
    public void image(BufferedImage image, double left, double top, double width, double height) {
        markup.empty(
                        "image",
                        "x",
                        number(left),
                        "y",
                        number(top),
                        "width",
                        number(width),
                        "height",
                        number(height),
                        "preserveAspectRatio",
                        "none",
                        "style",
                        "image-rendering:pixelated",
                        "href",
                        "data:image/png;base64," + Base64.getEncoder().encodeToString(Png.bytes(image)))
                .line();
    }

    /** With at most two decimals, none that are zero. */
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        StringBuilder text = new StringBuilder(hundredths < 0 ? "-" : "");
        long size = Math.abs(hundredths);
        text.append(size / 100);
        if (size % 100 != 0) {
            text.append('.').append(size / 10 % 10);
            if (size % 10 != 0) {
                text.append(size % 10);
            }
        }
        return text.toString();
    }
}
