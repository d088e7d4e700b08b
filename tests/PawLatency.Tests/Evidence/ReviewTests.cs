using System.Globalization;
using System.Text.RegularExpressions;
using NUnit.Framework;
using PawLatency.Evidence;

namespace PawLatency.Tests.Evidence;

/// <summary>What five reviews say, sentence by sentence: docs/validation.md and data/reviews agree.</summary>
[TestFixture]
public sealed partial class ReviewTests
{
    /// <summary>Every study of data/reviews, judged.</summary>
    internal static Lazy<Verification> Whole { get; } =
        new(() =>
            Verification.Run([
                .. Directory
                    .EnumerateFiles(Path.Combine(Repository.Root, "data", "reviews"), "*.yaml")
                    .Order(StringComparer.Ordinal)
                    .Select(Finding.Load),
            ])
        );

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "validation.md");

    private static readonly Lazy<ReviewRow[]> Rows = new(() =>
        [
            .. File.ReadLines(Page)
                .Select(line => RowForm().Match(line))
                .Where(match => match.Success)
                .Select(match => new ReviewRow(match.Groups[1].Value, match.Groups[2].Value, match.Groups[4].Value, match.Groups[5].Value)),
        ]
    );

    // The note of an expectation names the sentences that it answers.
    private static readonly Lazy<(string Row, string Study, bool Holds)[]> Answers = new(() =>
        [
            .. Whole.Value.Findings.SelectMany(verdict =>
                verdict
                    .Finding.Expectations.Zip(verdict.Judgements)
                    .SelectMany(pair =>
                        IdForm().Matches(pair.First.Note ?? "").Select(id => (id.Value, verdict.Finding.Id, pair.Second.Holds))
                    )
            ),
        ]
    );

    [Test]
    public void Expectations_OfReviews_NameTheSentencesTheyAnswer()
    {
        string?[] notes = [.. Whole.Value.Findings.SelectMany(verdict => verdict.Finding.Expectations).Select(one => one.Note)];
        string[] listed = [.. Rows.Value.Select(row => row.Id)];
        Assert.That(notes.Where(note => !IdForm().IsMatch(note ?? "")), Is.Empty);
        Assert.That(Answers.Value.Select(answer => answer.Row).Except(listed), Is.Empty, "sentences that docs/validation.md does not list");
        Assert.That(Rows.Value.Select(row => row.Id), Is.Unique);
    }

    // "yes": every expectation of the sentence holds. A sentence that asks for more may be held lower, with the reason.
    [Test]
    public void Table_OfReviews_ClaimsWhatTheVerdictsShow()
    {
        string[] wrong =
        [
            .. Rows
                .Value.Where(row => row.IsJudged)
                .Select(row => (Row: row, Shown: Shown(row)))
                .Where(pair => pair.Row.Now != pair.Shown && !(pair.Row.MeansMore && (pair.Row.Now, pair.Shown) == ("partly", "yes")))
                .Select(pair => $"{pair.Row.Id}: the table says {pair.Row.Now}, the verdicts {pair.Shown}"),
        ];
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
        Assert.That(Rows.Value.Where(row => row.Now != "yes" && row.Remark.Length < 20), Is.Empty, "what is not shown has a reason");
    }

    [Test]
    public void Table_OfReviews_NamesTheFilesThatJudgeEachSentence()
    {
        IEnumerable<string> Judging(string row) => Answers.Value.Where(answer => answer.Row == row).Select(answer => answer.Study);
        Assert.That(Rows.Value.Where(row => row.IsJudged && !Judging(row.Id).ToHashSet().SetEquals(row.Studies)), Is.Empty);
        string[] others = [.. Rows.Value.Where(row => !row.IsJudged && row.Now != "cannot").Select(row => row.Id)];
        Assert.That(others, Is.EquivalentTo(["000-09", "000-16"]), "these two are shown by commands of their own");
    }

    [Test]
    public void Table_OfReviews_IsCountedAtItsTop()
    {
        int shown = Rows.Value.Count(row => row.Now == "yes"),
            can = Rows.Value.Count(row => row.Now != "cannot");
        Assert.That(
            File.ReadAllText(Page),
            Does.Contain(string.Create(CultureInfo.InvariantCulture, $"**{shown} of the {can} sentences that a rat can show**"))
        );
    }

    [Test]
    public void Marks_OfReviews_AreThoseOfWhatFails() =>
        Assert.That(
            Whole.Value.Findings.Where(verdict => !verdict.IsAsMarked).Select(verdict => verdict.Finding.Id),
            Is.Empty,
            "see: pawlatency verify data/reviews --failing"
        );

    private static string Shown(ReviewRow row)
    {
        bool[] holds = [.. Answers.Value.Where(answer => answer.Row == row.Id).Select(answer => answer.Holds)];
        return holds.Length > 0 && holds.All(one => one) ? "yes"
            : holds.Any(one => one) ? "partly"
            : "no";
    }

    [GeneratedRegex(@"^\| (\d{3}-\d{2}) \| [^|]+ \| (?:no|partly) \| (yes|partly|no|cannot) \| (`([^`|]*)`)? ?\| ([^|]*) ?\|$")]
    private static partial Regex RowForm();

    [GeneratedRegex(@"\b\d{3}-\d{2}\b")]
    private static partial Regex IdForm();

    // A line of the table: the sentence, what is shown of it now, the command that shows it, and why not all.
    private sealed record ReviewRow(string Id, string Now, string Command, string Remark)
    {
        public bool IsJudged => Now != "cannot" && Command.StartsWith("pawlatency verify data/reviews/", StringComparison.Ordinal);

        // The sentence asks for more than an expectation can say.
        public bool MeansMore => Remark.StartsWith("More is meant:", StringComparison.Ordinal);

        public IEnumerable<string> Studies => Command.Split(' ').Skip(2).Select(file => Path.GetFileNameWithoutExtension(file));
    }
}
