using Microsoft.Playwright;
using NUnit.Framework;

namespace PawLatency.Explorer.Tests;

/// <summary>A page in the system's Chromium, and what it complained of. No Chromium: the test is skipped, with that reason.</summary>
internal sealed class Page : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly ExplorerServer _server;

    private Page(IPlaywright playwright, IBrowser browser, ExplorerServer server, IPage view)
    {
        (_playwright, _browser, _server, View) = (playwright, browser, server, view);
        view.Console += (_, message) => _ = message.Type is "error" or "warning" ? Add(Complaints, message.Text) : 0;
        view.PageError += (_, error) => Complaints.Add(error);
        view.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage View { get; }

    public string Url => _server.Url;

    public List<string> Complaints { get; } = [];

    public List<string> Requests { get; } = [];

    public static async Task<Page> Open(string query = "", int width = 1400, bool dark = false, bool script = true)
    {
        if (Array.Find(Places, File.Exists) is not { } chromium)
        {
            Assert.Ignore($"No Chromium is installed ({string.Join(", ", Places)}); on Debian: apt-get install chromium.");
            throw new InvalidOperationException();
        }

        ExplorerServer server = await ExplorerServer.Start(System.Net.IPAddress.Loopback, 0);
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        IPage view = await browser.NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            AcceptDownloads = true,
        });
        var page = new Page(playwright, browser, server, view);
        // A busy machine may be told to come back, as any reader is.
        for (int i = 0; i < 20 && (await view.GotoAsync(server.Url + query, new() { WaitUntil = WaitUntilState.NetworkIdle }))?.Status == 503; i++)
        {
            page.Complaints.Clear();
            await Task.Delay(500);
        }

        return page;
    }

    /// <summary>Sets a control as typing does, and waits for the drawing.</summary>
    public async Task Set(string name, string value)
    {
        await View.EvaluateAsync("() => { window.old = document.querySelector('#result') }");
        ILocator control = View.Locator($"#{name}");
        if (await control.EvaluateAsync<string>("one => one.tagName") == "SELECT")
        {
            await control.SelectOptionAsync(value);
        }
        else
        {
            await control.FillAsync(value);
        }

        await View.WaitForFunctionAsync("() => document.querySelector('#result') !== window.old");
    }

    /// <summary>The text of every named control.</summary>
    public Task<Dictionary<string, string>> Controls() => View.EvaluateAsync<Dictionary<string, string>>("() => Object.fromEntries(new FormData(document.querySelector('form')))");

    public async Task<byte[]> Save(string button)
    {
        IDownload download = await View.RunAndWaitForDownloadAsync(() => View.ClickAsync($"text={button}"));
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _server.DisposeAsync();
    }

    private static int Add(List<string> list, string text)
    {
        list.Add(text);
        return 0;
    }
}
