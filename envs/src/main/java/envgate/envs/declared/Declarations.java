package envgate.envs.declared;

import envgate.envs.document.Document;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Part;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads which environments a deploy tool's own file declares; nothing that the file names is run.
public final class Declarations {

    private static final Pattern SAM = Pattern.compile(".*samconfig[^/]*\\.(toml|ya?ml|json)");
    private static final Pattern ZAPPA =
            Pattern.compile(".*(zappa_settings|zappa-settings|_settings)[^/]*\\.(json|toml|ya?ml)");
    private static final Pattern SERVERLESS = Pattern.compile("(.*[/.-])?serverless[^/]*\\.(ya?ml|json)");
    private static final Pattern CDK = Pattern.compile("(.*/)?manifest\\.json");
    private static final String KNOWN = "it is told by its name: `samconfig.toml`, `zappa_settings.json`,"
            + " `serverless.yml`, or `manifest.json` of a `cdk.out`";

    private Declarations() {}

    /// Other files that a file names.
    @FunctionalInterface
    public interface Beside {

        /// @param path relative to the file's folder
        Optional<byte[]> read(String path);
    }

    /// The environments of a file, in its order; what is wrong with it goes to the mistakes.
    ///
    /// @param file as the user named it
    /// @param folder the name of the folder that it lies in, after which some tools call a project
    public static List<DeclaredStage> read(
            String file, byte[] content, String folder, Beside beside, Mistakes mistakes) {
        String name = file.replace('\\', '/').toLowerCase(Locale.ROOT);
        boolean cdk = CDK.matcher(name).matches();
        boolean serverless = SERVERLESS.matcher(name).matches();
        boolean sam = SAM.matcher(name).matches();
        boolean zappa = ZAPPA.matcher(name).matches();
        if (!cdk && !serverless && !sam && !zappa) {
            mistakes.add(new Mark(file, 0, 0), "it is not known what this file is", KNOWN);
            return List.of();
        }
        Optional<Node> root = serverless
                ? Document.readTemplate(file, content, mistakes)
                : cdk ? Document.readJson(file, content, mistakes) : Document.read(file, content, mistakes);
        if (root.isEmpty()) {
            return List.of();
        }
        Part part = Part.of(root.get(), mistakes);
        if (!part.isMap()) {
            part.bad("this file declares nothing: keys with values were expected");
            return List.of();
        }
        return cdk
                ? CdkAssembly.stages(part, beside, mistakes)
                : serverless ? ServerlessStages.of(part) : sam ? SamStages.of(part) : ZappaStages.of(part, folder);
    }
}
