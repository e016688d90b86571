package envgate.envs.plan.sam;

import envgate.envs.plan.sam.Tree.Branch;
import org.jspecify.annotations.Nullable;

/// Turns the description of a REST API from Swagger 2 into OpenAPI 3 where `OpenApiVersion` asks for
/// that.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html.
final class OpenApiVersions {

    private OpenApiVersions() {}

    /// What the macro itself described is of the version that is asked for.
    static void fix(Branch template) {
        for (Tree it : template.branch("Resources").members().values()) {
            if (it instanceof Branch resource && "AWS::Serverless::Api".equals(resource.text("Type"))) {
                Branch properties = resource.branch("Properties");
                String version = properties.text("OpenApiVersion");
                if (properties.has(ImplicitApis.MANAGED)
                        && ApiBody.isVersion3(version)
                        && properties.get("DefinitionBody") instanceof Branch body) {
                    body.put("openapi", version);
                    body.remove("swagger");
                }
            }
        }
    }

    /// Puts what version 2 knows into the places that version 3 has for it.
    static void raise(Branch doc, @Nullable String wanted) {
        String version = wanted == null ? doc.text("openapi") : wanted;
        if (doc.get("swagger") != null || !ApiBody.isVersion3(version)) {
            return;
        }
        move(doc, "securityDefinitions", "securitySchemes");
        move(doc, "definitions", "schemas");
        for (Tree it : doc.branch("paths").members().values()) {
            if (it instanceof Branch item && item.given("options") instanceof Branch options) {
                options.remove("produces");
                options.remove("consumes");
                Branch headers = options.branch("responses").branch("200").branch("headers");
                headers.replaceAll(one -> Branch.of(one.mark(), "schema", one));
            }
        }
    }

    private static void move(Branch doc, String from, String to) {
        if (doc.given(from) != null) {
            doc.grow("components").put(to, doc.remove(from));
        }
    }
}
