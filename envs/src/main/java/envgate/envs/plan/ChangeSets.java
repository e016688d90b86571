package envgate.envs.plan;

import envgate.envs.source.capture.Recording;

/// Where change sets are asked for: AWS, as the environment is read.
@FunctionalInterface
public interface ChangeSets {

    /// What AWS says of a change set and of those that are nested in it: `DescribeChangeSet` and the processed
    /// template of each, raw. Refusals are answers; gaps say that nobody could ask.
    ///
    /// @param region of the stack
    /// @param stack name or ARN; empty when the change set is named by its ARN
    /// @throws envgate.envs.document.BadInput when the environment is not read live
    Recording describe(String region, String stack, String name);
}
