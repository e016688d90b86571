package envgate.envs.source.aws;

import envgate.envs.inventory.Whereabouts.AwsAccount;
import envgate.envs.source.aws.DryRun.Result;
import envgate.envs.source.capture.Answer.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sts.StsClient;

/// Asks Lambda whether functions could be called, without calling them.
///
/// This is the only way to a call that does not read, and only for those who ask for it: Lambda checks the request and
/// the permission and runs nothing, see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html.
public final class DryRuns {

    private static final int NO_CONTENT = 204;
    private static final Set<String> GONE = Set.of("ResourceNotFoundException");
    private static final Set<String> DENIED = Set.of("AccessDeniedException", "AccessDenied");

    private final AwsAccount where;
    private final Trip trip;
    private final AtomicBoolean admitted = new AtomicBoolean();

    private DryRuns(AwsAccount where, Trip trip) {
        this.where = where;
        this.trip = trip;
    }

    /// What Lambda says to each, in their order.
    public static List<Result> of(AwsAccount where, Trip trip, List<DryRun> runs) {
        return new DryRuns(where, trip).results(runs);
    }

    private List<Result> results(List<DryRun> runs) {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            Login login = new Login(where, trip);
            AwsCredentialsProvider keys = login.keys(source -> {
                Clients clients = new Clients(where, trip, source, login, door());
                opened.add(clients);
                return (StsClient) clients.of(AwsApi.STS, where.regions().getFirst());
            });
            if (keys instanceof AutoCloseable it) {
                opened.add(it);
            }
            Clients clients = new Clients(where, trip, keys, login, door());
            opened.add(clients);
            String account = ((StsClient) clients.of(AwsApi.STS, where.regions().getFirst()))
                    .getCallerIdentity()
                    .account();
            if (!where.account().equals(account)) {
                return all(runs, "the credentials are of account " + account);
            }
            admitted.set(true);
            return runs.stream().map(it -> result(clients, it)).toList();
        } catch (Clients.BadEndpoint | Login.BadConfiguration e) {
            return all(runs, String.valueOf(e.getMessage()));
        } catch (ReadOnly.NotAllowed e) {
            throw e;
        } catch (RuntimeException e) {
            return all(runs, Refusals.of(e, trip.deadline()).code());
        } finally {
            opened.reversed().forEach(AwsSource::close);
        }
    }

    private static List<Result> all(List<DryRun> runs, String why) {
        return runs.stream().map(it -> new Result(it, Result.Kind.UNKNOWN, why)).toList();
    }

    private Result result(Clients clients, DryRun run) {
        InvokeRequest.Builder request =
                InvokeRequest.builder().functionName(run.function()).invocationType(InvocationType.DRY_RUN);
        if (!run.qualifier().isEmpty()) {
            request.qualifier(run.qualifier());
        }
        try {
            if (trip.deadline().passed()) {
                return new Result(run, Result.Kind.UNKNOWN, Refusals.DEADLINE_PASSED);
            }
            InvokeResponse response = ((LambdaClient) clients.of(AwsApi.LAMBDA, run.region())).invoke(request.build());
            return response.statusCode() == NO_CONTENT
                    ? new Result(run, Result.Kind.FINE, "")
                    : new Result(run, Result.Kind.UNKNOWN, "Lambda answered with status " + response.statusCode());
        } catch (ReadOnly.NotAllowed e) {
            throw e;
        } catch (RuntimeException e) {
            Refusal refusal = Refusals.of(e, trip.deadline());
            if (GONE.contains(refusal.code())) {
                return new Result(run, Result.Kind.REFUSED, refusal.code());
            }
            String needs = DENIED.contains(refusal.code()) ? ": lambda:InvokeFunction is needed" : "";
            return new Result(run, Result.Kind.UNKNOWN, refusal.code() + needs);
        }
    }

    private ReadOnly.Door door() {
        return new ReadOnly.Door() {
            @Override
            public boolean isOpen() {
                return admitted.get();
            }

            @Override
            public boolean leadsTo(String region) {
                return where.regions().contains(region);
            }

            @Override
            public boolean letsDryRunsPass() {
                return admitted.get();
            }
        };
    }
}
