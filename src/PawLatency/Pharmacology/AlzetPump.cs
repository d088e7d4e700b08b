using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>A model of ALZET osmotic pump.</summary>
public sealed record AlzetPump
{
    /// <summary>Model number, for example "2ML1".</summary>
    public required string Model { get; init; }

    /// <summary>Nominal pumping rate, uL/h, or null if unknown.</summary>
    public SourcedNumber? RateUlPerH { get; init; }

    /// <summary>Nominal life, days.</summary>
    public required SourcedNumber LifeDays { get; init; }

    /// <summary>Fill volume, uL.</summary>
    public required SourcedNumber ReservoirUl { get; init; }

    /// <summary>Reason why the rate is unknown, or null.</summary>
    public string? NotKnown { get; init; }

    /// <summary>All models of the library.</summary>
    public static IReadOnlyList<AlzetPump> All => DeviceFile.Pumps;

    /// <summary>Time constant of the start-up of an unprimed pump and of its run-down at the end of its life, h.</summary>
    public static SourcedNumber StartUpTimeConstantH => DeviceFile.StartUpTimeConstantH;

    /// <summary>Maximum fill concentration for substances of unknown solubility, mg/mL of base.</summary>
    public static SourcedNumber FillLimitMgPerMl => DeviceFile.FillLimitMgPerMl;

    /// <summary>Model 2ML1: 10 uL/h for 7 days.</summary>
    public static AlzetPump Model2ML1 => Named("2ML1");

    /// <summary>Model 2ML2: 5 uL/h for 14 days.</summary>
    public static AlzetPump Model2ML2 => Named("2ML2");

    /// <summary>Model 2ML4: 2.5 uL/h for 28 days.</summary>
    public static AlzetPump Model2ML4 => Named("2ML4");

    /// <summary>Nominal life.</summary>
    public Duration Life => LifeDays.Value.Days;

    /// <summary>Finds a model.</summary>
    /// <param name="model">Model number; case is ignored.</param>
    /// <exception cref="ArgumentException">There is no such name; the message suggests the nearest.</exception>
    public static AlzetPump Named(string model) => Nearest.Find(All, pump => [pump.Model], model, "ALZET pump model", nameof(model));

    internal static string LongerThan(Duration life) => List(pump => pump.Life.Hours >= life.Hours);

    internal static string FasterThan(double rateUlPerH) => List(pump => pump.RateUlPerH!.Value >= rateUlPerH);

    internal void ThrowIfNotKnown()
    {
        if (RateUlPerH is null)
        {
            throw new ArgumentException($"ALZET {Model} cannot be used: {NotKnown}.", "model");
        }
    }

    private static string List(Func<AlzetPump, bool> fits)
    {
        string[] models =
        [
            .. All.Where(pump => pump.RateUlPerH is not null && fits(pump))
                .Select(pump =>
                    string.Create(CultureInfo.InvariantCulture, $"{pump.Model} ({pump.RateUlPerH!.Value} uL/h, {pump.LifeDays.Value} d)")
                ),
        ];
        return models.Length == 0 ? "none" : string.Join(", ", models);
    }
}

/// <summary>A pellet with first-order release.</summary>
/// <param name="Name">Name, for example "morphine-75mg".</param>
/// <param name="Drug">The drug and the form of its content.</param>
/// <param name="ContentMg">Content, mg of that form.</param>
/// <param name="ReleaseRatePerH">Rate constant of release, 1/h.</param>
public sealed record Pellet(string Name, DrugForm Drug, SourcedNumber ContentMg, SourcedNumber ReleaseRatePerH)
{
    /// <summary>All pellets of the library.</summary>
    public static IReadOnlyList<Pellet> All => DeviceFile.Pellets;

    /// <summary>The 75-mg morphine pellet.</summary>
    public static Pellet Morphine75Mg => Named("morphine-75mg");

    /// <summary>Finds a pellet.</summary>
    /// <param name="name">Name; case is ignored.</param>
    /// <exception cref="ArgumentException">There is no such name; the message suggests the nearest.</exception>
    public static Pellet Named(string name) => Nearest.Find(All, pellet => [pellet.Name], name, "pellet", nameof(name));
}
