package envgate.rules.analysis.links;

import envgate.rules.analysis.links.Thing.Kind;
import java.util.List;

/// One thing that a value names, as it is spelled there.
///
/// @param form how it is spelled
/// @param kind what kind of thing it would be
/// @param identities keys under which the index may know it, the surest first
/// @param account 12 digits when the value spells them out
/// @param region empty when the value does not tell
/// @param spelled the part of the value in which names of environments count; never to be printed
record Mention(Form form, Kind kind, List<String> identities, String account, String region, String spelled) {

    enum Form {
        ARN,
        URL,
        HOST,
        /// A path like `/orders/staging/host`.
        PATH,
        /// An id that AWS made: `vpc-1a2b3c4d`.
        ID,
        NAME,
        ACCOUNT
    }

    /// Whether the same text means another thing in each account: a table's name, a parameter's path.
    boolean isRelative() {
        return account.isEmpty() && kind != Kind.BUCKET && (form == Form.NAME || form == Form.PATH);
    }

    /// Whether it is spelled in a way in which only things are.
    boolean isPointer() {
        return form != Form.NAME || kind != Kind.NAME;
    }
}
