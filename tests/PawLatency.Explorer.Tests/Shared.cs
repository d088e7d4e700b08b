using System.Net;
using Microsoft.Playwright;
using NUnit.Framework;

namespace PawLatency.Explorer.Tests;

/// <summary>One server and one Chromium for all tests, started when the first asks; each test has a window with no memory of the
/// others.</summary>
[SetUpFixture]
public sealed class Shared
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static ExplorerServer? _server;
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    internal static async Task<ExplorerServer> Server() => _server ??= await ExplorerServer.Start(IPAddress.Loopback, 0);

    /// <summary>The system's Chromium; where none is installed the test is skipped, with that reason.</summary>
    internal static async Task<IBrowser> Browser()
    {
        if (_browser is not null)
        {
            return _browser;
        }

        if (Array.Find(Places, File.Exists) is not { } chromium)
        {
            Assert.Ignore($"No Chromium is installed ({string.Join(", ", Places)}); on Debian: apt-get install chromium.");
            throw new InvalidOperationException();
        }

        _playwright = await Playwright.CreateAsync();
        return _browser = await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = chromium,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await (_browser?.DisposeAsync() ?? default);
        _playwright?.Dispose();
        await (_server?.DisposeAsync() ?? default);
    }
}
