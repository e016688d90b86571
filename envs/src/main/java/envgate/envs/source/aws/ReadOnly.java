package envgate.envs.source.aws;

import envgate.envs.source.capture.Operation;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;

/// Stands in every client and lets nothing through but the calls of the table, all of which only read, and
/// only once it is known that the caller's account is the right one; besides, for those who ask for it, dry
/// runs of functions, which run nothing, and the requests that the user declares, of exactly those functions.
public final class ReadOnly implements ExecutionInterceptor {

    private static final Pattern READS = Pattern.compile("(Get|List|Describe|BatchGet|Search|Simulate)[A-Z]\\w*");
    private static final Set<String> LOGIN =
            Set.of("sts:AssumeRole", "sts:GetCallerIdentity", "sso:GetRoleCredentials", "ssooidc:CreateToken");
    private static final AtomicLong MADE = new AtomicLong();
    private static final AtomicLong DRY_RUNS = new AtomicLong();
    private static final AtomicLong INVOCATIONS = new AtomicLong();
    private static final AtomicLong STOPPED = new AtomicLong();

    private final String service;
    private final Door door;

    /// Which regions may be called, and whether more may be than who one is.
    interface Door {

        boolean isOpen();

        boolean leadsTo(String region);

        /// Whether Lambda may be asked this besides; nothing else that does not read ever may.
        default boolean lets(InvokeRequest request) {
            return false;
        }
    }

    ReadOnly(String service, Door door) {
        this.service = service;
        this.door = door;
    }

    /// Calls that were let through in this JVM.
    public static long made() {
        return MADE.get();
    }

    /// Questions to Lambda whether it would run a function, in this JVM: 0 unless somebody asked for them.
    public static long dryRuns() {
        return DRY_RUNS.get();
    }

    /// Functions that were run in this JVM: 0 unless somebody declared requests and asked for them.
    public static long invocations() {
        return INVOCATIONS.get();
    }

    /// Calls that were stopped in this JVM: 0 unless envgate has a bug.
    public static long stopped() {
        return STOPPED.get();
    }

    /// Whether a call only reads, or only tells who calls.
    static boolean admits(String service, String operation) {
        return LOGIN.contains(service + ":" + operation)
                || (READS.matcher(operation).matches()
                        && Operation.of(service, operation).isPresent());
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        Region region = attributes.getAttribute(AwsExecutionAttribute.AWS_REGION);
        String where = region == null ? "" : region.id();
        boolean invocation = service.equals("lambda") && context.request() instanceof InvokeRequest it && door.lets(it);
        if (!invocation && !admits(service, operation)) {
            STOPPED.incrementAndGet();
            throw new NotAllowed(service + ":" + operation + " is no call that envgate makes: it only reads");
        }
        if (!LOGIN.contains(service + ":" + operation) && !door.isOpen()) {
            STOPPED.incrementAndGet();
            throw new NotAllowed(service + ":" + operation + " before it is known whose account is read");
        }
        if (!door.leadsTo(where)) {
            STOPPED.incrementAndGet();
            throw new NotAllowed(
                    service + ":" + operation + " in region " + where + ", which is not the environment's");
        }
        (!invocation ? MADE : isDryRun(context.request()) ? DRY_RUNS : INVOCATIONS).incrementAndGet();
    }

    static boolean isDryRun(SdkRequest request) {
        return request instanceof InvokeRequest it && it.invocationType() == InvocationType.DRY_RUN;
    }

    /// A call that envgate must not make.
    static final class NotAllowed extends IllegalStateException {

        private static final long serialVersionUID = 1;

        NotAllowed(String message) {
            super(message);
        }
    }
}
