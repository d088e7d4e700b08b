using PawLatency.Pharmacology;

namespace PawLatency.Plotting.Building;

/// <summary>What a group is given under one name: a single dose, device or ramp, or the pieces of a taper or an escalation in steps, in
/// order of time.</summary>
internal sealed record Course(IReadOnlyList<Administration> Pieces)
{
    public Administration Given => Pieces[0];

    /// <summary>The first amount, in the unit of <see cref="Amount"/>.</summary>
    public double First => Amount(Pieces[0]);

    /// <summary>The last amount, in the unit of <see cref="Amount"/>.</summary>
    public double Last => Pieces[^1] is Ramp ramp ? ramp.Last.MicrogramsPerKgPerHour : Amount(Pieces[^1]);

    public bool Changes => First != Last;

    /// <summary>When, h: each injection, or all pieces as one.</summary>
    public IEnumerable<(double From, double To)> Spans =>
        Given is Bolus
            ? Pieces.Select(given => (given.Start.Hours, given.Start.Hours))
            : [(Given.Start.Hours, Pieces[^1].End?.Hours ?? double.PositiveInfinity)];

    /// <summary>How much, for example "0.5 mg/kg/h" or "1 to 0.1 mg/kg/h"; empty where there is nothing to say.</summary>
    public string Dose =>
        Given switch
        {
            PelletImplant pellets => FormattableString.Invariant($"{pellets.Count} x {pellets.Pellet.ContentMg.Value:G4} mg"),
            _ when Given.Drug.Substance.IsVehicle || Math.Max(First, Last) == 0 => "",
            Inhalation => Amounts(1, "%"),
            Bolus => Mass("/kg"),
            _ => Mass("/kg/h"),
        };

    /// <summary>The courses of a regimen: what is given in pieces that follow each other is one.</summary>
    public static IEnumerable<Course> Of(Regimen regimen) =>
        regimen
            .Administrations.GroupBy(given => (given.GetType(), given.Drug.Substance.Name, given.Drug.Form, given.Route))
            .SelectMany(same => Of([.. same.OrderBy(given => given.Start)]));

    private static IEnumerable<Course> Of(Administration[] inOrder)
    {
        List<List<Administration>> series = [];
        foreach (Administration given in inOrder)
        {
            if (series.Count > 0 && Continues(series[^1], given))
            {
                series[^1].Add(given);
            }
            else
            {
                series.Add([given]);
            }
        }

        return series.SelectMany(pieces => IsOne(pieces) ? [new Course(pieces)] : pieces.Select(given => new Course([given])));
    }

    // Onwards in one direction; an infusion at once and for as long as the piece before, so that a taper does not swallow the week before
    // it.
    private static bool Continues(List<Administration> series, Administration next)
    {
        double change = Amount(next) - Amount(series[^1]),
            before = Amount(series[^1]) - Amount(series[0]);
        bool follows = (series[^1], next) switch
        {
            (Bolus, Bolus) => true,
            (Infusion last, Infusion given) => Abut(last, last.Length, given, given.Length),
            (Inhalation last, Inhalation given) => Abut(last, last.Length, given, given.Length),
            _ => false,
        };
        return follows && change * before >= 0;
    }

    private static bool Abut(Administration last, Duration lastLength, Administration given, Duration givenLength) =>
        Math.Abs(last.End!.Value.Hours - given.Start.Hours) < 1e-6 && Math.Abs(lastLength.Hours - givenLength.Hours) < 1e-6;

    // Two doses are a course and its challenge as often as an escalation, and two rows say more.
    private static bool IsOne(List<Administration> pieces) => pieces.Select(Amount).Distinct().Count() >= (pieces[0] is Bolus ? 3 : 2);

    private static double Amount(Administration given) =>
        given switch
        {
            Bolus bolus => bolus.Dose.MicrogramsPerKg,
            Infusion infusion => infusion.Rate.MicrogramsPerKgPerHour,
            Ramp ramp => ramp.First.MicrogramsPerKgPerHour,
            PumpImplant pump => pump.Rate.MicrogramsPerKgPerHour,
            Inhalation inhalation => inhalation.AirPercent,
            _ => 0,
        };

    private string Mass(string per) => Math.Max(First, Last) >= 10 ? Amounts(1000, "mg" + per) : Amounts(1, "µg" + per);

    private string Amounts(double unit, string name) =>
        Changes
            ? FormattableString.Invariant($"{First / unit:G4} to {Last / unit:G4} {name}")
            : FormattableString.Invariant($"{First / unit:G4} {name}");
}
