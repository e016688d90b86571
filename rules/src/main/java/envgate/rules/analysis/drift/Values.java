package envgate.rules.analysis.drift;

import envgate.envs.model.Value;
import envgate.rules.analysis.drift.Difference.Equality;

/// Compares values as far as they may be known.
public final class Values {

    private Values() {}

    public static Equality compare(Value one, Value other) {
        return switch (one) {
            case Value.Plain(String text) ->
                switch (other) {
                    case Value.Plain(String otherText) -> of(text.equals(otherText));
                    case Value.Hidden hidden -> compare(hidden, text);
                    case Value.Reference _, Value.Unresolved _ -> unknown(other);
                };
            case Value.Hidden hidden ->
                switch (other) {
                    case Value.Plain(String text) -> compare(hidden, text);
                    case Value.Hidden otherHidden -> compare(hidden, otherHidden);
                    case Value.Reference _, Value.Unresolved _ -> unknown(other);
                };
            case Value.Reference _, Value.Unresolved _ -> unknown(one);
        };
    }

    private static Equality compare(Value.Hidden one, Value.Hidden other) {
        if (one.key().equals(other.key())) {
            return of(one.hash().equals(other.hash()));
        } else if (one.length() != other.length() || one.shape() != other.shape()) {
            return new Equality.Different();
        }
        return new Equality.Unknown("the two are hidden under different keys");
    }

    private static Equality compare(Value.Hidden one, String text) {
        return one.length() != Value.LengthClass.of(text)
                ? new Equality.Different()
                : new Equality.Unknown("one of them is hidden and the other is not");
    }

    private static Equality unknown(Value value) {
        return new Equality.Unknown(
                value instanceof Value.Unresolved(String reason) ? reason : "a reference is not resolved yet");
    }

    private static Equality of(boolean same) {
        return same ? new Equality.Same() : new Equality.Different();
    }
}
