using PawLatency.Data;

namespace PawLatency.Plotting.Building;

/// <content>The words of the figure: legend and description.</content>
internal sealed partial class LatencyPanel
{
    private IEnumerable<LegendEntry> Legend(Level[] levels)
    {
        bool means = _groups.Any(group => group.Sessions.Any(session => !double.IsNaN(session.Summary.Mean)));
        foreach (LegendEntry entry in GroupEntries(means).Concat(TypicalEntries()))
        {
            yield return entry;
        }

        if (_options.Animals && _groups.Any(group => group.Sessions.Count > 1 && group.Sessions.Any(session => session.Rats.Count > 0)))
        {
            yield return new LegendEntry("one rat", LegendSample.Thin);
        }

        if (_groups.Any(group => group.Sessions.Any(session => session.Ensemble is not null)))
        {
            yield return new LegendEntry(EnsembleLegend, LegendSample.Area);
        }

        if (Other is { } other)
        {
            yield return new LegendEntry(
                OtherModel is { } rival ? $"typical rat: {rival.Title}" : $"compared with {other.Study.Name}",
                LegendSample.Broken
            );
        }

        if (levels.Any(level => level.High > level.Low))
        {
            yield return new LegendEntry("baseline ± SD of rats", LegendSample.Area);
        }
    }

    // Each group, what the error bars are, and the test.
    private IEnumerable<LegendEntry> GroupEntries(bool means)
    {
        for (int index = 0; index < _groups.Count; index++)
        {
            (MeasuredGroup group, int style) = (_groups[index], _styles[index]);
            int most = group.Sessions.Max(session => session.Summary.Count);
            string count = most > 0 ? FormattableString.Invariant($" (n = {most})") : "",
                covered = Covered(index) is { } before ? $", typical rat as {before}" : "";
            yield return new LegendEntry($"{group.Name}{count}{covered}", means ? LegendSample.MarkerOnLine : LegendSample.Line, style);
        }

        if (means)
        {
            yield return new LegendEntry(
                _options.Error switch
                {
                    ErrorBars.Sem => "mean ± SEM",
                    ErrorBars.Sd => "mean ± SD",
                    _ => "mean, 95 % interval",
                },
                LegendSample.ErrorBar
            );
        }

        if (_options.Significance is { } significance)
        {
            yield return new LegendEntry($"* p < 0.05, ** p < 0.01, *** p < 0.001 ({significance.Test})", LegendSample.None);
        }
    }

    private IEnumerable<LegendEntry> TypicalEntries()
    {
        if (_groups.Where((group, index) => HasTypical(group, _styles[index])).Any())
        {
            string[] atTests = [.. _groups.Where((_, index) => Typical.Count > index).Where(IsAtTests).Select(group => group.Name)];
            string part =
                atTests.Length == 0 ? ""
                : atTests.Length == _groups.Count ? " at the tests"
                : $" ({string.Join(", ", atTests)}: at the tests)";
            yield return new LegendEntry(
                (OtherModel is null ? "typical rat" : $"typical rat: {Study!.Model.Title}") + part,
                LegendSample.Line
            );
        }
    }

    private string Describe(TimeUnit unit)
    {
        IEnumerable<string> lines = _groups.Select(group =>
        {
            MeasuredSession[] known = [.. group.Sessions.Where(session => !double.IsNaN(session.Value))];
            MeasuredSession low = known.MinBy(session => session.Value)!,
                high = known.MaxBy(session => session.Value)!;
            return FormattableString.Invariant(
                    $"{group.Name}: from {known[0].Value:0.0} {Readout.Unit} at the start, highest {high.Value:0.0} {Readout.Unit} "
                )
                + FormattableString.Invariant(
                    $"({unit.Text(high.TimeH)}), lowest {low.Value:0.0} {Readout.Unit} ({unit.Text(low.TimeH)}), "
                )
                + FormattableString.Invariant($"{known[^1].Value:0.0} {Readout.Unit} at the end.");
        });
        return $"{Readout.Heading} in {Readout.UnitName} against time. {string.Join(' ', lines)}";
    }

    // Which groups have the curve of a group before them, drawn over it.
    private string? Covered(int index)
    {
        if (!_options.Typical || Typical.Count <= index || Typical[index] is not { } curve || IsAtTests(_groups[index]))
        {
            return null;
        }

        double from = FromH ?? _groups[index].Sessions[0].TimeH,
            to = _groups[index].Sessions[^1].TimeH,
            alike = 0.002 * curve.Cutoff;
        double[] times = [.. Enumerable.Range(0, 401).Select(step => from + (to - from) * step / 400)];
        return Enumerable
            .Range(0, index)
            .Where(other => Typical[other] is not null && !IsAtTests(_groups[other]))
            .Where(other => times.All(time => Math.Abs(curve.At(time.Hours) - Typical[other]!.At(time.Hours)) <= alike))
            .Select(other => _groups[other].Name)
            .FirstOrDefault();
    }
}
