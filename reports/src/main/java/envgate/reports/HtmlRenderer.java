package envgate.reports;

import envgate.reports.page.JtereportGenerated;
import envgate.rules.finding.CheckReport;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/// The HTML report: one file that needs no network and runs under a strict content security policy.
public final class HtmlRenderer implements Renderer {

    @Override
    public void render(CheckReport report, Options options, StringBuilder out) {
        StringOutput output = new StringOutput(1 << 16);
        JtereportGenerated.render(new PlainOutput(output), null, HtmlPage.of(report));
        out.append(output);
    }

    /// Escapes for HTML what is placed into the template, after it was made harmless to look at.
    private static final class PlainOutput extends OwaspHtmlTemplateOutput {

        private PlainOutput(TemplateOutput output) {
            super(output);
        }

        @Override
        public void writeUserContent(String text) {
            super.writeUserContent(text == null ? "" : Plain.text(text));
        }
    }
}
