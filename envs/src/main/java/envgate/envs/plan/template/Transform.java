package envgate.envs.plan.template;

import envgate.envs.document.Node;

/// A macro that AWS runs over a whole template before it evaluates it.
///
/// It takes the template as it was read, short forms written out, and gives it back as AWS would process
/// it; what it makes carries the mark of what it was made of, so that findings lead to the line that
/// somebody wrote.
///
/// See
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-section-structure.html.
public interface Transform {

    /// As templates name it: `AWS::Serverless-2016-10-31`.
    String name();

    /// @param template never changed; mistakes in it are collected, not thrown
    Node.Mapping apply(Node.Mapping template, Setting setting);
}
