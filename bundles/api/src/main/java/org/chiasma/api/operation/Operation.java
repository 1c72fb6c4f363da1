package org.chiasma.api.operation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Service properties of a {@link MatrixOperation}: what can be known without activating it, so that listing operations
 * never loads what they need to run.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Operation {
    /** Prefix of the property names. */
    String PREFIX_ = "chiasma.operation.";

    /** {@code scope:name}, for example {@code completion:complete}; a name alone for what serves every model. */
    String name();

    /** One line for lists: what it does, in the imperative. */
    String summary();

    /** The record of its parameters. */
    Class<? extends Record> parameters();

    /**
     * Names of the matrices that it publishes, the main one first. On the command line the main one goes to
     * {@code --output}, any other to a flag of its own name with {@code -output} behind it.
     */
    String[] outputs() default {};

    /** Example command lines, without the program's name. */
    String[] examples() default {};
}
