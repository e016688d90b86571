package envgate.envs.inventory;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where an environment is read from.
public sealed interface Whereabouts {

    /// Live, in an AWS account.
    ///
    /// @param account 12 digits
    /// @param regions at least one
    /// @param endpoints URLs of emulators or VPC endpoints by the AWS CLI's name of the service; the empty name
    ///     is for all services that have none of their own
    record AwsAccount(
            String account, List<String> regions, Credentials credentials, SortedMap<String, String> endpoints)
            implements Whereabouts {

        public AwsAccount {
            regions = List.copyOf(regions);
            endpoints = sorted(endpoints);
        }
    }

    /// A capture on disk.
    record CaptureFolder(Path folder) implements Whereabouts {}

    /// Environments in the short form, written by hand: the document that is called like the environment.
    record TextFile(Path file) implements Whereabouts {}

    /// As whom an account is read.
    sealed interface Credentials {

        /// The SDK's default chain.
        record DefaultChain() implements Credentials {}

        /// A profile of the shared configuration, single sign-on included.
        record Profile(String name) implements Credentials {}

        /// A role that is assumed with the credentials of `source`.
        ///
        /// @param externalId empty when there is none
        /// @param sessionName empty for our own
        record Role(String arn, String externalId, String sessionName, Credentials source) implements Credentials {

            /// An external id is not printed: some treat it as a secret.
            @Override
            public String toString() {
                return "Role[" + arn + "]";
            }
        }
    }

    private static SortedMap<String, String> sorted(Map<String, String> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
