package org.chiasma.api.parameter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a record component as a parameter. Its flag is the component's name in kebab case ({@code holdOut} is
 * {@code --hold-out}), its type the component's, its default the value in the record's static {@code DEFAULTS}.
 *
 * <p>Types: {@code boolean}, {@code int}, {@code long}, {@code double}, {@code String}, {@code Path}, enums (written in
 * kebab case), {@link org.chiasma.api.matrix.MatrixReference}, and {@code Optional} or {@code List} of these except
 * {@code boolean}. A component without this annotation may be a record of parameters itself; they stand among those of the
 * outer record, which is how operations share parameters. A {@code MatrixReference} whose default is {@code REQUIRED} must be given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD}) // on the accessor too, where bnd sees it and imports us
public @interface Parameter {
    /** What it means, in one or two sentences, with its unit and range. */
    String description();

    /** What stands for the value in usage text, for example {@code FILE}; derived from the type when empty. */
    String value() default "";

    /** Ordinal among the positional arguments from 0; a flag only when negative. */
    int position() default -1;
}
