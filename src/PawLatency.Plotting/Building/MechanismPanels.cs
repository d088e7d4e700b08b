namespace PawLatency.Plotting.Building;

/// <summary>Builds the mechanism view: what the drug does and what the rat does against it, on one time axis.</summary>
internal sealed class MechanismPanels
{
    private static readonly (string Title, string Name, string Unit)[] Quantities =
    [
        ("analgesic drive (0 to 1)", "analgesic drive", ""),
        ("tolerance (shift of the dose-response curve)", "tolerance", ""),
        ("sensitization", "sensitization", ""),
        ("heat threshold", "threshold", " °C"),
    ];

    private readonly StudyResult _result;
    private readonly int[] _styles;
    private readonly TimeUnit _unit;
    private readonly double _fromH;
    private readonly double _toH;

    public MechanismPanels(StudyResult result)
    {
        (_result, _styles) = (result, Styles.Of(result.Study.Groups));
        (_fromH, _toH) = (result.ShownFromH, result.Sessions[^1].Time.Hours);
        _unit = TimeUnit.For(_fromH, _toH);
    }

    public Figure Build(string? title)
    {
        double pad = _toH > _fromH ? 0.02 * (_toH - _fromH) : 1;
        var x = new Axis(_unit.Title, _unit.From(_fromH - pad), _unit.From(_toH + pad), _unit.Scale);
        IReadOnlyList<double> guides = LatencyPanel.Guides(_result.Study, _unit);
        List<Panel> panels = [.. Concentrations(x), .. Responses(x)];
        Panel[] drawn =
        [
            .. panels.Select(
                (panel, index) =>
                    panel with
                    {
                        Guides = guides,
                        Treatments = index == panels.Count - 1 ? TreatmentLanes.Of(_result.Study.Groups, _unit, _toH + pad) : [],
                    }
            ),
        ];
        LegendEntry[] legend =
        [
            .. _result.Groups.Select((group, index) => new LegendEntry(group.Name, LegendSample.Line, _styles[index])),
            .. _result.Groups.Any(group => group.EnsembleResponses.Count > 1)
                ? new[] { new LegendEntry(LatencyPanel.EnsembleLegend, LegendSample.Area) }
                : [],
        ];
        return new Figure(title ?? $"{_result.Study.Title}: mechanism", Describe(), drawn) { Legend = legend };
    }

    // One panel for each substance: drug and metabolite differ by more than an axis holds.
    private IEnumerable<Panel> Concentrations(Axis x)
    {
        foreach (string substance in _result.Groups.SelectMany(group => group.Typical.Substances).Distinct())
        {
            List<Series> series = [];
            double high = 0;
            foreach (
                (GroupResult group, int style) in _result
                    .Groups.Zip(_styles)
                    .Where(pair => pair.First.Typical.Substances.Contains(substance))
            )
            {
                double[] times = group.Typical.TimesH[FirstFrom(group, _fromH)..FirstFrom(group, _toH + 1e-9)].ToArray(),
                    values = [.. times.Select(time => group.Typical.ConcentrationNgPerMl(substance, new StudyTime(time)))];
                high = Math.Max(high, values.Max());
                series.Add(Thinning.Curve($"{group.Name}, {substance}", style, SeriesLook.Line, [.. times.Select(_unit.From)], values));
                series.Add(
                    Reading(group, style, session => group.Typical.ConcentrationNgPerMl(substance, session.Time), substance, " ng/mL")
                );
            }

            if (high > 0)
            {
                yield return new Panel("", x, new Axis($"{substance} at the effect site, ng/mL", 0, high * 1.06), series);
            }
        }
    }

