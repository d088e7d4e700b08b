using System.CommandLine;
using PawLatency.Nociception;

namespace PawLatency.Cli;

/// <summary>The option --model: a model of the library by name, or a model file.</summary>
internal static class ModelSource
{
    public static Option<string?> Option(string description) => new("--model") { HelpName = "NAME|FILE", Description = description };

    public static Model Open(string nameOrPath)
    {
        if (File.Exists(nameOrPath))
        {
            return Model.Load(nameOrPath);
        }

        return nameOrPath.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
            ? throw new ArgumentException($"There is no file {nameOrPath}. Models of the library: {string.Join(", ", Model.All)}.")
            : Model.Named(nameOrPath);
    }

    /// <summary>Parameters of the requested model; null if none is requested.</summary>
    public static NociceptionParameters? Parameters(string? nameOrPath) => nameOrPath is null ? null : Open(nameOrPath).Parameters;
}
