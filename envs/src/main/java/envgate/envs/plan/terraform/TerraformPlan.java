package envgate.envs.plan.terraform;

import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.model.Moment;
import envgate.envs.model.Origin;
import envgate.envs.plan.Plan;
import envgate.envs.plan.PlannedResource;
import envgate.envs.plan.PlannedResource.Fate;
import envgate.envs.plan.Term.Members;
import envgate.envs.plan.form.Forms;
import envgate.envs.plan.form.Wire;
import envgate.envs.plan.terraform.ResourceChange.Deed;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Overlay;
import envgate.envs.source.capture.Planned;
import envgate.envs.source.capture.Recording;
import envgate.envs.source.capture.Redaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What `terraform apply` makes of an environment.
///
/// What a plan does not touch stays as it is live. What is known after apply is unknown, and what is
/// sensitive is hidden.
public final class TerraformPlan implements Plan {

    private final String file;
    private final byte[] content;

    /// @param file as the user names it
    /// @param content what `terraform show -json` printed
    public TerraformPlan(String file, byte[] content) {
        this.file = file;
        this.content = content.clone();
    }

    @Override
    public Recording over(Recording live, Redaction redaction) {
        Mistakes mistakes = new Mistakes();
        Optional<Mapping> plan = PlanFile.read(file, content, mistakes);
        mistakes.throwIfAny();
        Recording planned = new Laying(plan.orElseThrow(), live, redaction, mistakes).over();
        mistakes.throwIfAny();
        return planned;
    }

    /// One plan on its way over one environment.
    private final class Laying {

        private final Recording live;
        private final Redaction redaction;
        private final Mistakes mistakes;
        private final Node plan;
        private final Configuration configuration;
        private final List<ResourceChange> changes;
        private final Places places;

        Laying(Mapping plan, Recording live, Redaction redaction, Mistakes mistakes) {
            this.live = live;
            this.redaction = redaction;
            this.mistakes = mistakes;
            this.plan = plan;
            this.configuration = new Configuration(plan);
            this.changes = Tree.items(plan, "resource_changes").stream()
                    .filter(Mapping.class::isInstance)
                    .map(ResourceChange::of)
                    .toList();
            this.places = new Places(
                    plan, configuration, changes.stream().filter(Laying::isOurs).toList(), live, mistakes);
        }

        /// Whether it changes something of AWS's, and is no data source.
        private static boolean isOurs(ResourceChange it) {
            return !it.isData() && it.type().startsWith("aws_");
        }

        Recording over() {
            Map<Place, List<ResourceChange>> byPlace = new LinkedHashMap<>();
            List<ResourceChange> elsewhere = new ArrayList<>();
            for (ResourceChange it : changes) {
                if (it.deed() == Deed.OTHER) {
                    mistakes.add(
                            it.mark(),
                            "what this plan does to " + Quote.of(it.address()) + " is not known",
                            "it may be of a later version of Terraform than this");
                } else if (isOurs(it)) {
                    places.of(it)
                            .ifPresentOrElse(
                                    place -> byPlace.computeIfAbsent(place, _ -> new ArrayList<>())
                                            .add(it),
                                    () -> elsewhere.add(it));
                }
            }
            Recording planned = live;
            Mark whole = plan.mark();
            List<Map.Entry<Place, List<ResourceChange>>> groups = new ArrayList<>(byPlace.entrySet());
            if (groups.isEmpty()) {
                return nothing();
            }
            for (Map.Entry<Place, List<ResourceChange>> it : groups) {
                planned = over(planned, it.getKey(), it.getValue(), elsewhere, whole);
            }
            return planned;
        }

        /// A plan without resources of AWS's leaves all as it is, and it is a planned environment all the
        /// same.
        private Recording nothing() {
            String account = live.accounts().stream().findFirst().orElse("");
            String region = live.regions().stream().findFirst().orElse("");
            return Overlay.of(live, account, region).recording(planned(new TreeMap<>()));
        }

        private Recording over(
                Recording before, Place place, List<ResourceChange> own, List<ResourceChange> elsewhere, Mark whole) {
            Overlay overlay = Overlay.of(before, place.account(), place.region());
            Names names = new Names(place);
            References references = new References(plan, configuration, changes, names);
            Translation translation = new Translation(configuration);
            List<PlannedResource> resources = new ArrayList<>();
            for (ResourceChange it : own) {
                Optional<Kinds.Kind> kind = Kinds.of(it.type());
                if (it.deed() == Deed.NOTHING || it.deed() == Deed.READ || it.deed() == Deed.FORGET) {
                    continue;
                }
                if (kind.isEmpty()) {
                    untold(it, overlay);
                } else {
                    adoption(it, kind.get(), names, references, overlay);
                    resources.addAll(new Telling(it, kind.get(), names, references, translation, overlay).resources());
                }
            }
            for (ResourceChange it : elsewhere) {
                overlay.note(
                        "`" + it.address() + "` lies outside of the environment",
                        it.mark().origin());
            }
            Age.sayWhatIsYounger(plan, own, overlay);
            Forms forms = new Forms(overlay, new Wire(redaction, List.of()));
            forms.write(resources);
            TreeMap<String, Origin.FileLine> origins = new TreeMap<>(forms.origins());
            origins.putIfAbsent(file, new Origin.FileLine(file, whole.line()));
            return overlay.recording(planned(origins));
        }

        private Planned planned(SortedMap<String, Origin.FileLine> origins) {
            return new Planned(List.of(file), origins)
                    .telling(new RootOutputs(plan, new Wire(redaction, List.of())).told())
                    .madeAt(Moment.parse(Tree.text(plan, "timestamp")).orElse(null));
        }

