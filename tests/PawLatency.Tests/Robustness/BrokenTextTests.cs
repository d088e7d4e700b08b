using System.Text;
using NUnit.Framework;
using PawLatency.Text;

namespace PawLatency.Tests.Robustness;

/// <summary>A file from which a bracket, a quote, a colon or an indent is missing is read, or refused with a place: nothing else.</summary>
[TestFixture]
public sealed class BrokenTextTests
{
    private const string Marks = "[]{}\"':,-#|>";

    [Test]
    [Category(Fixtures.Slow)]
    public void Parse_AnyYamlFileWithoutOneOfItsMarks_IsReadOrRefusedWithAPlace()
    {
        var wrong = new List<string>();
        int tried = 0;
        foreach (ShippedFile file in ShippedFile.All.Where(file => file.IsYaml))
        {
            foreach (string text in WithoutOneMark(file.Text))
            {
                tried++;
                Judge(file, () => YamlTree.Parse(file.Name, Encoding.UTF8.GetBytes(text)), wrong);
            }
        }

        Assert.That(wrong, Is.Empty, string.Join('\n', wrong.Take(10)));
        Assert.That(tried, Is.GreaterThan(10_000));
    }

    [Test]
    [Category(Fixtures.Slow)]
    public void Load_SampleWithoutOneOfItsMarks_IsReadOrRefusedWithAPlace()
    {
        using var path = new TemporaryPath();
        var wrong = new List<string>();
        // The first of each folder, and all of the samples.
        ShippedFile[] files =
        [
            .. ShippedFile.All.Where(file => file.IsYaml).DistinctBy(file => file.Read.Method),
            .. ShippedFile.All.Where(file => File.Exists(Path.Combine(Repository.Root, "samples", file.Name))),
        ];
        foreach (ShippedFile file in files.Distinct())
        {
            foreach (string text in WithoutOneMark(file.Text))
            {
                Judge(file, () => file.ReadBytes(path, Encoding.UTF8.GetBytes(text)), wrong);
            }
        }

        Assert.That(wrong, Is.Empty, string.Join('\n', wrong.Take(10)));
    }

    // Escapes and characters that the package or the terminal chokes on.
    [TestCase("name: \"\\UFFFFFFFF\"")]
    [TestCase("name: \"\\uD800\"")]
    [TestCase("name: \"\\x1b[31m\"")]
    [TestCase("name: \"\\e]0;title\\a\"")]
    [TestCase("name: \"\\q\"")]
    [TestCase("name: \u0007bell")]
    [TestCase("name: \u009b31m")]
    [TestCase("{")]
    [TestCase("a: {")]
    [TestCase("a: [1, 2")]
    [TestCase("a: \"")]
    [TestCase("? a\n? b")]
    [TestCase("- a: 1\n b: 2")]
    [TestCase("%YAML 9.9\n---\na: 1")]
    [TestCase("%")]
    [TestCase("a: !<")]
    [TestCase("a: &\nb: *")]
    [TestCase("a: |99\n  x")]
    [TestCase("}")]
    public void Parse_TextThatIsNoYaml_IsRefusedWithLineAndColumn(string text)
    {
        InputException refused = Assert.Throws<InputException>(() => StudyFile.Parse("a.yaml", Encoding.UTF8.GetBytes(text)))!;

        Assert.That(refused.Faults, Has.All.Matches<Fault>(fault => fault.Line > 0 && fault.Column > 0));
        Assert.That(refused.Message.Where(letter => char.IsControl(letter) && letter != '\n'), Is.Empty, refused.Message);
    }

    private static IEnumerable<string> WithoutOneMark(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (Marks.Contains(text[i], StringComparison.Ordinal))
            {
                yield return text.Remove(i, 1);
            }

            int indent = (i == 0 || text[i - 1] == '\n') ? text.AsSpan(i).IndexOfAnyExcept(' ') : 0;
            if (indent > 0)
            {
                yield return text.Remove(i, 1);
                yield return text.Remove(i, indent);
            }
        }
    }

    // Studies are also refused by what holds between their parts, without a place.
    private static void Judge(ShippedFile file, Action read, List<string> wrong)
    {
        try
        {
            read();
        }
        catch (InputException refused)
        {
            if (refused.Faults.Any(fault => fault.Line < 1 || fault.Column < 1 || fault.Message.Length == 0))
            {
                wrong.Add($"{file}: {refused.Message}");
            }
        }
        catch (ArgumentException refused) when (file.Read.Method.Name == "ReadStudy")
        {
            _ = refused;
        }
        catch (Exception fault)
        {
            wrong.Add($"{file}: {fault.GetType().Name} {fault.Message.Split('\n')[0]} {fault.StackTrace?.Split('\n')[0]}");
        }
    }
}
