package org.chiasma.tables.internal;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chiasma.text.Refusals;

/**
 * The header of a {@code .npy} file: a Python dictionary with the keys {@code descr}, {@code fortran_order} and
 * {@code shape} (NumPy Enhancement Proposal 1).
 *
 * @param kind of a number
 * @param order its byte order
 * @param fortran whether columns are contiguous, not rows
 * @param rows first axis
 * @param columns second axis; 1 for an array of one axis
 */
record NpyHeader(Kind kind, ByteOrder order, boolean fortran, long rows, long columns) {
    private static final Pattern ENTRY = Pattern.compile(
            "\\s*['\"](\\w+)['\"]\\s*:\\s*(?:['\"]([^'\"]*)['\"]|(True|False)|\\(([\\d,\\sL]*)\\))\\s*(,|\\}\\s*$)");

    /** What one number is on disk; the constant's name is NumPy's type code. */
    enum Kind {
        F4(4),
        F8(8),
        I1(1),
        U1(1),
        I2(2),
        U2(2),
        I4(4),
        U4(4),
        I8(8),
        U8(8),
        B1(1);

        private final int bytes;

        Kind(int bytes) {
            this.bytes = bytes;
        }

        int bytes() {
            return bytes;
        }
    }

    /** Reads the dictionary; a refusal names what cannot be read and the NumPy call that mends it. */
    static NpyHeader parse(byte[] bytes, Refusals refusals) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        String descr = null;
        String fortran = null;
        String shape = null;
        boolean closed = false;
        if (text.startsWith("{")) {
            refuseStructured(text, refusals);
            Matcher entry = ENTRY.matcher(text).region(1, text.length());
            while (entry.lookingAt() && !closed) {
                switch (entry.group(1)) {
                    case "descr" -> descr = entry.group(2);
                    case "fortran_order" -> fortran = entry.group(3);
                    case "shape" -> shape = entry.group(4);
                    default -> throw malformed(text, refusals);
                }
                closed = !entry.group(5).equals(",");
                String rest = text.substring(entry.end()).strip();
                closed |= rest.equals("}");
                entry.region(entry.end(), text.length());
            }
        }
        if (!closed || descr == null || fortran == null || shape == null) {
            throw malformed(text, refusals);
        }
        List<Long> sizes = sizes(shape, text, refusals);
        if (sizes.isEmpty() || sizes.size() > 2) {
            throw refusals.whole(
                    "SHAPE",
                    "found an array of " + Refusals.count(sizes.size(), "dimension") + ", (" + shape.strip()
                            + "), expected one or two; reshape it before numpy.save");
        }
        return new NpyHeader(
                kind(descr, refusals),
                descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                fortran.equals("True"),
                sizes.get(0),
                sizes.size() == 2 ? sizes.get(1) : 1);
    }

    private static void refuseStructured(String text, Refusals refusals) {
        if (text.matches("(?s).*['\"]descr['\"]\\s*:\\s*\\[.*")) {
            throw refusals.whole(
                    "TYPE",
                    "found a structured array, expected plain numbers; save one field, as numpy.save(file, array['field'])");
        }
    }

    private static Kind kind(String descr, Refusals refusals) {
        boolean ordered = !descr.isEmpty() && "<>|=".indexOf(descr.charAt(0)) >= 0;
        String code = ordered ? descr.substring(1) : descr;
        if (code.startsWith("O")) {
            throw refusals.whole(
                    "PICKLE",
                    "found Python objects (" + Refusals.shown(descr)
                            + "), which are never read because unpickling runs code, expected numbers; save "
                            + "array.astype(float)");
        }
        for (Kind kind : Kind.values()) {
            if (kind.name().equalsIgnoreCase(code) && code.equals(code.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw refusals.whole(
                "TYPE",
                "found type " + Refusals.shown(descr)
                        + ", expected f4, f8, i1 to i8, u1 to u8 or b1; save array.astype(float)");
    }

    private static List<Long> sizes(String shape, String text, Refusals refusals) {
        List<Long> sizes = new ArrayList<>();
        for (String size : shape.split(",", -1)) {
            String digits = size.strip();
            if (digits.endsWith("L")) {
                digits = digits.substring(0, digits.length() - 1);
            }
            if (!digits.isEmpty()) {
                if (digits.length() > 18 || !digits.matches("\\d+")) {
                    throw malformed(text, refusals);
                }
                sizes.add(Long.parseLong(digits));
            }
        }
        return sizes;
    }

    private static org.chiasma.api.DataException malformed(String text, Refusals refusals) {
        return refusals.whole(
                "HEADER",
                "found header " + Refusals.shown(text)
                        + ", expected a dictionary of descr, fortran_order and shape; save the array again");
    }
}
