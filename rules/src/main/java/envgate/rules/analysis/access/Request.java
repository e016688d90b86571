package envgate.rules.analysis.access;

import java.util.Locale;

/// One thing that a role's session asks for.
///
/// @param action as AWS writes it: `s3:GetObject`
/// @param resource an ARN, or `*` for an action that knows no resources
record Request(Caller caller, String action, String lowerAction, String resource, Context context) {

    static Request of(Caller caller, String action, String resource, Context context) {
        return new Request(caller, action, action.toLowerCase(Locale.ROOT), resource, context);
    }
}
