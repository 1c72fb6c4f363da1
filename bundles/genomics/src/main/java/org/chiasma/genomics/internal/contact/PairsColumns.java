package org.chiasma.genomics.internal.contact;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.text.Refusals;

/** Which columns of a list of contacts hold what. */
final class PairsColumns {
    /** What a column holds. */
    enum Role {
        CONTIG1("chr1", "chrom1"),
        POSITION1("pos1", "pos1"),
        STRAND1("strand1", "strand1"),
        CONTIG2("chr2", "chrom2"),
        POSITION2("pos2", "pos2"),
        STRAND2("strand2", "strand2"),
        OTHER("-", "-");

        private final String name;
        private final String otherName;

        Role(String name, String otherName) {
            this.name = name;
            this.otherName = otherName;
        }

        private static Role of(String column) {
            for (Role role : values()) {
                if (role.name.equals(column) || role.otherName.equals(column)) {
                    return role;
                }
            }
            return OTHER;
        }
    }

    private static final List<Role> NEEDED = List.of(Role.CONTIG1, Role.POSITION1, Role.CONTIG2, Role.POSITION2);

    private final List<String> names;
    private final Role[] roles;

    private PairsColumns(List<String> names, Role[] roles) {
        this.names = names;
        this.roles = roles;
    }

    /** As the user names them, between commas. */
    static PairsColumns asked(String text) {
        List<String> names = List.of(text.split(",", -1));
        return of(names)
                .orElseThrow(() -> new UsageException(
                        "E-PAIRS-COLUMNS",
                        "columns: found " + Refusals.shown(text)
                                + ", expected chr1, pos1, chr2 and pos2 among the names, each once"));
    }

    /** As a file names them; empty when a contact's ends are not among them, or twice. */
    static Optional<PairsColumns> of(List<String> names) {
        Role[] roles = new Role[names.size()];
        Map<Role, Integer> found = new EnumMap<>(Role.class);
        for (int i = 0; i < roles.length; i++) {
            roles[i] = Role.of(names.get(i));
            found.merge(roles[i], 1, Integer::sum);
        }
        for (Role role : Role.values()) {
            int count = found.getOrDefault(role, 0);
            if ((NEEDED.contains(role) && count != 1) || (role != Role.OTHER && count > 1)) {
                return Optional.empty();
            }
        }
        return Optional.of(new PairsColumns(names, roles));
    }

    /** How many. */
    int count() {
        return roles.length;
    }

    /** What a column holds. */
    Role role(int column) {
        return roles[column];
    }

    /** Its name. */
    String name(int column) {
        return names.get(column);
    }
}
