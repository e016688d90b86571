package envgate.rules.analysis;

import envgate.envs.model.Call;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Value;
import envgate.rules.analysis.access.Access;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.links.Links;
import envgate.rules.analysis.reach.Reach;
import java.util.List;

/// What follows from one environment: the door to the analyses that look at it.
public final class Facts {

    private final Snapshot snapshot;
    private final Intent intent;
    private final Links links;
    private final Reach reach;
    private final Access access;

    Facts(Snapshot snapshot, Intent intent, Links links) {
        this.snapshot = snapshot;
        this.intent = intent;
        this.links = links;
        this.reach = new Reach(snapshot, intent);
        this.access = new Access(snapshot, intent);
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    public Intent intent() {
        return intent;
    }

    public String environment() {
        return snapshot.environment();
    }

    public Reach reach() {
        return reach;
    }

    public Access access() {
        return access;
    }

    /// Where a value of this environment leads.
    public Link link(Value value) {
        return links.of(snapshot, value);
    }

    /// The services that a function talks to: those declared, and those that its configuration gives away.
    public List<Call> calls(LambdaFunction function) {
        return function.calls();
    }
}
