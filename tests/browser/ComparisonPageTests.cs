using Microsoft.Playwright;
using Xunit;

namespace Pyl.Browser.Tests;

/// <summary>The page that `pyl compare --html` writes, in a real browser.</summary>
public sealed class ComparisonPageTests : IAsyncLifetime
{
    private static readonly string[] s_charts = ["speed-up", "cpu-and-waiting", "memory"];

    private readonly string _folder = Directory.CreateTempSubdirectory("pyl-page-").FullName;
    private readonly List<string> _complaints = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private string PageFile => Path.Combine(_folder, "page.html");

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Browser is null)
        {
            return;
        }

        string script = Path.Combine(_folder, "script.pyl");
        await File.WriteAllTextAsync(script, "import pyl, time\ntime.sleep(0.2 / pyl.workers)\nprint('slept')\n");
        ProgramRun run = await ProgramRun.Start(["compare", "--rounds", "1", "--workers", "1,2,4", "--html", PageFile, script], _folder, TimeSpan.FromMinutes(2));
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = BrowserFactAttribute.Browser, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [BrowserFact]
    public async Task Every_chart_is_there_with_its_data()
    {
        IPage page = await Open(ColorScheme.Light);
        foreach (string chart in s_charts)
        {
            ILocator svg = page.Locator($"svg#{chart}");
            Assert.True(await svg.IsVisibleAsync(), chart);
            LocatorBoundingBoxResult box = (await svg.BoundingBoxAsync())!;
            Assert.True(box.Width > 300 && box.Height > 100, chart);
            IReadOnlyList<string> says = await svg.Locator(".mark").EvaluateAllAsync<string[]>("marks => marks.map(m => m.getAttribute('aria-label'))");
            Assert.Equal(9, says.Count);
            foreach (string mode in (string[])["gil", "subinterp", "free"])
            {
                foreach (string workers in (string[])["1 worker:", "2 workers:", "4 workers:"])
                {
                    Assert.Contains(says, text => text.StartsWith($"{mode}, {workers}", StringComparison.Ordinal) && text.Any(char.IsDigit));
                }
            }

            // Each mark is something to see, within its chart.
            foreach (ILocator mark in await svg.Locator(".mark").AllAsync())
            {
                LocatorBoundingBoxResult place = (await mark.BoundingBoxAsync())!;
                Assert.True(place.Width >= 1 && place.Height >= 1 && place.X >= box.X - 1 && place.X + place.Width <= box.X + box.Width + 1, chart);
            }
        }

        Assert.Equal(9, await page.Locator("tbody tr").CountAsync());
        Assert.Equal("Waiting", (await page.Locator("#verdict").InnerTextAsync()).Split(':')[0]);
        Assert.Empty(_complaints);
    }

    [BrowserFact]
    public async Task The_keyboard_reaches_everything()
    {
        IPage page = await Open(ColorScheme.Light);
        var reached = new List<string>();
        for (int i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            string focused = await page.EvaluateAsync<string>("() => { const e = document.activeElement; return e === document.body ? '' : (e.getAttribute('aria-label') || e.id); }");
            if (focused.Length == 0)
            {
                break;
            }

            reached.Add(focused);
            string outline = await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle");
            Assert.NotEqual("none", outline);
        }

        Assert.Equal("auto", reached[0]);
        Assert.Equal("All figures", reached[^1]);
        Assert.Equal(29, reached.Count);
        await page.Locator("#auto").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.True(await page.Locator("#dark").IsCheckedAsync());
        Assert.Equal("rgb(20, 23, 28)", await Ground(page));
        Assert.Empty(_complaints);
    }

    [BrowserFact]
    public async Task It_is_light_or_dark_as_the_system_is_and_contrasts_in_both()
    {
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            IPage page = await Open(scheme);
            Assert.Equal(scheme == ColorScheme.Light ? "rgb(255, 255, 255)" : "rgb(20, 23, 28)", await Ground(page));
            double words = await page.EvaluateAsync<double>(LeastContrast, new { selector = "h1, h2, p, td, th, label, legend, text", property = "" });
            Assert.True(words >= 4.5, $"{scheme}: words have a contrast of {words:F2}");
            double shapes = await page.EvaluateAsync<double>(LeastContrast, new { selector = ".mark rect, .mark circle, .mark polygon", property = "fill" });
            Assert.True(shapes >= 3, $"{scheme}: shapes have a contrast of {shapes:F2}");
            Assert.Empty(_complaints);
        }
    }

    [BrowserFact]
    public async Task It_fits_a_narrow_window()
    {
        IPage page = await Open(ColorScheme.Light, width: 360);
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 360);
        Assert.Empty(_complaints);
    }

    /// <summary>The least contrast (WCAG 2.2) of elements' colour against the first ground behind them that is not transparent.</summary>
    private const string LeastContrast = """
        ({selector, property}) => {
          const parse = text => text.match(/[\d.]+/g).map(Number);
          const luminance = c => { const [r, g, b] = c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
          const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
          let least = 21;
          for (const e of document.querySelectorAll(selector)) {
            const style = getComputedStyle(e);
            const a = luminance(parse(property ? style[property] : e instanceof SVGElement ? style.fill : style.color));
            const b = luminance(ground(e.parentElement.closest('*') && e instanceof SVGElement ? e.closest('svg').parentElement : e));
            least = Math.min(least, (Math.max(a, b) + .05) / (Math.min(a, b) + .05));
          }
          return least;
        }
        """;

    private static Task<string> Ground(IPage page) => page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");

    private async Task<IPage> Open(ColorScheme scheme, int width = 1000)
    {
        IPage page = await _browser!.NewPageAsync(new BrowserNewPageOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        page.Console += (_, message) => _complaints.Add($"console: {message.Text}");
        page.PageError += (_, error) => _complaints.Add($"error: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                _complaints.Add($"request: {request.Url}");
            }
        };
        await page.GotoAsync($"file://{PageFile}");
        return page;
    }
}
