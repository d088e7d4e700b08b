using System.Net;
using System.Net.Sockets;
using System.Text;
using NUnit.Framework;

namespace PawLatency.Explorer.Tests;

/// <summary>Malformed and hostile requests to a real server get a clear 4xx or a normal answer, never a 500.</summary>
[TestFixture]
public sealed class HostileRequestTests
{
    private ExplorerServer _server = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await Shared.Server();
        _client = new HttpClient { BaseAddress = new Uri(_server.Url), Timeout = TimeSpan.FromSeconds(60) };
    }

    [OneTimeTearDown]
    public void Stop() => _client.Dispose();

    [Test]
    public async Task Page_SeedThatLooksLikeAPlaceholder_StaysText()
    {
        using HttpResponseMessage answer = await _client.GetAsync("/?seed={{result}}");

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("value=\"{{result}}\""));
    }

    [TestCase("n=41", "n = \"41\": It must be a whole number from 0 to 40.")]
    [TestCase("n=1000000000", "from 0 to 40")]
    [TestCase("n=99999999999999999999999", "from 0 to 40")]
    [TestCase("n=-1", "from 0 to 40")]
    [TestCase("n=ten", "n = \"ten\"")]
    [TestCase("n=1&n=2", "given 2 times")]
    [TestCase("rate=NaN", "rate = \"NaN\"")]
    [TestCase("rate=1e308", "rate = \"1e308\"")]
    [TestCase("rate=-0.1", "It must be a number from 0 to")]
    [TestCase("rate=9", "ALZET 2ML1 is too small for this rate")]
    [TestCase("rate-unit=mg", "rate-unit = \"mg\": It must be one of: ug/kg/h")]
    [TestCase("drug=morfine", "Did you mean \"morphine\"?")]
    [TestCase("as=sulfat", "as = \"sulfat\"")]
    [TestCase("device=2ML9", "Did you mean \"2ML1\"?")]
    [TestCase("device=../../etc/passwd", "It must be one of: 1003D")]
    [TestCase("drug=remifentanil", "remifentanil has no sc route")]
    [TestCase(
        "device=morphine-75mg&drug=fentanyl",
        "drug = \"fentanyl\": The pellet morphine-75mg contains morphine; for another drug choose"
    )]
    [TestCase("device=morphine-75mg&drug=morfine", "Did you mean \"morphine\"?")]
    [TestCase("from=1e9", "It must be a number from -7 to 42 days.")]
    [TestCase("to=-1", "to = \"-1\": The removal")]
    [TestCase("device=infusion&to=", "to = \"\": An infusion must end")]
    [TestCase("second=ketamine&second-at=tomorrow", "second-at = \"tomorrow\"")]
    [TestCase("second=ketamine&second-for=1e9", "second-for = \"1e9\"")]
    [TestCase("lamp=301", "lamp = \"301\": It must be a number from 20 to 300 %.")]
    [TestCase("cutoff=5", "The cutoff of 5 s is not above the baseline of 10.5 s.")]
    [TestCase("seed=1.5", "seed = \"1.5\": It must be a whole number")]
    [TestCase("days=", "The rats are never tested")]
    [TestCase("days=1,1", "The test on day 1 is given twice.")]
    [TestCase("days=365", "Days must be from -7 to 42")]
    [TestCase(
        "days=0,0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9,1,1.1,1.2,1.3,1.4,1.5,1.6,1.7,1.8,1.9,"
            + "2,2.1,2.2,2.3,2.4,2.5,2.6,2.7,2.8,2.9,3,3.1,3.2,3.3,3.4,3.5,3.6,3.7,3.8,3.9,"
            + "4,4.1,4.2,4.3,4.4,4.5,4.6,4.7,4.8,4.9,5,5.1,5.2,5.3,5.4,5.5,5.6,5.7,5.8,5.9,6",
        "the page allows 60"
    )]
    [TestCase("vary=maybe", "It must be one of: on, off.")]
    [TestCase("dosis=1", "Unknown parameter. Did you mean \"dose\"?")]
    [TestCase("study=../reference", "There is no study in the library")]
    [TestCase("study=%00", "not printable")]
    [TestCase("w=100000", "from 320 to 2000 px")]
    [TestCase("ask=4", "It must be one of: 1, 2, 3.")]
    [TestCase("pin=n%3D500", "pin = \"n\": The pinned experiment is not valid: n = \"500\"")]
    [TestCase("drug=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "There is no substance \"<script>")]
    public async Task Fragment_ParameterNobodyShouldSend_IsRefusedByNameValueAndRange(string query, string message)
    {
        using HttpResponseMessage answer = await _client.GetAsync("/fragment?" + query);
        string text = await answer.Content.ReadAsStringAsync();

        Assert.That((answer.StatusCode, text), Is.EqualTo((HttpStatusCode.BadRequest, text)));
        Assert.That(text, Does.Contain(message));
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/plain"));
    }

    [Test]
    public async Task Page_MarkupInAParameter_IsShownAsText()
    {
        using HttpResponseMessage answer = await _client.GetAsync("/?rate=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&days=%3Cimg%20src=x%3E");
        string page = await answer.Content.ReadAsStringAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page, Does.Contain("&quot;&gt;&lt;script&gt;").And.Not.Contain("<script>alert").And.Not.Contain("<img"));
    }

    // HttpClient tidies paths and refuses to send what these lines say, so they go out as bytes.
    [TestCase("GET /../../../../etc/passwd HTTP/1.1", "127.0.0.1", 404)]
    [TestCase("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1", "127.0.0.1", 404)]
    [TestCase("GET /..%5c..%5cetc%5cpasswd HTTP/1.1", "127.0.0.1", 404)]
    [TestCase("GET /page/page.html HTTP/1.1", "127.0.0.1", 404)]
    [TestCase("GET /appsettings.json HTTP/1.1", "127.0.0.1", 404)]
    [TestCase("GET //etc/passwd HTTP/1.1", "127.0.0.1", 404)]
    [TestCase("POST / HTTP/1.1", "127.0.0.1", 405)]
    [TestCase("DELETE /study.yaml HTTP/1.1", "127.0.0.1", 405)]
    [TestCase("PUT /fragment HTTP/1.1", "127.0.0.1", 405)]
    [TestCase("NONSENSE / HTTP/1.1", "127.0.0.1", 405)]
    [TestCase("GET / HTTP/1.1", "evil.example", 400)]
    [TestCase("GET / HTTP/1.1", "127.0.0.1.evil.example", 400)]
    [TestCase("GET / HTTP/1.1", "", 400)]
    [TestCase("GET / HTTP/1.1", "localhost", 200)]
    [TestCase("GET http://evil.example/ HTTP/1.1", "evil.example", 400)]
    [TestCase("nonsense", "127.0.0.1", 400)]
    public async Task Server_RequestLineOrHostNobodyShouldSend_IsRefused(string line, string host, int status)
    {
        string head = await Raw($"{line}\r\nHost: {host}\r\nConnection: close\r\n\r\n");

        Assert.That(head, Does.StartWith($"HTTP/1.1 {status}"));
        Assert.That(head, Does.Not.Contain("root:"));
    }

    [TestCase(5_000, 414)]
    [TestCase(100_000, 414)]
    public async Task Server_AddressTooLong_IsRefused(int length, int status) =>
        Assert.That(
            await Raw($"GET /?pin={new string('a', length)} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"),
            Does.StartWith($"HTTP/1.1 {status}")
        );

    [Test]
    public async Task Server_HeadersTooLarge_AreRefused() =>
        Assert.That(
            await Raw($"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: {new string('a', 40_000)}\r\n\r\n"),
            Does.StartWith("HTTP/1.1 431")
        );

    [Test]
    public async Task Server_BodyWhereNoneIsTaken_IsRefused() =>
        Assert.That(
            await Raw("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 4\r\n\r\nabcd"),
            Does.StartWith("HTTP/1.1 405").Or.StartsWith("HTTP/1.1 413")
        );

    [Test]
    public async Task Fragment_FetchedByAnotherSite_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/fragment");
        (string, string)[] headers = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")];
        Array.ForEach(headers, header => request.Headers.Add(header.Item1, header.Item2));

        using HttpResponseMessage answer = await _client.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase("/")]
    [TestCase("/fragment")]
    [TestCase("/latencies.csv")]
    [TestCase("/nothing")]
    public async Task Answer_OfAnyPage_CarriesTheSafetyHeaders(string path)
    {
        using HttpResponseMessage answer = await _client.GetAsync(path);
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.That(policy, Does.StartWith("default-src 'none';").And.Not.Contain("unsafe").And.Contain("frame-ancestors 'none'"));
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
        Assert.That(answer.Headers.GetValues("Referrer-Policy").Single(), Is.EqualTo("no-referrer"));
        Assert.That(answer.Headers.Contains("Server"), Is.False);
    }

    [Test]
    public async Task Server_TwoHundredAtOnce_AnswersOrAsksToComeBackAndKeepsItsMemory()
    {
        await Burst();
        long before = Memory();
        int[] statuses = [];
        for (int i = 0; i < 3; i++)
        {
            statuses = [.. statuses, .. await Burst()];
        }

        long after = Memory();
        TestContext.Out.WriteLine(
            $"{string.Join(", ", statuses.GroupBy(status => status).Select(group => $"{group.Count()} x {group.Key}"))}; "
                + $"live memory {before / 1e6:0.0} to {after / 1e6:0.0} MB"
        );

        Assert.That(statuses, Is.All.EqualTo(200).Or.EqualTo(503));
        Assert.That(statuses, Has.Some.EqualTo(200));
        // One run of the largest study is about 10 MB; what grows with the number of requests would be tens of times that.
        Assert.That(after - before, Is.LessThan(20e6));
    }

    private async Task<int[]> Burst() =>
        await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(async index =>
                {
                    using HttpResponseMessage answer = await _client.GetAsync($"/fragment?n=10&seed={index}");
                    await answer.Content.ReadAsByteArrayAsync();
                    return (int)answer.StatusCode;
                })
        );

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private async Task<string> Raw(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(_server.Url).Port);
        await using NetworkStream stream = client.GetStream();
        var buffer = new byte[600];
        int read;
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
            read = await stream.ReadAtLeastAsync(buffer, 100, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            // The server may hang up on a request that is too long before all of it is sent.
            read = 0;
        }

        return Encoding.ASCII.GetString(buffer, 0, read);
    }
}
