using System.Globalization;
using System.Text.RegularExpressions;
using PawLatency.Data;

namespace PawLatency.Statistics;

/// <summary>
/// The doses of one drug and what each animal showed, taken from groups whose names end in a dose: "morphine 3 mg/kg", "morphine 3",
/// "morphine-3". Groups without a dose, the vehicle, belong to no ladder. Immutable.
/// </summary>
/// <example>
/// <code>
/// DoseLadder ladder = DoseLadder.Of(table, day: 1, baselineDays: [0], cutoff: 20)[0];
/// Console.WriteLine(ladder.Fit().Ed50);
/// </code>
/// </example>
public sealed partial record DoseLadder
{
    private DoseLadder(string drug, string unit, IReadOnlyList<double> doses, IReadOnlyList<double> effects) =>
        (Drug, Unit, Doses, EffectsPercent) = (drug, unit, doses, effects);

    /// <summary>The drug, as the groups name it.</summary>
    public string Drug { get; }

    /// <summary>Unit of the doses; empty where the groups name none.</summary>
    public string Unit { get; }

    /// <summary>Dose of each animal, in <see cref="Unit"/>.</summary>
    public IReadOnlyList<double> Doses { get; }

    /// <summary>Effect of each animal, percent of the maximum possible; below 0 where it is faster than its baseline.</summary>
    public IReadOnlyList<double> EffectsPercent { get; }

    /// <summary>The ladders of a table, in the order of its groups.</summary>
    /// <param name="table">Latencies.</param>
    /// <param name="day">The day, days since the test hour of day 0.</param>
    /// <param name="baselineDays">Days whose mean is an animal's baseline.</param>
    /// <param name="cutoff">Cutoff of the assay, in the unit of the table.</param>
    /// <exception cref="AnalysisException">No group has a dose, a drug has one dose only or doses of two units, or an animal has no
    /// baseline.</exception>
    public static IReadOnlyList<DoseLadder> Of(LatencyTable table, double day, IReadOnlyList<double> baselineDays, double cutoff)
    {
        LatencyTable tested = table.Where(animal => table.Has(animal, day));
        LatencyTable effects = tested.Express(LatencyMeasure.PercentMaximumPossibleEffect, baselineDays, cutoff);
        int at = effects.DayIndex(day);
        var rungs = table
            .Groups.Select((name, index) => (Match: NameWithDose().Match(name), index))
            .Where(group => group.Match.Success)
            .Select(group =>
                (
                    Drug: group.Match.Groups["drug"].Value,
                    Unit: group.Match.Groups["unit"].Value,
                    Dose: double.Parse(group.Match.Groups["dose"].Value, CultureInfo.InvariantCulture),
                    Effects: effects.Sample(group.index, at)
                )
            )
            .ToArray();
        return rungs.Length == 0
            ? throw new AnalysisException(
                $"No group has a dose in its name ({string.Join(", ", table.Groups)}); name the groups \"morphine 3 mg/kg\" and so on."
            )
            :
            [
                .. rungs
                    .GroupBy(rung => rung.Drug)
                    .Select(drug =>
                        drug.Select(rung => rung.Unit).Distinct().Count() == 1 && drug.Select(rung => rung.Dose).Distinct().Count() > 1
                            ? new DoseLadder(
                                drug.Key,
                                drug.First().Unit,
                                [.. drug.SelectMany(rung => rung.Effects.Select(_ => rung.Dose))],
                                [.. drug.SelectMany(rung => rung.Effects)]
                            )
                            : throw new AnalysisException($"{drug.Key} needs two doses or more, all in one unit, for an ED50.")
                    ),
            ];
    }

    /// <summary>The logistic curve through the effects of the animals.</summary>
    /// <exception cref="AnalysisException">No curve fits.</exception>
    public LogisticDoseResponse Fit() => LogisticDoseResponse.FitGraded([.. Doses], [.. EffectsPercent]);

    /// <summary>The logistic curve through the shares of animals that respond.</summary>
    /// <param name="criterionPercent">The least effect of an animal that responds, percent of the maximum possible.</param>
    /// <exception cref="AnalysisException">No curve fits.</exception>
    public LogisticDoseResponse FitResponders(double criterionPercent)
    {
        IGrouping<double, double>[] rungs =
        [
            .. Doses.Zip(EffectsPercent).GroupBy(animal => animal.First, animal => animal.Second).OrderBy(rung => rung.Key),
        ];
        return LogisticDoseResponse.FitQuantal(
            [.. rungs.Select(rung => rung.Key)],
            [.. rungs.Select(rung => rung.Count(effect => effect >= criterionPercent))],
            [.. rungs.Select(rung => rung.Count())]
        );
    }

    [GeneratedRegex(
        @"^(?<drug>.*?)[\s_-]*(?<dose>\d+(\.\d+)?)\s*(?<unit>(ug|µg|mg|g|nmol|umol|mmol)(/\w+)?)?$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex NameWithDose();
}
