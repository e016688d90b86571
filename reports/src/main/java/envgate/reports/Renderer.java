package envgate.reports;

import envgate.rules.finding.CheckReport;

/// Turns a report into one format.
public interface Renderer {

    /// Appends the whole text of the report; `options` say for whom.
    void render(CheckReport report, Options options, StringBuilder out);

    /// For whom a report is rendered.
    ///
    /// @param width columns of a terminal
    /// @param colour whether ANSI colours are wanted
    /// @param unicode whether symbols beyond ASCII can be shown
    /// @param inventory the inventory's file as the user named it, for formats that need a file for every
    /// finding
    record Options(int width, boolean colour, boolean unicode, String inventory) {

        public static final Options PLAIN = new Options(100, false, true, "envgate.yaml");
    }
}
