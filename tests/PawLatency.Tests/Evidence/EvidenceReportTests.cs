using NUnit.Framework;
using PawLatency.Data;
using PawLatency.Evidence;
using PawLatency.Tests.Cli;
using PawLatency.Tests.Goldens;

namespace PawLatency.Tests.Evidence;

/// <summary>The Markdown page of a verification.</summary>
[TestFixture]
[Category(Fixtures.Slow)]
public sealed class EvidenceReportTests
{
    [Test]
    public void Write_OneFindingOfTwoExpectations_IsTheWholePage()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write(
            "own.yaml",
            OwnEvidence.Yaml("group: treated, is: above, than: saline, at: [10 h]", "group: treated, is: above, than: saline, at: [30 h]")
        );
        MeasuredData data = MeasuredData.Load(folder.Write("data.csv", OwnEvidence.Data), 20);

        string report = EvidenceReport.Write(Verification.Against([Finding.Load(file)], data), "data.csv");

        Assert.That(
            report,
            Is.EqualTo(
                """
                # Published findings

                1 finding, compared with the measured data of data.csv. Written by `pawlatency verify --report`; do not edit.

                | by | | expectations | hold | share |
                | --- | --- | ---: | ---: | ---: |
                | all | all | 2 | 1 | 50 % |
                | use | validation | 2 | 1 | 50 % |
                | strength | numbers | 2 | 1 | 50 % |
                | reading | latency | 2 | 1 | 50 % |
                | assay | hargreaves | 2 | 1 | 50 % |

                ## Failing expectations

                | finding | use | expected | actual | likely reason |
                | --- | --- | --- | --- | --- |
                | OWN | validation | treated above saline by at least 5 % on day 1.25 | -20 % on day 1.25 | the curve is made up |

                ## OWN

                Treatment first lengthens latency.

                - Source: A and B 2001; doi:10.1/own; Fig 1 | legend
                - Animals: rat, strain Wistar, sex male, n 6
                - Assay hargreaves, reading latency, strength numbers, use validation
                - Likely reason of the failures: the curve is made up

                | | expected | actual |
                | --- | --- | --- |
                | holds | treated above saline by at least 5 % on 10 h | +50 % on 10 h |
                | FAILS | treated above saline by at least 5 % on day 1.25 | -20 % on day 1.25 |

                """.ReplaceLineEndings("\n")
            )
        );
    }

    [Test]
    public void Write_FailureWithoutAReason_SaysSo()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("own.yaml", OwnEvidence.Yaml("group: treated, is: above, than: saline, at: [30 h]"));
        Finding finding = Finding.Load(file) with { LikelyReason = null };

        string report = EvidenceReport.Write(
            Verification.Against([finding], MeasuredData.Load(folder.Write("data.csv", OwnEvidence.Data), 20))
        );

        Assert.That(report, Does.Contain("| not explained yet |").And.Contain("- Likely reason of the failures: not explained yet\n"));
    }

    // Both are accepted with: pawlatency verify --record data/evidence
    [Test]
    public void CommittedReportAndRecord_AreThoseOfToday()
    {
        string folder = Path.Combine(Repository.Root, "data", "evidence"),
            accept = "to accept it: pawlatency verify --record data/evidence";
        Verification verification = Verified.ContractAndFindings;
        string report = EvidenceReport.Write(verification);

        Assert.That(
            Finding.All.Select(finding => $"\n## {finding.Id}\n").Where(title => !report.Contains(title, StringComparison.Ordinal)),
            Is.Empty
        );
        GoldenText.AssertUnchanged(EvidenceRecord.Of(verification).Write(), Path.Combine(folder, EvidenceRecord.FileName), accept);
        GoldenText.AssertUnchanged(report, Path.Combine(folder, EvidenceReport.FileName), accept);
    }
}
