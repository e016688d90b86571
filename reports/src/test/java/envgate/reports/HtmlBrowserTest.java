package envgate.reports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static envgate.reports.EveryFormatTest.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import envgate.rules.finding.CheckReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The HTML report in a real browser, opened from a file; `-Dscreenshots=FOLDER` keeps pictures of it.
class HtmlBrowserTest {

    private static Chromium chromium;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Browser.NewContextOptions window() {
        return new Browser.NewContextOptions().setViewportSize(1280, 900);
    }

    /// Opens the report, lets `look` look, and fails on any complaint of the browser and on any request but
    /// the file's.
    private static void open(CheckReport report, String hash, Browser.NewContextOptions options, Consumer<Page> look) {
        Path file = write(rendered(Format.HTML, report));
        List<String> complaints = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        try (BrowserContext context = chromium.browser().newContext(options)) {
            Page page = context.newPage();
            page.onConsoleMessage(it -> complaints.add(it.type() + ": " + it.text()));
            page.onPageError(complaints::add);
            page.onRequest(it -> requests.add(it.url().replaceFirst("#.*", "")));
            page.navigate(file.toUri() + hash);
            look.accept(page);
        }
        assertThat(complaints).isEmpty();
        assertThat(requests).containsOnly(file.toUri().toString());
    }

    private static void open(Consumer<Page> look) {
        open(SampleReport.stop(), "", window(), look);
    }

    private static Path write(String html) {
        try {
            return Files.writeString(Files.createTempFile(folder, "report", ".html"), html);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Locator shown(Page page) {
        return page.locator("article:visible");
    }

    private static void picture(Page page, String name, boolean whole) {
        String to = System.getProperty("screenshots", "");
        if (!to.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(to, name + ".png"))
                    .setFullPage(whole));
        }
    }

    @Test
    void the_first_screen_says_whether_to_promote_and_what_to_mend() {
        open(page -> {
            picture(page, "light", false);
            picture(page, "light-whole", true);
            assertThat(page.title()).isEqualTo("STOP staging → prod: envgate");
            for (String it : List.of(".verdict strong", ".verdict p", ".counts", ".fixes")) {
                assertThat(page.locator(it)).isVisible();
                BoundingBox box = page.locator(it).boundingBox();
                assertThat(box.y + box.height).as(it).isLessThan(900);
            }
            assertThat(page.locator(".verdict")).containsText("STOP");
            assertThat(page.locator(".counts")).containsText("91 % coverage");
            assertThat(page.locator(".counts")).containsText("6 unknown");
        });
    }

    @Test
    void a_filter_shows_what_fits_and_is_kept_in_the_address() {
        open(page -> {
            assertThat(shown(page)).hasCount(11);
            page.locator("select[name=severity]").selectOption("warning");
            assertThat(shown(page)).hasCount(1);
            assertThat(page.locator("#shown")).hasText("1 of 11 shown");
            assertThat(page.url()).endsWith("#?severity=warning");
            page.reload();
            assertThat(shown(page)).hasCount(1);
            assertThat(page.locator("select[name=severity]")).hasValue("warning");
            page.locator("button[type=reset]").click();
            assertThat(shown(page)).hasCount(11);
            assertThat(page.url()).doesNotContain("#");
            page.locator("select[name=environment]").selectOption("staging");
            assertThat(shown(page)).hasCount(1);
            page.locator("select[name=environment]").selectOption("");
            page.locator("select[name=rule]").selectOption("CFG-001");
            assertThat(shown(page)).hasCount(6);
            page.locator("input[name=q]").fill("known catalogue");
            assertThat(shown(page)).hasCount(4);
            page.locator("input[name=q]").fill("no such text");
            assertThat(shown(page)).hasCount(0);
            assertThat(page.locator("#shown")).hasText("0 of 11 shown");
        });
    }

    @Test
    void an_address_with_a_filter_opens_filtered() {
        open(SampleReport.stop(), "#?rule=CFG-001&q=tax%5Ftable&nonsense=1&x", window(), page -> {
            assertThat(shown(page)).hasCount(1);
            assertThat(page.locator("input[name=q]")).hasValue("tax_table");
        });
    }

    @Test
    void a_cell_of_the_matrix_opens_its_findings() {
        open(page -> {
            page.locator(".matrix tr:has(th:text-is('Catalogue')) a.error").click();
            assertThat(shown(page)).hasCount(5);
            assertThat(page.locator("select[name=function]")).hasValue("Catalogue");
            assertThat(page.locator("select[name=environment]")).hasValue("prod");
            assertThat(page.locator("#findings")).isInViewport();
            picture(page, "cell", false);
            page.locator(".matrix tr:has(th:text-is('(the environment itself)')) a.error")
                    .click();
            assertThat(shown(page)).hasCount(1);
            page.goBack();
            assertThat(shown(page)).hasCount(5);
            page.locator(".fixes a").first().click();
            assertThat(page.locator("article:target")).isVisible();
        });
    }

    @Test
    void the_keyboard_is_enough() {
        open(page -> {
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            page.keyboard().press("/");
            assertThat(page.locator("input[name=q]")).isFocused();
            page.keyboard().type("sentry/");
            assertThat(page.locator("input[name=q]")).hasValue("sentry/");
            page.locator(".matrix tr:has(th:text-is('Catalogue')) a.error").focus();
            page.keyboard().press("Enter");
            assertThat(shown(page)).hasCount(5);
        });
    }

