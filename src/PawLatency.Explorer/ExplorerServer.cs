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

/// <summary>Serves the local page. It answers GET and HEAD only, reads no file or machine setting, and writes nothing.</summary>
public sealed class ExplorerServer : IAsyncDisposable
{
    private const string Html = "text/html; charset=utf-8",
        Svg = "image/svg+xml; charset=utf-8";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    private readonly WebApplication _app;

    // Small studies have a queue of their own, so that they never wait for large ones.
    private readonly RequestQueue _queue = new(Environment.ProcessorCount, RequestLimits.Time),
        _small = new(Environment.ProcessorCount, RequestLimits.Time);
    private readonly CachedStudyRuns _runs = new();

    private ExplorerServer(IPAddress address, int port)
    {
        // An empty builder reads no settings file and no environment variable, and has no log.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 0;
                kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
                kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
                // Idle connections are closed before they can fill all places.
                kestrel.Limits.KeepAliveTimeout = RequestLimits.Idle;
                kestrel.Limits.MaxConcurrentConnections = 1000;
                kestrel.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
            });
        builder.Services.AddRouting();
        builder.Services.AddHostFiltering(filter => (filter.AllowedHosts, filter.AllowEmptyHosts) = (Hosts(address), false));
        _app = builder.Build();
        _app.UseHostFiltering();
        _app.Use(WithSecurityHeaders);
        _app.UseRouting();
        Map();
    }

    /// <summary>URL of the page, for example "http://127.0.0.1:41234/".</summary>
    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";

    /// <summary>Starts the server.</summary>
    /// <param name="address">IP address to listen on.</param>
    /// <param name="port">Port, or 0 for any free port.</param>
    /// <exception cref="IOException">The port is in use or not permitted, or the address does not belong to this machine.</exception>
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

    /// <summary>Completes when the user stops the server (Ctrl+C).</summary>
    public Task Stopped() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _queue.Dispose();
        _small.Dispose();
    }

    // The first run compiles the model and can exceed the time limit of a request, so it is done at the start; more follow in the
    // background.
    private async Task WarmUp()
    {
        await Task.Run(Run);
        _ = Task.Run(() => Array.ForEach(new int[20], _ => Run()));

        void Run() => PageModel.Of(QueryParameters.Parse("n=4"), _runs, CancellationToken.None).Html();
    }

    // Only these host names are accepted, so that another site cannot reach the page by DNS rebinding.
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

    private static async Task WithSecurityHeaders(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        try
        {
            if (context.Request.Headers["Sec-Fetch-Site"] == "cross-site" && !IsLink(context.Request.Headers))
            {
                throw new RequestException(
                    "",
                    "",
                    "Other sites may link to this page but not fetch or frame it.",
                    StatusCodes.Status403Forbidden
                );
            }

            await next(context);
            if (
                context.Response is
                { StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed, HasStarted: false }
            )
            {
                await WriteError(
                    context,
                    context.Response.StatusCode,
                    context.Response.StatusCode == 404 ? "Page not found." : "Only GET and HEAD are supported."
                );
            }
        }
        catch (RequestException refusal)
        {
            await WriteError(context, refusal.Status, refusal.Message);
        }
        catch (SolveException fault)
        {
            await WriteError(context, StatusCodes.Status422UnprocessableEntity, fault.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The control has moved again and the client has disconnected.
        }
    }

    private static bool IsLink(IHeaderDictionary headers) =>
        headers["Sec-Fetch-Mode"] == "navigate" && headers["Sec-Fetch-Dest"] is var into && (into.Count == 0 || into == "document");

    private static async Task WriteError(HttpContext context, int status, string message)
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
            byte[] bytes = PageTemplate.Resource(path);
            _app.MapMethods("/" + path, Methods, context => Send(context, type, null, bytes));
        }

        _app.MapMethods("/", Methods, Page);
        Answer("/fragment", Html, null, model => $"{model.Html().Text}");
        Answer("/latency.svg", Svg, "latency.svg", model => model.LatencySvg());
        Answer("/mechanism.svg", Svg, "mechanism.svg", model => model.MechanismSvg());
        Answer("/study.yaml", "text/yaml; charset=utf-8", "study.yaml", model => model.Experiment.Text);
        Answer(
            "/latencies.csv",
            "text/csv; charset=utf-8",
            "latencies.csv",
            model =>
            {
                var csv = new StringWriter { NewLine = "\n" };
                model.Result.WriteCsv(csv);
                return csv.ToString();
            }
        );
    }

    private void Answer(string path, string type, string? fileName, Func<PageModel, string> write) =>
        _app.MapMethods(
            path,
            Methods,
            async context =>
            {
                var parameters = QueryParameters.Parse(context.Request.QueryString.Value);
                string text = await QueueOf(parameters).Run(token => write(PageModel.Of(parameters, _runs, token)), context.RequestAborted);
                await Send(context, type, fileName, Encoding.UTF8.GetBytes(text));
            }
        );

    private RequestQueue QueueOf(QueryParameters parameters) => RequestLimits.IsSmall(Experiment.Of(parameters).Study) ? _small : _queue;

    // If the parameters are not valid, the form keeps them, so that the user can correct them.
    private async Task Page(HttpContext context)
    {
        string page;
        try
        {
            var parameters = QueryParameters.Parse(context.Request.QueryString.Value);
            page = await QueueOf(parameters)
                .Run(
                    token =>
                    {
                        var model = PageModel.Of(parameters, _runs, token);
                        return PageTemplate.Page(
                            Presets(model.Experiment.Values["study"]),
                            new FormView(model.Experiment.Values, model.Experiment.Preset, model.Experiment.Treated).Html(
                                parameters["pin"]
                            ),
                            model.Html()
                        );
                    },
                    context.RequestAborted
                );
        }
        catch (RequestException refusal) when (refusal.Status == StatusCodes.Status400BadRequest)
        {
            context.Response.StatusCode = refusal.Status;
            page = PageTemplate.Page(
                Presets(""),
                Controls(context.Request.QueryString.Value),
                (Markup)$"<div id=\"result\"><p class=\"refusal\" role=\"alert\">{refusal.Message}</p></div>"
            );
        }

        await Send(context, Html, null, Encoding.UTF8.GetBytes(page));
    }

    // The form with the requested values if they can be parsed; otherwise that of the reference study.
    private static Markup Controls(string? query)
    {
        try
        {
            var parameters = QueryParameters.Parse(query);
            (IReadOnlyDictionary<string, string> values, Study preset, string treated) = Experiment.Requested(parameters);
            return new FormView(values, preset, treated).Html(null);
        }
        catch (RequestException)
        {
            var reference = Experiment.Of(QueryParameters.Parse(""));
            return new FormView(reference.Values, reference.Preset, reference.Treated).Html(null);
        }
    }

    private static Markup Presets(string selected) =>
        Markup.Join(
            Study.Names.Select(name =>
            {
                Markup current = name == selected ? $" aria-current=\"true\"" : default(Markup);
                return (Markup)$"<li><a href=\"/?study={name}\"{current}>{Study.Named(name).Name}</a></li>";
            })
        );

    private static Task Send(HttpContext context, string type, string? fileName, byte[] bytes)
    {
        (context.Response.ContentType, context.Response.ContentLength) = (type, bytes.Length);
        if (fileName is not null)
        {
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        }

        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
