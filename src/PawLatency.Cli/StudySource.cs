using System.CommandLine;
using PawLatency.Evidence;

namespace PawLatency.Cli;

/// <summary>A study with its expectations and its origin, a file or the library.</summary>
internal sealed record StudySource(string Name, string FileName, byte[] Bytes, Finding Finding)
{
    public Study Study => Finding.Study;

    /// <summary>The argument that names a study.</summary>
    public static Argument<string?> Argument() =>
        new("study")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "A study file (.yaml) or the name of a study of the library (default: the reference study).",
        };

    /// <summary>The option --seed.</summary>
    public static Option<long?> Seed() =>
        new("--seed") { HelpName = "N", Description = "Seed to use instead of that of the study, 0 or more." };

    /// <summary>The option --threads.</summary>
    public static Option<int?> Threads() =>
        new("--threads") { HelpName = "N", Description = "Threads (default: one per processor). Does not affect the results." };

    /// <summary>The option --parameters.</summary>
    public static Option<string?> Parameters() =>
        new("--parameters")
        {
            HelpName = "FILE",
            Description = "Parameters and variability of the rats in place of the study's own: parameters.yaml of a fit.",
        };

    /// <summary>Opens a study, with other parameters and another model if they are given.</summary>
    /// <param name="nameOrPath">Name or file of the study; the reference study if null.</param>
    /// <param name="model">Name or file of the model; that of the study if null.</param>
    /// <param name="parameters">A parameter file; the parameters of the study if null.</param>
    public static StudySource Open(string? nameOrPath, string? model, string? parameters)
    {
        if (parameters is null)
        {
            return Open(nameOrPath, model);
        }

        StudySource source = model is null
            ? Open(nameOrPath)
            : throw new ArgumentException("--model and --parameters both replace the parameters of the study; give one of them.");
        return File.Exists(parameters)
            ? source with
            {
                Finding = source.Finding with { Study = source.Study.WithParameters(parameters) },
            }
            : throw new ArgumentException($"There is no file {parameters}; --parameters names the parameters.yaml of a fit.");
    }

    /// <summary>Opens a study, with another model if one is given.</summary>
    /// <param name="nameOrPath">Name or file of the study; the reference study if null.</param>
    /// <param name="model">Name or file of the model; that of the study if null.</param>
    public static StudySource Open(string? nameOrPath, string? model) =>
        Open(nameOrPath) is var source && ModelSource.Parameters(model) is { } parameters
            ? source with
            {
                Finding = source.Finding with { Study = source.Study with { Parameters = parameters } },
            }
            : source;

    public static StudySource Open(string? nameOrPath)
    {
        string name = nameOrPath ?? "reference";
        bool isFile =
            name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            || File.Exists(name);
        if (!isFile)
        {
            Finding named = Finding.OfStudy(name);
            return new StudySource(named.Id, $"{named.Id}.yaml", Study.NamedFile(named.Id).ToArray(), named);
        }

        if (!File.Exists(name))
        {
            throw new ArgumentException($"There is no file {name}. Studies of the library: {string.Join(", ", Study.Names)}.");
        }

        byte[] bytes = File.ReadAllBytes(name);
        return new StudySource(Path.GetFileNameWithoutExtension(name), Path.GetFileName(name), bytes, Finding.OfStudy(name));
    }
}
