package envgate.envs.plan.template;

import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import java.nio.file.Path;
import java.util.Map;

/// A macro that AWS runs over a whole template before it evaluates it.
///
/// It takes the template as it was read, short forms written out, and gives it back as AWS would process it; what it
/// makes carries the mark of what it was made of, so that findings lead to the line that somebody wrote.
///
/// See https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-section-structure.html.
public interface Transform {

    /// As templates name it: `AWS::Serverless-2016-10-31`.
    String name();

    /// @param template never changed; mistakes in it are collected, not thrown
    Node.Mapping apply(Node.Mapping template, Setting setting);

    /// Where a template is to be deployed.
    ///
    /// @param parameters values of the template's parameters by name, as far as they are known: texts, or lists of
    texts
    /// @param folder where the template lies: local paths in it start there
    record Setting(
            Map<String, Node> parameters,
            String partition,
            String account,
            String region,
            String stack,
            Path folder,
            Mistakes mistakes) {

        public Setting {
            parameters = Map.copyOf(parameters);
        }
    }
}
