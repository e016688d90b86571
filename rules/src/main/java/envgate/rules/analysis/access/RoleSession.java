package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import java.util.Set;
import java.util.TreeSet;

/// A session of a role that was seen.
///
/// @param bounded whether the role has a permissions boundary
/// @param sessions names that its sessions have; empty when whoever assumes it chooses the name
record RoleSession(Arn role, Holds bounded, Set<String> sessions) implements Caller {

    RoleSession {
        sessions = new TreeSet<>(sessions);
    }

    @Override
    public String words() {
        return role.toString();
    }

    @Override
    public boolean isNamed(String pattern, Name by) {
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

    @Override
    public boolean isOfAccount() {
        return true;
    }

    @Override
    public boolean hasOneName() {
        return sessions.size() == 1;
    }

    /// It spares a role only if the role and its account are both listed, and never one that has a
    /// permissions boundary.
    @Override
    public Holds isDeniedByNotPrincipal(boolean account, boolean asRole, boolean asSession, String where) {
        boolean itself = asRole || asSession;
        if (!account && !itself) {
            return Holds.Known.YES;
        }
        return account && itself
                ? bounded
                : Holds.maybe(where + " hangs on how `NotPrincipal` treats `" + role + "`")
                        .or(bounded);
    }

    private boolean isSession(String text) {
        String start = "arn:" + role.partition() + ":sts::" + role.account() + ":assumed-role/" + role.name() + "/";
        return text.startsWith(start) && (sessions.isEmpty() || sessions.contains(text.substring(start.length())));
    }
}
