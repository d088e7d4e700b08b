using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NUnit.Framework;

namespace PawLatency.Explorer.Tests;

/// <summary>Who holds the page up does not keep others from it: idle connections, heavy requests, frames of other sites.</summary>
[TestFixture]
public sealed class ConnectionTests
{
    private ExplorerServer _server = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await ExplorerServer.Start(IPAddress.Loopback, 0);
        _client = new HttpClient { BaseAddress = new Uri(_server.Url), Timeout = TimeSpan.FromSeconds(60) };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase("/")]
    [TestCase("/fragment")]
    [TestCase("/latencies.csv")]
    [TestCase("/explorer.css")]
    public async Task Head_OfAPage_TellsItsLengthAndSendsNoBody(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using HttpResponseMessage answer = await _client.SendAsync(request);
        using HttpResponseMessage whole = await _client.GetAsync(path);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentLength, Is.EqualTo((await whole.Content.ReadAsByteArrayAsync()).Length));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [TestCase("iframe", 403)]
    [TestCase("embed", 403)]
    [TestCase("object", 403)]
    [TestCase("document", 200)]
    public async Task Page_ThatAnotherSiteNavigatesTo_OpensAsAPageAlone(string into, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        (string, string)[] headers = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", into)];
        Array.ForEach(headers, header => request.Headers.Add(header.Item1, header.Item2));

        using HttpResponseMessage answer = await _client.SendAsync(request);

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.That(answer.Headers.GetValues("X-Frame-Options").Single(), Is.EqualTo("DENY"));
    }

    [Test]
    public async Task Page_WithAThousandIdleConnections_IsReachableOnceTheyAreTimedOut()
    {
        var uri = new Uri(_server.Url);
        TcpClient[] idle = [.. Enumerable.Range(0, 1000).Select(_ => new TcpClient())];
        try
        {
            foreach (TcpClient client in idle)
            {
                await client.ConnectAsync(uri.Host, uri.Port);
            }

            await Task.Delay(RequestLimits.Idle + TimeSpan.FromSeconds(2));
            using var fresh = new HttpClient { BaseAddress = uri, Timeout = TimeSpan.FromSeconds(60) };
            using HttpResponseMessage answer = await fresh.GetAsync("/fragment?n=2");

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
        finally
        {
            Array.ForEach(idle, client => client.Dispose());
        }
    }

    [Test]
    public async Task LightRequest_WhileHeavyOnesWait_IsAnswered()
    {
        string days = string.Join(",", Enumerable.Range(0, 60).Select(day => (day * 0.5).ToString(CultureInfo.InvariantCulture)));
        Task<HttpResponseMessage>[] heavy =
        [
            .. Enumerable.Range(0, 100).Select(seed => _client.GetAsync($"/fragment?n=40&seed={seed}&days={days}")),
        ];
        await Task.Delay(200);

        for (int seed = 0; seed < 5; seed++)
        {
            using HttpResponseMessage light = await _client.GetAsync($"/fragment?n=2&seed={seed}");
            Assert.That(light.StatusCode, Is.EqualTo(HttpStatusCode.OK), await light.Content.ReadAsStringAsync());
        }

        foreach (HttpResponseMessage answer in await Task.WhenAll(heavy))
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.ServiceUnavailable));
            answer.Dispose();
        }
    }
}
