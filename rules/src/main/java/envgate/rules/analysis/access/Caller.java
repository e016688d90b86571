package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import java.util.Set;
import java.util.TreeSet;

/// A role's session, as the policies of resources name it.
///
/// @param bounded whether the role has a permissions boundary
/// @param sessions names that its sessions have; empty when whoever assumes it chooses the name
record Caller(Arn role, Holds bounded, Set<String> sessions) {

    /// How a `Principal` element can name a session, from the narrowest to the widest.
    enum Name {
        SESSION,
        ROLE,
        ANYONE,
        ACCOUNT
    }

    Caller {
        sessions = new TreeSet<>(sessions);
    }

    /// Whether a principal's pattern (`AWS:arn…`, `Service:…`, `*`) names the session in this way.
    boolean isNamed(String pattern, Name by) {
        if (pattern.equals("*")) {
            return by == Name.ANYONE;
        }
        if (!pattern.startsWith("AWS:")) {
            return false;
        }
        String text = pattern.substring("AWS:".length());
        return switch (by) {
            case ANYONE -> text.equals("*");
            case ACCOUNT ->
                text.equals(role.account())
                        || text.equals("arn:" + role.partition() + ":iam::" + role.account() + ":root");
            case ROLE -> text.equals(role.toString());
            case SESSION -> isSession(text);
        };
    }

    /// Whether its session can have one name only.
    boolean hasOneName() {
        return sessions.size() == 1;
    }

    private boolean isSession(String text) {
        String start = "arn:" + role.partition() + ":sts::" + role.account() + ":assumed-role/" + role.name() + "/";
        return text.startsWith(start) && (sessions.isEmpty() || sessions.contains(text.substring(start.length())));
    }
}