    @Test
    void without_script_everything_can_be_read_and_the_matrix_still_leads_somewhere() {
        open(SampleReport.stop(), "", window().setJavaScriptEnabled(false), page -> {
            assertThat(page.locator(".verdict strong")).isVisible();
            assertThat(shown(page)).hasCount(11);
            assertThat(page.locator("form.filter")).isHidden();
            assertThat(page.locator("button:visible")).hasCount(0);
            page.locator(".matrix tr:has(th:text-is('Worker')) a.warning").click();
            assertThat(page.locator("article.warning")).isInViewport();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void every_text_stands_out_from_its_ground(ColorScheme scheme) {
        open(SampleReport.stop(), "", window().setColorScheme(scheme), page -> {
            page.locator("details").all().forEach(it -> it.evaluate("it => { it.open = true; }"));
            picture(page, scheme.name().toLowerCase(java.util.Locale.ROOT) + "-open", true);
            Object faint = page.evaluate(CONTRAST);
            assertThat((List<?>) faint).isEmpty();
        });
    }

    /// Texts whose contrast is below 4.5 : 1 (https://www.w3.org/TR/WCAG22/#contrast-minimum).
    private static final String CONTRAST = """
            () => {
              const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              const rgb = colour => {
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = colour;
                canvas.fillRect(0, 0, 1, 1);
                return Array.from(canvas.getImageData(0, 0, 1, 1).data);
              };
              const light = colour => {
                const [r, g, b] = colour.map(v => v / 255)
                  .map(v => v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const faint = [];
              let texts = 0;
              for (const it of document.querySelectorAll('body *')) {
                const own = Array.from(it.childNodes).some(n => n.nodeType === 3 && n.textContent.trim());
                if (!own || !it.checkVisibility() || it.closest('script, .vh, .skip')) { continue; }
                let ground = it;
                while (ground && rgb(getComputedStyle(ground).backgroundColor)[3] < 255) {
                  ground = ground.parentElement;
                }
                const one = light(rgb(getComputedStyle(it).color));
                const two = light(rgb(ground ? getComputedStyle(ground).backgroundColor : '#fff'));
                const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
                texts++;
                if (contrast < 4.5) {
                  faint.push(contrast.toFixed(2) + ' ' + it.tagName + '.' + it.className + ' ' + it.textContent.slice(0, 40));
                }
              }
              if (texts < 50) { faint.push('only ' + texts + ' texts were looked at'); }
              return faint;
            }
            """;

    @Test
    void the_theme_can_be_turned() {
        open(page -> {
            String ground = "getComputedStyle(document.body).backgroundColor";
            Object light = page.evaluate(ground);
            page.locator("#theme").click();
            assertThat(page.evaluate(ground)).isNotEqualTo(light);
            page.locator("#theme").click();
            assertThat(page.evaluate(ground)).isEqualTo(light);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void a_telephone_does_not_scroll_sideways(ColorScheme scheme) {
        Browser.NewContextOptions narrow =
                new Browser.NewContextOptions().setViewportSize(360, 740).setColorScheme(scheme);
        for (CheckReport report : List.of(SampleReport.stop(), SampleReport.undecided(), hostile())) {
            open(report, "", narrow, page -> {
                if (report.equals(SampleReport.stop())) {
                    picture(page, "narrow-" + scheme.name().toLowerCase(java.util.Locale.ROOT), true);
                }
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .isEqualTo(360);
            });
        }
    }

    @Test
    void on_paper_nothing_is_folded_and_no_button_is_left() {
        open(page -> {
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator("button:visible")).hasCount(0);
            assertThat(page.locator("form.filter")).isHidden();
            page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
            assertThat(page.locator("details:not([open])")).hasCount(0);
            picture(page, "print", true);
            page.evaluate("window.dispatchEvent(new Event('afterprint'))");
            assertThat(page.locator("details[open]")).hasCount(0);
        });
    }

    @Test
    void the_data_can_be_taken_out_again() {
        open(page -> {
            Download download =
                    page.waitForDownload(() -> page.locator("#download").click());
            try {
                String json = Files.readString(download.path());
                assertThat(JsonReport.read(json, download.suggestedFilename())).isEqualTo(SampleReport.stop());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void nobody_can_smuggle_a_script_in() {
        for (long seed = 0; seed < 8; seed++) {
            CheckReport report = new RandomReports(seed).report();
            open(report, "", window(), page -> {
                assertThat(page.title()).startsWith(report.verdict().name());
                assertThat(page.locator("img, svg, body script")).hasCount(2); // both scripts are ours
                assertThat(page.locator("article")).hasCount(report.findings().size());
            });
        }
        open(hostile(), "", window(), page -> {
            picture(page, "hostile", true);
            assertThat(page.title()).startsWith("STOP");
            assertThat(page.locator("article h3").first()).containsText("</script><script>");
        });
    }

    @Test
    void go_and_undecided_say_so() {
        open(SampleReport.go(), "", window(), page -> {
            picture(page, "go", true);
            assertThat(page.locator(".verdict strong")).hasText("GO");
            assertThat(page.getByText("No findings in what could be judged.")).isVisible();
        });
        open(SampleReport.undecided(), "", window(), page -> {
            picture(page, "undecided", true);
            assertThat(page.locator(".verdict strong")).hasText("UNDECIDED");
            assertThat(page.getByText("No findings, for nothing could be judged."))
                    .isVisible();
        });
    }

    private static CheckReport hostile() {
        CheckReport it = SampleReport.stop();
        return SampleReport.with(
                it,
                RandomReports.HOSTILE.stream()
                        .map(text -> {
                            var finding = it.findings().getFirst().finding();
                            return new CheckReport.HeededFinding(
                                    new envgate.rules.finding.Finding(
                                            finding.rule(),
                                            finding.code(),
                                            finding.severity(),
                                            finding.title(),
                                            text,
                                            finding.place().withKey(text),
                                            finding.trail().then(text, text),
                                            text),
                                    false);
                        })
                        .toList());
    }
}
