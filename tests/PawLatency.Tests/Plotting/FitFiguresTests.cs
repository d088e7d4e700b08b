using NUnit.Framework;
using PawLatency.Fitting;
using PawLatency.Plotting;
using PawLatency.Tests.Fitting;

namespace PawLatency.Tests.Plotting;

/// <summary>What a fit shows: every value once in each panel, and each rat in a panel of its own.</summary>
[TestFixture]
public sealed class FitFiguresTests
{
    private static readonly FitResult Small = Fitted(4),
        Large = Fitted(20);

    [Test]
    public void Agreement_OfAFit_ShowsEveryValueOverBothPredictions()
    {
        Figure figure = FitFigures.Agreement(Small);

        Assert.That(figure.Panels, Has.Count.EqualTo(2));
        foreach (
            (Panel panel, Func<FitPrediction, double> predicted) in figure.Panels.Zip([
                (Func<FitPrediction, double>)(one => one.Population),
                one => one.Individual,
            ])
        )
        {
            (double, double)[] drawn =
            [
                .. panel
                    .Series.Where(series => series.Look == SeriesLook.Markers)
                    .SelectMany(series => series.X.ToArray().Zip(series.Y.ToArray())),
            ];
            Assert.That(drawn, Is.EquivalentTo(Small.Predictions.Select(one => (predicted(one), one.Observed))));
        }
    }

    [Test]
    public void Agreement_OfValuesAtTheCutoff_KeepsThemApart()
    {
        Series bounds = FitFigures
            .Agreement(Large)
            .Panels[0]
            .Series.Single(series => series.Name.StartsWith("at the cutoff", StringComparison.Ordinal));

        Assert.That(bounds.Y.Length, Is.EqualTo(Large.Censored).And.GreaterThan(0));
        Assert.That(bounds.Y.ToArray(), Has.All.EqualTo(20));
    }

    [Test]
    public void Rats_OfFewRats_HaveAPanelEachWithTheirOwnValues()
    {
        Figure figure = FitFigures.Rats(Small);

        Assert.That(figure.Panels.Select(panel => panel.Title), Is.EqualTo(Small.Rats.Select(rat => $"{rat.Group}, {rat.Name}")));
        Assert.That(
            figure.Panels.Select(panel => panel.Series.Single(series => series.Look == SeriesLook.Markers).Y.Length),
            Is.EqualTo(Small.Rats.Select(rat => rat.Values))
        );
    }

    [Test]
    public void Rats_OfMoreThanFitAPage_AreTheFirstAndTheLegendSaysSo()
    {
        Figure figure = FitFigures.Rats(Large);

        Assert.That(figure.Panels, Has.Count.EqualTo(36));
        Assert.That(figure.Legend.Select(entry => entry.Text), Has.Member("first 36 of 40 rats"));
    }

    private static FitResult Fitted(int rats) =>
        Fit.Run(
            Laboratory.Plan(Laboratory.Pump(rats, seed: 3), "half-effect-factor-of-morphine") with
            {
                Starts = 1,
                WithProfiles = false,
            }
        );
}
