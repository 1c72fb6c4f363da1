package org.chiasma.api.format;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Service properties of a {@link MatrixFormat}: what can be known without activating it. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Format {
    /** Prefix of the property names. */
    String PREFIX_ = "chiasma.format.";

    /** Short name, as in {@code format=gct}. */
    String name();

    /** File name endings in lower case without the leading dot, compression included: {@code tsv}, {@code tsv.gz}. */
    String[] extensions();

    /** One line for lists. */
    String summary();

    /** The record of reading options. */
    Class<? extends Record> readOptions();

    /** The record of writing options. */
    Class<? extends Record> writeOptions();

    /** Formats to save as instead, for one that is read but not written; empty when it is written. */
    String writeInstead() default "";
}
