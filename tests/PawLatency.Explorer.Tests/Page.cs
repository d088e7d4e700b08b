using Microsoft.Playwright;

namespace PawLatency.Explorer.Tests;

/// <summary>A page in a window of its own, and what it complained of.</summary>
internal sealed class Page : IAsyncDisposable
{
    private Page(string url, IPage view)
    {
        (Url, View) = (url, view);
        view.Console += (_, message) => _ = message.Type is "error" or "warning" ? Add(Complaints, message.Text) : 0;
        view.PageError += (_, error) => Complaints.Add(error);
        view.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage View { get; }

    public string Url { get; }

    public List<string> Complaints { get; } = [];

    public List<string> Requests { get; } = [];

    public static async Task<Page> Open(string query = "", int width = 1400, bool dark = false, bool script = true)
    {
        IBrowser browser = await Shared.Browser();
        string url = (await Shared.Server()).Url;
        IPage view = await browser.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 900 },
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                JavaScriptEnabled = script,
                AcceptDownloads = true,
            }
        );
        var page = new Page(url, view);
        // A busy machine may be told to come back, as any reader is.
        for (int i = 0; i < 20 && (await view.GotoAsync(url + query, new() { WaitUntil = WaitUntilState.NetworkIdle }))?.Status == 503; i++)
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

        await Redrawn();
    }

    /// <summary>Waits until a drawing has taken the place of <c>window.old</c>, and the address has followed it.</summary>
    public Task Redrawn() =>
        View.WaitForFunctionAsync(
            """
            () => {
              const result = document.querySelector("#result");
              return result !== window.old && new URL("/?" + result.dataset.query, location).search === location.search;
            }
            """
        );

    /// <summary>The text of every named control.</summary>
    public Task<Dictionary<string, string>> Controls() =>
        View.EvaluateAsync<Dictionary<string, string>>("() => Object.fromEntries(new FormData(document.querySelector('form')))");

    public async Task<byte[]> Save(string button)
    {
        IDownload download = await View.RunAndWaitForDownloadAsync(() => View.ClickAsync($"text={button}"));
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    public async ValueTask DisposeAsync() => await View.CloseAsync();

    private static int Add(List<string> list, string text)
    {
        list.Add(text);
        return 0;
    }
}
