using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PawLatency.Numerics;
using PawLatency.Plotting.Drawing;

namespace PawLatency.Explorer;

/// <summary>The local page. It answers GET alone, reads no file and no setting of the machine, and writes nothing.</summary>
public sealed class ExplorerServer : IAsyncDisposable
{
    private const string Html = "text/html; charset=utf-8",
        Svg = "image/svg+xml; charset=utf-8";

    private readonly WebApplication _app;
    private readonly Bench _bench = new(Environment.ProcessorCount, Limits.Time);

    private ExplorerServer(IPAddress address, int port)
    {
        // An empty builder has no settings files, no environment, no log: nothing but what stands here.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 0;
                kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
                kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
                kestrel.Limits.MaxConcurrentConnections = 1000;
                kestrel.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
            });
        builder.Services.AddRouting();
        builder.Services.AddHostFiltering(filter => (filter.AllowedHosts, filter.AllowEmptyHosts) = (Hosts(address), false));
        _app = builder.Build();
        _app.UseHostFiltering();
        _app.Use(Guarded);
        _app.UseRouting();
        Map();
    }

    /// <summary>Where the page is, for example "http://127.0.0.1:41234/".</summary>
    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";

    /// <summary>Starts the page.</summary>
    /// <param name="address">The address it listens on.</param>
    /// <param name="port">The port, 0 for any that is free.</param>
    /// <exception cref="IOException">The port is taken or not allowed, or the address is not one of this machine.</exception>
    public static async Task<ExplorerServer> Start(IPAddress address, int port)
    {
        var server = new ExplorerServer(address, port);
        try
        {
            await server._app.StartAsync();
        }
        catch (SocketException fault)
        {
            throw new IOException($"The page cannot listen on {address}, port {port}: {fault.Message}.", fault);
        }

        await server.WarmUp();
        return server;
    }

    /// <summary>Ends when the page is stopped by the user (Ctrl+C).</summary>
    public Task Stopped() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _bench.Dispose();
    }

    // The first run compiles the model and may take longer than a request may; it is done before anybody asks, a few more beside.
    private async Task WarmUp()
    {
        await Task.Run(Run);
        _ = Task.Run(() => Array.ForEach(new int[20], _ => Run()));

        void Run() => Screen.Of(Address.Parse("n=4"), _bench, CancellationToken.None).Html();
    }

    // A page of another site must not reach this one under a name of its own (DNS rebinding).
    private static string[] Hosts(IPAddress address) =>
        IPAddress.IsLoopback(address)
            ? ["127.0.0.1", "localhost", "[::1]"]
            :
            [
                "127.0.0.1",
                "localhost",
                "[::1]",
                .. Addresses(address)
                    .Select(one => one.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{one}]" : one.ToString()),
            ];

    private static IEnumerable<IPAddress> Addresses(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
            ? NetworkInterface
                .GetAllNetworkInterfaces()
                .SelectMany(one => one.GetIPProperties().UnicastAddresses)
                .Select(one => new IPAddress(one.Address.GetAddressBytes()))
            : [address];

    private static async Task Guarded(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        try
        {
            if (context.Request.Headers["Sec-Fetch-Site"] == "cross-site" && context.Request.Headers["Sec-Fetch-Mode"] != "navigate")
            {
                throw new Refusal("", "", "Another site may link to this page, not fetch it.", StatusCodes.Status403Forbidden);
            }

            await next(context);
            if (
                context.Response is
                { StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed, HasStarted: false }
            )
            {
                await Tell(
                    context,
                    context.Response.StatusCode,
                    context.Response.StatusCode == 404 ? "There is no such page here." : "This page answers GET alone."
                );
            }
        }
        catch (Refusal refusal)
        {
            await Tell(context, refusal.Status, refusal.Message);
        }
        catch (SolveException fault)
        {
            await Tell(context, StatusCodes.Status422UnprocessableEntity, fault.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The slider has moved on; nobody reads the answer.
        }
    }

    private static async Task Tell(HttpContext context, int status, string message)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, "text/plain; charset=utf-8");
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        await context.Response.WriteAsync(message + "\n");
    }

    private void Map()
    {
        foreach (
            (string path, string type) in new[]
            {
                ("explorer.css", "text/css; charset=utf-8"),
                ("explorer.js", "text/javascript; charset=utf-8"),
                ("icon.svg", Svg),
            }
        )
        {
            byte[] bytes = PageText.Resource(path);
            _app.MapGet("/" + path, context => Send(context, type, null, bytes));
        }

        _app.MapGet("/", Page);
        Answer("/fragment", Html, null, screen => $"{screen.Html().Text}");
        Answer("/latency.svg", Svg, "latency.svg", screen => screen.LatencySvg());
        Answer("/mechanism.svg", Svg, "mechanism.svg", screen => screen.MechanismSvg());
        Answer("/study.yaml", "text/yaml; charset=utf-8", "study.yaml", screen => screen.Experiment.Text);
        Answer(
            "/latencies.csv",
            "text/csv; charset=utf-8",
            "latencies.csv",
            screen =>
            {
                var csv = new StringWriter { NewLine = "\n" };
                screen.Result.WriteCsv(csv);
                return csv.ToString();
            }
        );
    }

    private void Answer(string path, string type, string? saved, Func<Screen, string> write) =>
        _app.MapGet(
            path,
            async context =>
            {
                var address = Address.Parse(context.Request.QueryString.Value);
                string text = await _bench.Do(token => write(Screen.Of(address, _bench, token)), context.RequestAborted);
                await Send(context, type, saved, Encoding.UTF8.GetBytes(text));
            }
        );

    // A refused experiment keeps its form, so that the slip can be mended.
    private async Task Page(HttpContext context)
    {
        string page;
        try
        {
            var address = Address.Parse(context.Request.QueryString.Value);
            page = await _bench.Do(
                token =>
                {
                    var screen = Screen.Of(address, _bench, token);
                    return PageText.Page(
                        Presets(screen.Experiment.Values["study"]),
                        new FormView(screen.Experiment.Values, screen.Experiment.Preset, screen.Experiment.Treated).Html(address["pin"]),
                        screen.Html()
                    );
                },
                context.RequestAborted
            );
        }
        catch (Refusal refusal) when (refusal.Status == StatusCodes.Status400BadRequest)
        {
            context.Response.StatusCode = refusal.Status;
            page = PageText.Page(
                Presets(""),
                Controls(context.Request.QueryString.Value),
                (Markup)$"<div id=\"result\"><p class=\"refusal\" role=\"alert\">{refusal.Message}</p></div>"
            );
        }

        await Send(context, Html, null, Encoding.UTF8.GetBytes(page));
    }

    // The controls with what was asked for in them, where that much can be told; else those of the reference study.
    private static Markup Controls(string? query)
    {
        try
        {
            var address = Address.Parse(query);
            (IReadOnlyDictionary<string, string> values, Study preset, string treated) = Experiment.Asked(address);
            return new FormView(values, preset, treated).Html(null);
        }
        catch (Refusal)
        {
            var reference = Experiment.Of(Address.Parse(""));
            return new FormView(reference.Values, reference.Preset, reference.Treated).Html(null);
        }
    }

    private static Markup Presets(string current) =>
        Markup.Join(
            Study.Names.Select(name =>
                (Markup)
                    $"<li><a href=\"/?study={name}\"{(name == current ? (Markup)$" aria-current=\"true\"" : default)}>{Study.Named(name).Name}</a></li>"
            )
        );

    private static Task Send(HttpContext context, string type, string? saved, byte[] bytes)
    {
        (context.Response.ContentType, context.Response.ContentLength) = (type, bytes.Length);
        if (saved is not null)
        {
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{saved}\"";
        }

        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