        private static void untold(ResourceChange it, Overlay overlay) {
            Optional<Untold.Unseen> unseen = Untold.of(it.type());
            if (unseen.isPresent()) {
                String id = Names.known(it.before(), "id").orElse(it.address());
                overlay.unseen(
                        unseen.get().area(),
                        unseen.get().whole() ? "" : id,
                        "what `" + it.address() + "` changes is not told");
            } else if (!Untold.isSilent(it.type())) {
                overlay.note(
                        "resources of type `" + it.type() + "` are not held",
                        it.mark().origin());
            }
        }

        /// Terraform takes a default thing over and takes away what it finds in it, which it does not list.
        private void adoption(ResourceChange it, Kinds.Kind kind, Names names, References references, Overlay overlay) {
            boolean acl = it.type().equals("aws_default_network_acl");
            boolean table = it.type().equals("aws_default_route_table");
            if (it.deed() == Deed.CREATE && (acl || table)) {
                String id = adopted(it, kind, names, references, overlay);
                boolean fresh = id.endsWith("-planned-main");
                if (!fresh) {
                    overlay.unseen(
                            acl ? Area.NETWORK_ACLS : Area.ROUTE_TABLES,
                            overlay.item(
                                                    acl
                                                            ? Operation.EC2_DESCRIBE_NETWORK_ACLS
                                                            : Operation.EC2_DESCRIBE_ROUTE_TABLES,
                                                    id)
                                            .isPresent()
                                    ? id
                                    : "",
                            "`" + it.address() + "` takes over what is there, which the plan does not list");
                }
            }
        }
    }

    /// What AWS calls a thing that Terraform takes over instead of making it.
    static String adopted(ResourceChange it, Kinds.Kind kind, Names names, References references, Overlay overlay) {
        Attributes after = Attributes.after(it, references);
        String attribute = switch (it.type()) {
            case "aws_default_network_acl" -> "default_network_acl_id";
            case "aws_default_route_table" -> "default_route_table_id";
            default -> "vpc_id";
        };
        String id = after.id(attribute, attribute.equals("vpc_id") ? "id" : attribute)
                .flatMap(References::text)
                .orElse("");
        if (!attribute.equals("vpc_id")) {
            return id.isEmpty() ? names.after(it, kind) : id;
        }
        for (Map.Entry<String, JsonNode> group :
                overlay.items(Operation.EC2_DESCRIBE_SECURITY_GROUPS).entrySet()) {
            boolean found = group.getValue().path("VpcId").asString("").equals(id)
                    && group.getValue().path("GroupName").asString("").equals("default");
            if (found) {
                return group.getKey();
            }
        }
        return id.startsWith("vpc-") ? id.replaceFirst("^vpc", "sg") + "-default" : names.after(it, kind);
    }

    /// One resource on its way into CloudFormation's words.
    private record Telling(
            ResourceChange change,
            Kinds.Kind kind,
            Names names,
            References references,
            Translation translation,
            Overlay overlay) {

        List<PlannedResource> resources() {
            List<Piece> was = List.of();
            List<Piece> is = List.of();
            Attributes before = Attributes.before(change);
            Attributes after = Attributes.after(change, references);
            if (change.deed() != Deed.CREATE) {
                was = translation.pieces(before, kind, names.before(change, kind));
            }
            boolean adopts = change.deed() == Deed.CREATE && change.type().startsWith("aws_default_");
            if (change.isThere()) {
                String id = adopts ? adopted(change, kind, names, references, overlay) : names.after(change, kind);
                is = translation.pieces(after, kind, id);
            }
            List<PlannedResource> told = new ArrayList<>();
            for (Piece it : was) {
                Optional<Piece> next = find(is, it.key());
                boolean stays = change.deed() == Deed.UPDATE
                        && next.isPresent()
                        && next.get().type().equals(it.type());
                if (!stays && !isLost(it, before)) {
                    told.add(planned(it, Fate.DROPPED, it.members(before), before));
                }
            }
            for (Piece it : is) {
                Optional<Piece> old = change.deed() == Deed.UPDATE
                        ? find(was, it.key()).filter(one -> one.type().equals(it.type()))
                        : Optional.empty();
                Fate fate = old.isPresent() || (adopts && it.key().isEmpty())
                        ? Fate.KEPT
                        : change.deed() == Deed.REPLACE && it.key().isEmpty() ? Fate.REPLACED : Fate.NEW;
                if (!isLost(it, after)) {
                    told.add(new PlannedResource(
                            "",
                            change.address(),
                            it.id(),
                            it.type(),
                            it.members(after),
                            old.map(one -> one.members(before)).orElse(null),
                            fate,
                            change.mark()));
                }
            }
            return told;
        }

        private PlannedResource planned(Piece it, Fate fate, Members properties, Attributes of) {
            return new PlannedResource(
                    "", change.address(), it.id(), it.type(), properties, properties, fate, of.mark());
        }

        private static Optional<Piece> find(List<Piece> pieces, String key) {
            return pieces.stream().filter(it -> it.key().equals(key)).findFirst();
        }

        /// What changes something that is not known changes all that it could be.
        private boolean isLost(Piece piece, Attributes of) {
            piece.lost()
                    .ifPresent(why -> overlay.unseen(
                            Forms.area(piece.type()).orElse(Area.FUNCTIONS),
                            "",
                            "what `" + of.change().address() + "` changes is not known: " + why.reason()));
            return piece.lost().isPresent();
        }
    }
}
