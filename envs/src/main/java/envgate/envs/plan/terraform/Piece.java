package envgate.envs.plan.terraform;

import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Members;
import envgate.envs.plan.Term.Unknown;
import envgate.envs.plan.form.Targets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A resource as CloudFormation would have it; one of Terraform's may be several of them.
///
/// @param key tells it from the others that the same resource makes
/// @param type `AWS::EC2::Route`
/// @param id what AWS calls it
record Piece(String key, String type, String id, Map<String, Term> properties) {

    Piece {
        properties = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    Members members(Attributes of) {
        return new Members(properties, of.mark());
    }

    /// Why it is not known where it belongs, so that all that it could belong to is not known either.
    Optional<Unknown> lost() {
        return Targets.unknown(type, properties);
    }
}
