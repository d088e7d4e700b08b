using System.Globalization;
using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>A model of ALZET osmotic pump.</summary>
public sealed record AlzetPump
{
    /// <summary>Model number, for example "2ML1".</summary>
    public required string Model
    {
        get;
        init => field = Guard.Name(value, "pump model", "model");
    }

    /// <summary>Nominal pumping rate, uL/h, or null where it is not known.</summary>
    public SourcedNumber? RateUlPerH
    {
        get;
        init => field = NumberKeys.PumpRate.CheckStated(value);
    }

    /// <summary>Nominal life, days.</summary>
    public required SourcedNumber LifeDays
    {
        get;
        init => field = NumberKeys.PumpLife.Check(value);
    }

    /// <summary>Fill volume, uL.</summary>
    public required SourcedNumber ReservoirUl
    {
        get;
        init => field = NumberKeys.Reservoir.Check(value);
    }

    /// <summary>Why the rate is not known, or null.</summary>
    public string? NotKnown { get; init; }

    /// <summary>All models of the library.</summary>
    public static IReadOnlyList<AlzetPump> All => DeviceFile.Pumps;

    /// <summary>Time constant with which an unprimed pump reaches its rate, and with which it runs down after its life, h.</summary>
    public static SourcedNumber StartUpTimeConstantH => DeviceFile.StartUpTimeConstantH;

    /// <summary>Largest concentration any pump is filled with where the substance's own limit is not known, mg/mL of base.</summary>
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
    /// <param name="model">Model number, in any case.</param>
    /// <exception cref="ArgumentException">There is none; the message offers the nearest.</exception>
    public static AlzetPump Named(string model) => Nearest.Find(All, pump => [pump.Model], model, "ALZET pump model", nameof(model));

    internal static string LongerThan(Duration life) => List(pump => pump.Life.Hours >= life.Hours);

    internal static string FasterThan(double rateUlPerH) => List(pump => pump.RateUlPerH!.Value >= rateUlPerH);

    /// <summary>Refuses a model that cannot be used.</summary>
    /// <exception cref="ArgumentException">Its rate is not known, or it would deliver more than it holds.</exception>
    internal void CheckUsable()
    {
        if (RateUlPerH is null)
        {
            throw new ArgumentException($"ALZET {Model} cannot be used: {NotKnown ?? "its rate is not known"}.", "model");
        }

        CheckReservoir();
    }

    /// <summary>Refuses a model that would deliver more than it holds.</summary>
    /// <exception cref="ArgumentException">It would; the parameter is the key in files.</exception>
    internal AlzetPump CheckReservoir()
    {
        double deliveredUl = (RateUlPerH?.Value ?? 0) * 24 * LifeDays.Value;
        return deliveredUl <= ReservoirUl.Value
            ? this
            : throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"ALZET {Model} would deliver {deliveredUl} uL from {ReservoirUl.Value} uL."),
                "reservoir"
            );
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

/// <summary>A pellet that releases its drug in proportion to what is left.</summary>
/// <param name="Name">Name, for example "morphine-75mg".</param>
/// <param name="Drug">The drug and the form of its content.</param>
/// <param name="ContentMg">Content, mg of that form.</param>
/// <param name="ReleaseRatePerH">Rate constant of release, 1/h.</param>
public sealed record Pellet(string Name, DrugForm Drug, SourcedNumber ContentMg, SourcedNumber ReleaseRatePerH)
{
    /// <summary>Name, for example "morphine-75mg".</summary>
    public string Name
    {
        get;
        init => field = Guard.Name(value, "name of the pellet", "name");
    } = Guard.Name(Name, "name of the pellet", "name");

    /// <summary>Content, mg of the drug's form, greater than 0.</summary>
    public SourcedNumber ContentMg
    {
        get;
        init => field = NumberKeys.PelletContent.Check(value);
    } = NumberKeys.PelletContent.Check(ContentMg);

    /// <summary>Rate constant of release, 1/h, greater than 0.</summary>
    public SourcedNumber ReleaseRatePerH
    {
        get;
        init => field = NumberKeys.PelletRelease.Check(value);
    } = NumberKeys.PelletRelease.Check(ReleaseRatePerH);

    /// <summary>All pellets of the library.</summary>
    public static IReadOnlyList<Pellet> All => DeviceFile.Pellets;

    /// <summary>The 75-mg morphine pellet.</summary>
    public static Pellet Morphine75Mg => Named("morphine-75mg");

    /// <summary>Finds a pellet.</summary>
    /// <param name="name">Name, in any case.</param>
    /// <exception cref="ArgumentException">There is none; the message offers the nearest.</exception>
    public static Pellet Named(string name) => Nearest.Find(All, pellet => [pellet.Name], name, "pellet", nameof(name));
}
