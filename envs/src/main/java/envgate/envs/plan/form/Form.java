package envgate.envs.plan.form;

/// How resources of one type stand in AWS's answers.
interface Form {

    /// Changes the answers to what they would be with this resource, or without it when it is dropped.
    void write(Draft draft);
}
