package envgate.envs.plan;

import envgate.envs.source.capture.Recording;
import envgate.envs.source.capture.Redaction;

/// What a deploy would change in an environment.
///
/// A plan is laid over what AWS answered, not over a snapshot: the answers that the deploy would change
/// are changed in AWS's own shape, and the one decoder reads them as it reads a live environment. So a
/// planned environment can be written as a capture, and no rule can tell how it came about.
public interface Plan {

    /// The answers as AWS would give them after the deploy, with [Recording#planned] set.
    ///
    /// What is put in has not passed the redaction yet.
    ///
    /// @param live redacted
    /// @throws envgate.envs.document.BadInput when the plan cannot be deployed there; all mistakes at
    /// once
    Recording over(Recording live, Redaction redaction);

    /// The same plan, which asks there for what lies in no file; most plans ask for nothing.
    default Plan asking(ChangeSets there) {
        return this;
    }
}
