package envgate.envs.source.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who recorded the answers of a folder that is not named after an account: one account for all of them.
///
/// What an answer lists may belong to others, a shared subnet or transit gateway above all; who sees it is not who
/// owns it.
final class Viewers {

    private final Map<String, List<Integer>> folders = new TreeMap<>();
    private final List<Answer> answers = new ArrayList<>();

    /// @param file relative to the capture
    /// @param told whether the answer says itself whose it is
    void add(String file, Answer answer, boolean told) {
        if (!told && Locality.ofFile(file).account().isEmpty()) {
            String folder = file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : "";
            folders.computeIfAbsent(folder, _ -> new ArrayList<>()).add(answers.size());
        }
        answers.add(answer);
    }

    /// All answers, each with its viewer and region as far as its folder tells them.
    List<Answer> answers() {
        List<Answer> all = new ArrayList<>(answers);
        for (List<Integer> places : folders.values()) {
            List<Answer> own = places.stream().map(answers::get).toList();
            String account = viewer(own);
            TreeSet<String> regions = new TreeSet<>();
            own.forEach(it -> regions.add(it.region()));
            regions.remove("");
            for (int place : places) {
                Answer it = answers.get(place);
                boolean global = Operation.of(it.service(), it.operation())
                        .map(Operation::isGlobal)
                        .orElse(false);
                String region = it.region().isEmpty() && !global && regions.size() == 1 ? regions.first() : it.region();
                all.set(place, new Answer(account, region, it.service(), it.operation(), it.request(), it.outcome()));
            }
        }
        return all;
    }

    /// The account that says itself who it is, else that of the functions, else the one that most answers are of.
    private static String viewer(List<Answer> answers) {
        Map<String, Integer> votes = new HashMap<>();
        for (Answer it : answers) {
            if (!it.account().isEmpty()) {
                int weight =
                        it.service().equals("sts") ? 1_000_000 : it.service().equals("lambda") ? 1_000 : 1;
                votes.merge(it.account(), weight, Integer::sum);
            }
        }
        return votes.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
