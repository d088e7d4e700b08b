using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using PawLatency.Explorer;

namespace PawLatency.Cli;

/// <summary>pawlatency explore: the local page.</summary>
internal static class ExploreVerb
{
    private static readonly Option<int> Port = new("--port")
    {
        HelpName = "N",
        Description = "Port, 1 to 65535, or 0 for any free port.",
        DefaultValueFactory = _ => 5240,
    };
    private static readonly Option<string?> Listen = new("--listen")
    {
        HelpName = "ADDRESS",
        Description = "IP address to listen on, so that others can reach the page (default: 127.0.0.1, this machine only).",
    };
    private static readonly Option<bool> Quiet = new("--no-browser") { Description = "Do not open the browser." };

    public static Command Create()
    {
        var verb = new Command(
            "explore",
            "Opens a local page that redraws curve and mechanism as you change dose, device and days. Works offline; stop with Ctrl+C."
        )
        {
            Port,
            Listen,
            Quiet,
        };
        verb.SetAction(Explore);
        return verb;
    }

    private static int Explore(ParseResult parsed)
    {
        int number = parsed.GetValue(Port);
        if (number is < 0 or > 65535)
        {
            throw new ArgumentException($"--port is {number}; it must be 0 to 65535.");
        }

        IPAddress address =
            parsed.GetValue(Listen) is not { } text ? IPAddress.Loopback
            : IPAddress.TryParse(text, out IPAddress? asked) ? asked
            : throw new ArgumentException($"--listen is \"{text}\"; it must be an IP address, for example 192.168.1.20.");
        return Serve(address, number, parsed.GetValue(Quiet)).GetAwaiter().GetResult();
    }

    private static async Task<int> Serve(IPAddress address, int port, bool quiet)
    {
        await using ExplorerServer server = await ExplorerServer.Start(address, port);
        Console.WriteLine($"{server.Url}  (stop with Ctrl+C)");
        if (!IPAddress.IsLoopback(address))
        {
            Console.WriteLine("Anyone who can reach this address can see the page and run simulations on this machine.");
        }

        if (!quiet)
        {
            Open(server.Url);
        }

        await server.Stopped();
        return ExitCode.Good;
    }

    private static void Open(string url)
    {
        try
        {
            using Process? browser = OperatingSystem.IsLinux()
                ? Process.Start(new ProcessStartInfo("xdg-open", [url]) { RedirectStandardOutput = true, RedirectStandardError = true })
                : Process.Start(new ProcessStartInfo(url) { UseShellExecute = true });
        }
        catch (Win32Exception)
        {
            Console.WriteLine("Could not open a browser; open the address above yourself.");
        }
    }
}
