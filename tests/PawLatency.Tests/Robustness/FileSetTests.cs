using System.Text;
using NUnit.Framework;
using PawLatency.Tests.Cli;
using PawLatency.Text;

namespace PawLatency.Tests.Robustness;

/// <summary>Files that are written together: the old set or the new one, whatever goes wrong at whatever step.</summary>
[TestFixture]
public sealed class FileSetTests
{
    private static readonly string[] Names = ["a.csv", "b.csv", "c.svg", "d.svg", "manifest.json"];

    private static IEnumerable<TestCaseData> Steps()
    {
        using var folder = new TemporaryFolder();
        var steps = new List<string>();
        new FileSet(folder.Path).Write(Set("old"));
        new FileSet(folder.Path, steps.Add).Write(Set("new"));
        return
        [
            .. steps
                .Index()
                .SelectMany(step =>
                    new[] { "kill", "no space", "read-only" }.Select(how =>
                        new TestCaseData(step.Index, how).SetArgDisplayNames($"{step.Index} {step.Item}", how)
                    )
                ),
        ];
    }

    [TestCaseSource(nameof(Steps))]
    public void Write_ThatFailsAtAStep_LeavesTheOldSetOrTheNewOne(int step, string how)
    {
        using var folder = new TemporaryFolder();
        new FileSet(folder.Path).Write(Set("old"));
        int taken = 0;
        var failing = new FileSet(
            folder.Path,
            _ =>
            {
                if (taken++ == step)
                {
                    throw how == "kill" ? new KilledException()
                    : how == "no space" ? new IOException("No space left on device.")
                    : new UnauthorizedAccessException("Read-only.");
                }
            }
        );

        Assert.That(() => failing.Write(Set("new")), Throws.Exception);
        AssertNoMixture(folder);
        new FileSet(folder.Path).Recover();

        string[] contents = [.. Names.Select(name => File.ReadAllText(folder[name])[..3]).Distinct()];
        Assert.That(contents, Has.Length.EqualTo(1), "old and new are mixed");
        Assert.That(folder.Files, Is.EqualTo(Names), "something is left over");
    }

    [TestCaseSource(nameof(Steps))]
    public void Write_AfterAFailureAtAnyStep_WritesTheNextSetWhole(int step, string how)
    {
        using var folder = new TemporaryFolder();
        new FileSet(folder.Path).Write(Set("old"));
        int taken = 0;
        Assert.That(() => new FileSet(folder.Path, _ => Fail(taken++ == step, how)).Write(Set("new")), Throws.Exception);

        new FileSet(folder.Path).Write(Set("end"));

        Assert.That(Names.Select(name => File.ReadAllText(folder[name])[..3]), Is.All.EqualTo("end"));
        Assert.That(folder.Files, Is.EqualTo(Names));
    }

    [Test]
    public void Write_IntoAFolderThatIsMadeForIt_LeavesNothingWhenItFails()
    {
        using var folder = new TemporaryFolder();
        var set = new FileSet(folder["x/y"], step => Fail(step == "flush b.csv", "no space"));

        Assert.That(() => set.Write(Set("new")), Throws.TypeOf<IOException>());

        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void Write_OfTwoAtOnce_LeavesOneWholeSet()
    {
        using var folder = new TemporaryFolder();

        Parallel.For(0, 20, round => new FileSet(folder.Path).Write(Set($"{round:D3}")));

        Assert.That(Names.Select(name => File.ReadAllText(folder[name])[..3]).Distinct().Count(), Is.EqualTo(1));
        Assert.That(folder.Files, Is.EqualTo(Names));
    }

    [Test]
    public void Write_OfOneFileOverALink_WritesWhatTheLinkNames()
    {
        using var folder = new TemporaryFolder();
        folder.Write("real.xml", "old");
        File.CreateSymbolicLink(folder["link.xml"], folder["real.xml"]);

        FileSet.Write(folder["link.xml"], "new"u8.ToArray());

        Assert.That(File.ReadAllText(folder["real.xml"]), Is.EqualTo("new"));
        Assert.That(new FileInfo(folder["link.xml"]).LinkTarget, Is.Not.Null);
    }

    [Test]
    public void Write_WhereTheFolderIsAFile_SaysSoAndKeepsTheFile()
    {
        using var folder = new TemporaryFolder();
        folder.Write("taken", "mine");

        Assert.That(() => new FileSet(folder["taken"]).Write(Set("new")), Throws.InstanceOf<IOException>());
        Assert.That(File.ReadAllText(folder["taken"]), Is.EqualTo("mine"));
    }

    // Before anybody recovers: files of one set only, and the manifest never beside files of another.
    private static void AssertNoMixture(TemporaryFolder folder)
    {
        string[] there = [.. Names.Where(name => File.Exists(folder[name]))];
        string[] kinds = [.. there.Select(name => File.ReadAllText(folder[name])[..3]).Distinct()];
        Assert.That(kinds, Has.Length.LessThanOrEqualTo(1));
        Assert.That(!there.Contains(Names[^1]) || there.Length == Names.Length, "a manifest without its set");
    }

    private static void Fail(bool now, string how)
    {
        if (now)
        {
            throw how == "kill" ? new KilledException() : new IOException("No space left on device.");
        }
    }

    private static (string, byte[])[] Set(string kind) =>
        [.. Names.Select(name => (name, Encoding.UTF8.GetBytes($"{kind} {name} {new string('x', 5000)}")))];

    // What nobody catches: the process is gone.
    private sealed class KilledException : Exception;
}
