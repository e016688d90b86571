package envgate.reports;

/// One thing that a report counts.
///
/// @param css the class of what it counts, empty when that is neither good nor bad
public record Count(String css, String number, String noun) {

    String text() {
        return number + " " + noun;
    }
}