    private IEnumerable<Panel> Responses(Axis x)
    {
        List<Series>[] series = [.. Quantities.Select(_ => new List<Series>())];
        (double Low, double High)[] ranges = [(0, 0.05), (0, 0.1), (0, 0.05), (double.PositiveInfinity, double.NegativeInfinity)];
        foreach ((GroupResult group, int style) in _result.Groups.Zip(_styles))
        {
            int first = FirstFrom(group, _fromH),
                count = FirstFrom(group, _toH + 1e-9) - first;
            double[] times = new double[count];
            double[][] values = [.. Quantities.Select(_ => new double[count])];
            for (int i = 0; i < count; i++)
            {
                times[i] = _unit.From(group.Typical.TimesH[first + i]);
                (values[0][i], values[1][i], values[2][i], values[3][i]) = group.Typical.ResponseAt(first + i);
            }

            for (int quantity = 0; quantity < Quantities.Length; quantity++)
            {
                double[] own = values[quantity];
                Series? band = Band(group, style, quantity);
                double[] drawn = band is null ? own : [.. own, .. band.Low.ToArray(), .. band.High.ToArray()];
                ranges[quantity] = (Math.Min(ranges[quantity].Low, drawn.Min()), Math.Max(ranges[quantity].High, drawn.Max()));
                series[quantity].AddRange(band is null ? [] : [band]);
                series[quantity].Add(Thinning.Curve($"{group.Name}, {Quantities[quantity].Name}", style, SeriesLook.Line, times, own));
                series[quantity]
                    .Add(
                        Reading(
                            group,
                            style,
                            session => own[Nearest(times, _unit.From(session.Time.Hours))],
                            Quantities[quantity].Name,
                            Quantities[quantity].Unit
                        )
                    );
            }
        }

        return Quantities.Select(
            (quantity, index) =>
            {
                double pad = Math.Max(0.06 * (ranges[index].High - ranges[index].Low), index == 3 ? 0.5 : 0);
                string title = index == 3 ? $"{quantity.Title} of the {_result.Study.Assay.Tissue}, °C" : quantity.Title;
                return new Panel("", x, new Axis(title, index == 3 ? ranges[index].Low - pad : 0, ranges[index].High + pad), series[index])
                {
                    Levels = index == 3 ? [Untreated()] : [],
                };
            }
        );
    }

    // The band over the plausible sets, where there are some and more than one session.
    private Series? Band(GroupResult group, int style, int quantity)
    {
        if (group.EnsembleResponses.Count < 2)
        {
            return null;
        }

        EnsembleBand[] bands =
        [
            .. group.EnsembleResponses.Select(one =>
                quantity switch
                {
                    0 => one.Analgesia,
                    1 => one.Tolerance,
                    2 => one.Sensitization,
                    _ => one.ThresholdC,
                }
            ),
        ];
        double[] Of(Func<EnsembleBand, double> end) => [.. bands.Select(end)];
        return new Series(
            $"{group.Name}: {LatencyPanel.EnsembleLegend}",
            style,
            SeriesLook.Area,
            _result.Sessions.Select(session => _unit.From(session.Time.Hours)).ToArray(),
            Of(band => band.Median)
        )
        {
            Low = Of(band => band.P05),
            High = Of(band => band.P95),
        };
    }

    private Level Untreated()
    {
        double threshold = _result.Study.Parameters.BaselineThresholdC;
        return new Level("untreated", threshold, threshold, threshold);
    }

    private Series Reading(GroupResult group, int style, Func<Session, double> value, string what, string unit)
    {
        double[] values = [.. _result.Sessions.Select(value)];
        return new Series(
            group.Name,
            style,
            SeriesLook.Reading,
            _result.Sessions.Select(session => _unit.From(session.Time.Hours)).ToArray(),
            values
        )
        {
            Texts =
            [
                .. _result.Sessions.Select(
                    (session, index) =>
                        FormattableString.Invariant(
                            $"{group.Name}, {_unit.Text(session.Time.Hours)}: {what} {Told(values[index]):G4}{unit}"
                        )
                ),
            ],
        };
    }

    // Days after the last dose there are 1E-29 ng/mL: what no assay tells from nothing is read as nothing.
    private static double Told(double value) => Math.Abs(value) < 1e-6 ? 0 : value;

    private static int FirstFrom(GroupResult group, double timeH)
    {
        int found = group.Typical.TimesH.BinarySearch(timeH);
        return found < 0 ? ~found : found;
    }

    private static int Nearest(ReadOnlySpan<double> times, double time)
    {
        int found = times.BinarySearch(time);
        return found >= 0 ? found : Math.Min(~found, times.Length - 1);
    }

    private string Describe()
    {
        IEnumerable<string> substances = _result
            .Groups.SelectMany(group => group.Typical.Substances)
            .Distinct()
            .Select(name => $"concentration of {name}");
        string quantities = string.Join(", ", substances.Concat(Quantities.Select(quantity => quantity.Name))),
            groups = string.Join(", ", _result.Groups.Select(group => group.Name));
        return $"Typical rats over time, one panel below the other: {quantities}. Groups: {groups}.";
    }
}
