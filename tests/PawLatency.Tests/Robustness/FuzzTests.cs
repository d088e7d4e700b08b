using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Numerics;
using PawLatency.Text;

namespace PawLatency.Tests.Robustness;

/// <summary>
/// Broken files of every kind the library reads, through its public face: each is refused in words, or what comes of it is finite, in
/// range, and the same when it is done twice. By hand, PAWLATENCY_FUZZ is the number of files and PAWLATENCY_FUZZ_SEED the first of them.
/// </summary>
[TestFixture]
public sealed class FuzzTests
{
    private const int Usual = 2000;
    private const double LongestS = 10;

    // Bigger studies are read, and not run.
    private const int MostSessions = 40,
        MostGiven = 100;

    private static readonly ShippedFile[][] Kinds =
    [
        .. ShippedFile.All.GroupBy(file => file.IsYaml ? file.Read.Method.Name : file.Name).Select(kind => kind.ToArray()),
    ];

    [Test]
    public void Read_BrokenFiles_AreRefusedInWordsOrGiveFiniteNumbers()
    {
        int count = Setting("PAWLATENCY_FUZZ", Usual),
            first = Setting("PAWLATENCY_FUZZ_SEED", 0);
        using var path = new TemporaryPath();
        var wrong = new List<string>();
        int read = 0;
        for (int number = first; number < first + count && wrong.Count < 20; number++)
        {
            (ShippedFile file, byte[] bytes) = Broken(number);
            (string? fault, double seconds) = Timed(() => Try(file, path, bytes, ref read));
            if (seconds > LongestS)
            {
                // A machine may pause; what hangs does so again.
                int ignored = 0;
                (fault, seconds) = Timed(() => Try(file, path, bytes, ref ignored));
            }

            fault ??= seconds > LongestS ? $"took {seconds:F1} s" : null;
            if (fault is not null)
            {
                wrong.Add($"{number} of {file}: {fault}");
                Keep(number, file, bytes);
            }
        }

        TestContext.Out.WriteLine($"{count} broken files from {first}: {read} were read all the same.");
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
        Assert.That(read, Is.InRange(count / 100, count * 9 / 10), "the changes are too coarse or too fine");
    }

    // The files must not change with the machine or the order in which they are made.
    [Test]
    public void Broken_OfANumber_IsAlwaysTheSame()
    {
        byte[] first = Broken(17).Bytes,
            again = Broken(17).Bytes;

        Assert.That(again, Is.EqualTo(first).And.Not.EqualTo(Broken(18).Bytes));
    }

    private static (string? Fault, double Seconds) Timed(Func<string?> reading)
    {
        long begin = Stopwatch.GetTimestamp();
        return (reading(), Stopwatch.GetElapsedTime(begin).TotalSeconds);
    }

    private static (ShippedFile File, byte[] Bytes) Broken(int number)
    {
        var mutation = new Mutation((ulong)number + 1);
        for (int i = 0; i < 8; i++)
        {
            mutation.Below(2);
        }

        ShippedFile[] kind = Kinds[number % Kinds.Length];
        ShippedFile file = kind[mutation.Below(kind.Length)];
        return (file, mutation.Of(file.Text, kind[mutation.Below(kind.Length)].Text));
    }

    private static string? Try(ShippedFile file, TemporaryPath path, byte[] bytes, ref int read)
    {
        try
        {
            object? result = file.ReadBytes(path, bytes);
            read++;
            return result switch
            {
                Study study => Twice(study),
                MeasuredData data => Finite(data),
                _ => null,
            };
        }
        catch (InputException refused)
        {
            return refused.Faults.All(fault => fault.Line > 0 && fault.Column > 0 && IsSaid(fault.Message))
                ? null
                : $"refused as: {refused.Message}";
        }
        catch (Exception refused) when (refused is ArgumentException or AnalysisException or SolveException)
        {
            return IsSaid(refused.Message) ? null : $"refused as: {refused.Message}";
        }
        catch (Exception fault)
        {
            return $"{fault.GetType().Name}: {fault.Message.Split('\n')[0]} {fault.StackTrace?.Split('\n')[0].Trim()}";
        }
    }

    // A message of this library, not one of the framework's.
    private static bool IsSaid(string message) =>
        message.Length > 0
        && !message.Contains("Index was", StringComparison.Ordinal)
        && !message.Contains("Value cannot be null", StringComparison.Ordinal)
        && !message.Contains("same key has already", StringComparison.Ordinal);

    private static string? Twice(Study study)
    {
        study = study with { Groups = [.. study.Groups.Select(group => group.With(rats: Math.Min(group.Rats, 2)))] };
        if (
            study.Test.Sessions().Count > MostSessions
            || study.Groups.Sum(group => group.Regimen.Administrations.Count + group.Regimen.Responses.Sum(rule => rule.Assessments))
                > MostGiven
        )
        {
            return null;
        }

        StudyResult result = study.Run();
        double[] latencies =
        [
            .. result.Groups.SelectMany(group => group.Rats).SelectMany(rat => rat.Trials).Select(trial => trial.LatencyS),
            .. result.Groups.SelectMany(group => result.Sessions.Select(group.Typical.SessionS)),
        ];
        return latencies.Any(latency => !(latency > 0 && latency <= study.Assay.CutoffS + 1e-9)) ? "a latency is out of range"
            : Hash(result) != Hash(study.Run()) ? "run twice, the bytes differ"
            : null;
    }

    private static string? Finite(MeasuredData data) =>
        data.Groups.SelectMany(group => group.Sessions).Any(session => !double.IsFinite(session.TimeH) || !double.IsFinite(session.Value))
            ? "a value is not finite"
            : null;

    private static string Hash(StudyResult result) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(TestStudies.TrialsCsv(result) + TestStudies.SummaryCsv(result))));

    // For a look at what went wrong.
    private static void Keep(int number, ShippedFile file, byte[] bytes)
    {
        string folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "fuzz")).FullName;
        File.WriteAllBytes(Path.Combine(folder, $"{number}-{file.Name}"), bytes);
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : usual;
}
