package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// All policies that have a say in the requests of a [Simulation].
///
/// An empty list means that there is no such policy; an empty level lets nothing through, for "there must
/// be an explicit Allow statement at every level":
/// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html.
///
/// @param serviceControl of each level above the caller's account
/// @param resourceControl of each level above the resource's account
public record Policies(
        List<PolicyDocument> identity,
        List<PolicyDocument> boundary,
        List<PolicyDocument> session,
        Optional<PolicyDocument> resource,
        List<PolicyDocument> endpoint,
        List<List<PolicyDocument>> serviceControl,
        List<List<PolicyDocument>> resourceControl) {

    public Policies {
        identity = List.copyOf(identity);
        boundary = List.copyOf(boundary);
        session = List.copyOf(session);
        endpoint = List.copyOf(endpoint);
        serviceControl = serviceControl.stream().map(List::copyOf).toList();
        resourceControl = resourceControl.stream().map(List::copyOf).toList();
    }

    Layer identityLayer() {
        return Prepared.ALL.layer("the policies of the caller", Layer.Kind.IDENTITY, identity);
    }

    Optional<Layer> boundaryLayer() {
        return optional("the permissions boundary", Layer.Kind.IDENTITY, boundary);
    }

    Optional<Layer> sessionLayer() {
        return optional("the policies of the session", Layer.Kind.IDENTITY, session);
    }

    Optional<Layer> resourceLayer() {
        return optional(
                "the policy of the resource",
                Layer.Kind.RESOURCE,
                resource.stream().toList());
    }

    Optional<Layer> endpointLayer() {
        return optional("the policy of the VPC endpoint", Layer.Kind.RESOURCE, endpoint);
    }

    List<Layer> serviceControlLayers() {
        return serviceControl.stream()
                .map(it -> Prepared.ALL.layer("the service control policies", Layer.Kind.CONTROL, it))
                .toList();
    }

    List<Layer> resourceControlLayers() {
        return resourceControl.stream()
                .map(it -> Prepared.ALL.layer("the resource control policies", Layer.Kind.CONTROL, it))
                .toList();
    }

    private static Optional<Layer> optional(String words, Layer.Kind kind, List<PolicyDocument> documents) {
        return documents.isEmpty() ? Optional.empty() : Optional.of(Prepared.ALL.layer(words, kind, documents));
    }

    /// Layers that were prepared before, for documents that are the same objects again.
    private static final class Prepared {

        static final Prepared ALL = new Prepared();

        /// Statements that are kept at most.
        private static final int MOST = 100_000;

        private final Map<Documents, Layer> layers = new ConcurrentHashMap<>();
        private final java.util.concurrent.atomic.AtomicInteger statements =
                new java.util.concurrent.atomic.AtomicInteger();

        /// Documents that are told apart as objects, for comparing them takes as long as preparing them.
        private record Documents(Layer.Kind kind, List<PolicyDocument> documents) {

            @Override
            public boolean equals(Object other) {
                if (!(other instanceof Documents(Layer.Kind its, List<PolicyDocument> theirs))
                        || kind != its
                        || documents.size() != theirs.size()) {
                    return false;
                }
                boolean same = true;
                for (int i = 0; same && i < documents.size(); i++) {
                    same = isSame(documents.get(i), theirs.get(i));
                }
                return same;
            }

            @SuppressWarnings("ReferenceEquality") // that is what the key is for
            private static boolean isSame(PolicyDocument one, PolicyDocument other) {
                return one == other;
            }

            @Override
            public int hashCode() {
                int hash = kind.hashCode();
                for (PolicyDocument it : documents) {
                    hash = 31 * hash + System.identityHashCode(it);
                }
                return hash;
            }
        }

        Layer layer(String words, Layer.Kind kind, List<PolicyDocument> documents) {
            Documents key = new Documents(kind, documents);
            Layer known = layers.get(key);
            if (known != null) {
                return known;
            }
            Layer layer = Layer.of(words, kind, documents, List.of());
            if (statements.addAndGet(1 + layer.clauses().size()) > MOST) {
                layers.clear();
                statements.set(0);
            }
            layers.put(key, layer);
            return layer;
        }
    }
}
