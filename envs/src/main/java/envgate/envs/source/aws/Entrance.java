package envgate.envs.source.aws;

import envgate.envs.inventory.Whereabouts.AwsAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.sts.StsClient;

/// The way into an account: keys, the clients that have them, and the door in each client, which stays shut until
/// it is known whose account it is.
final class Entrance implements AutoCloseable {

    /// For those who only read.
    static final Predicate<InvokeRequest> NO_INVOCATIONS = _ -> false;

    private final AwsAccount where;
    private final Trip trip;
    private final Predicate<InvokeRequest> invocations;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private volatile boolean admitted;

    /// What one comes in with.
    record Inside(Login login, AwsCredentialsProvider keys, Clients clients) {}

    /// @param invocations requests to Lambda that may pass besides reads
    Entrance(AwsAccount where, Trip trip, Predicate<InvokeRequest> invocations) {
        this.where = where;
        this.trip = trip;
        this.invocations = invocations;
    }

    /// @throws Clients.BadEndpoint when a declared endpoint is no URL
    /// @throws Login.BadConfiguration when the AWS configuration cannot be read
    Inside enter() {
        Login login = new Login(where, trip);
        AwsCredentialsProvider keys =
                login.keys(source -> (StsClient) clients(source, login).of(AwsApi.STS, home()));
        if (keys instanceof AutoCloseable it) {
            opened.add(it);
        }
        return new Inside(login, keys, clients(keys, login));
    }

    private Clients clients(AwsCredentialsProvider keys, Login login) {
        Clients clients = new Clients(where, trip, keys, login, new AccountDoor());
        opened.add(clients);
        return clients;
    }

    /// Opens the door, once it is known that the account is the environment's.
    void admit() {
        admitted = true;
    }

    /// The region where global services are asked.
    String home() {
        return where.regions().getFirst();
    }

    @Override
    public void close() {
        for (AutoCloseable it : opened.reversed()) {
            try {
                it.close();
            } catch (Exception e) {
                throw new IllegalStateException("a client could not be closed", e);
            }
        }
    }

    private final class AccountDoor implements ReadOnly.Door {

        @Override
        public boolean isOpen() {
            return admitted;
        }

        @Override
        public boolean leadsTo(String region) {
            return where.regions().contains(region);
        }

        @Override
        public boolean lets(InvokeRequest request) {
            return admitted && invocations.test(request);
        }
    }
}
