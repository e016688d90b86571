package envgate.checker;

import envgate.envs.model.Snapshot;
import envgate.rules.analysis.access.Crossing;
import envgate.rules.analysis.access.Overlap;
import envgate.rules.finding.Missing;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `envgate access matrix`: which environment's roles reach into which other one, and the worst that they may do.
@Command(
        name = "matrix",
        description = "Says of each environment whether its functions' roles reach into each of the others, with the"
                + " worst that they may do there. Exit status: 0.")
final class MatrixCommand implements Action {

    private final Run run;

    /// How the matrix is written.
    enum Format {
        text,
        json
    }

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json.")
    private Format format = Format.text;

    @Mixin
    private final SourceOptions source = new SourceOptions();

    MatrixCommand(Run run) {
        this.run = run;
    }

    /// What roles of one environment may do in another.
    ///
    /// @param worst by acting on what is there, or else by becoming one of its roles
    private record Cell(String from, String to, List<Crossing> crossings, Crossing worst) {

        long crossing() {
            return crossings.stream()
                    .filter(Crossing.Crosses.class::isInstance)
                    .map(Crossing::role)
                    .distinct()
                    .count();
        }

        String reach() {
            return switch (worst) {
                case Crossing.Crosses _ -> "crosses";
                case Crossing.Unknown _ -> "unknown";
                case Crossing.Isolated _ -> "isolated";
            };
        }
    }

    @Override
    public ExitStatus run() {
        Complaints mistakes = new Complaints();
        SourceOptions.Manner manner = source.manner(run, mistakes);
        ProjectFile project = source.project(run, List.of(), mistakes);
        List<Snapshot> snapshots = Pipe.read(run, project, manner);
        Overlap overlap = new Overlap(snapshots, project.intent());
        List<Cell> cells = new ArrayList<>();
        for (Snapshot from : snapshots) {
            for (Snapshot to : snapshots) {
                if (!from.environment().equals(to.environment())) {
                    cells.addAll(cell(overlap, from, to));
                }
            }
        }
        if (format == Format.json) {
            run.print(json(cells));
        } else {
            cells.forEach(this::print);
        }
        return ExitStatus.GO;
    }

    private static List<Cell> cell(Overlap overlap, Snapshot from, Snapshot to) {
        List<Crossing> all = new ArrayList<>(overlap.crossings(from, to));
        all.addAll(overlap.assumptionsOfRoles(from, to));
        return all.stream()
                .min(java.util.Comparator.comparingInt(MatrixCommand::rank))
                .map(worst -> List.of(new Cell(from.environment(), to.environment(), all, worst)))
                .orElse(List.of());
    }

    private static int rank(Crossing crossing) {
        return switch (crossing) {
            case Crossing.Crosses _ -> 0;
            case Crossing.Unknown _ -> 1;
            case Crossing.Isolated _ -> 2;
        };
    }

    private void print(Cell cell) {
        int width = run.surroundings().width();
        String way = cell.from() + " -> " + cell.to() + "  ";
        switch (cell.worst()) {
            case Crossing.Crosses it ->
                Prose.wrap(
                                way + "CROSSES  " + cell.crossing() + " of its roles; `" + it.role() + "` may do `"
                                        + it.action() + "` on `" + it.resource() + "`",
                                width,
                                "",
                                "   ")
                        .forEach(run::print);
            case Crossing.Unknown it -> {
                run.print(way + "UNKNOWN");
                Prose.missing(it.missing(), width).forEach(run::print);
            }
            case Crossing.Isolated _ -> run.print(way + "ISOLATED");
        }
    }

    private static String json(List<Cell> cells) {
        ObjectNode matrix = JsonNodeFactory.instance.objectNode();
        ArrayNode list = matrix.putArray("cells");
        for (Cell it : cells) {
            ObjectNode cell = list.addObject();
            cell.put("from", it.from());
            cell.put("to", it.to());
            cell.put("reach", it.reach());
            cell.put("roles", it.crossing());
            switch (it.worst()) {
                case Crossing.Crosses worst -> {
                    ObjectNode witness = cell.putObject("witness");
                    witness.put("role", worst.role());
                    witness.put("action", worst.action());
                    witness.put("resource", worst.resource());
                }
                case Crossing.Unknown worst -> {
                    ArrayNode missing = cell.putArray("missing");
                    worst.missing().stream().map(Missing::what).distinct().forEach(missing::add);
                }
                case Crossing.Isolated _ -> {}
            }
        }
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(matrix);
    }
}
