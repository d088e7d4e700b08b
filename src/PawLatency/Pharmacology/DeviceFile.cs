using PawLatency.Text;

namespace PawLatency.Pharmacology;

/// <summary>Reads pumps and pellets.</summary>
internal static class DeviceFile
{
    private static readonly Lazy<(SourcedNumber StartUp, SourcedNumber FillLimit, IReadOnlyList<AlzetPump> Models)> PumpFile = new(() =>
        EmbeddedData.Read("pumps.yaml", ReadPumps)
    );

    private static readonly Lazy<IReadOnlyList<Pellet>> PelletFile = new(() => EmbeddedData.Read("pellets.yaml", ReadPellets));

    public static IReadOnlyList<AlzetPump> Pumps => PumpFile.Value.Models;

    public static SourcedNumber StartUpTimeConstantH => PumpFile.Value.StartUp;

    public static SourcedNumber FillLimitMgPerMl => PumpFile.Value.FillLimit;

    public static IReadOnlyList<Pellet> Pellets => PelletFile.Value;

    private static (SourcedNumber, SourcedNumber, IReadOnlyList<AlzetPump>) ReadPumps(KeyReader reader)
    {
        SourcedNumber? startUp = reader.Map(
            "start-up",
            "How an unprimed pump reaches its rate.",
            map => SourcedNumberFile.Read(map, "time-constant", UnitSet.Time, 0, 100, "Time constant of the approach.", required: true),
            required: true
        );
        SourcedNumber? limit = SourcedNumberFile.Read(
            reader,
            "fill-limit",
            UnitSet.FillConcentration,
            1,
            1e4,
            "Largest concentration any pump is filled with.",
            required: true
        );
        return (startUp ?? 0, limit ?? 0, reader.Maps("pumps", "ALZET models.", ReadPump, required: true));
    }

    private static AlzetPump? ReadPump(KeyReader map)
    {
        string? model = map.Text("model", "Model number.", required: true);
        SourcedNumber? rate = SourcedNumberFile.Read(map, "rate", UnitSet.PumpRate, 1e-3, 1e3, "Nominal pumping rate.");
        SourcedNumber? life = SourcedNumberFile.Read(map, "duration", UnitSet.Day, 0.1, 365, "Nominal life.", required: true);
        SourcedNumber? reservoir = SourcedNumberFile.Read(map, "reservoir", UnitSet.PumpVolume, 1, 1e5, "Fill volume.", required: true);
        IReadOnlyList<string> notKnown = map.Maps("not-known", "What is not known.", SubstanceFile.NotKnownReason);
        if (rate is not null && life is not null && reservoir is not null && rate.Value * 24 * life.Value > reservoir.Value)
        {
            map.Refuse("reservoir", $"ALZET {model} would deliver {rate.Value * 24 * life.Value} uL from {reservoir.Value} uL.");
        }

        return model is null || life is null || reservoir is null
            ? null
            : new AlzetPump
            {
                Model = model,
                RateUlPerH = rate,
                LifeDays = life,
                ReservoirUl = reservoir,
                NotKnown = notKnown is [{ } reason, ..] ? reason : null,
            };
    }

    private static IReadOnlyList<Pellet> ReadPellets(KeyReader reader) => reader.Maps("pellets", "Pellets.", ReadPellet, required: true);

    private static Pellet? ReadPellet(KeyReader map)
    {
        string? name = map.Text("name", "Name.", required: true);
        Substance? substance = map.Parsed(
            "substance",
            SubstanceFile.Find,
            "The drug.",
            "Name a substance, for example morphine.",
            required: true
        );
        string form = map.Text("form", "Form of the content.", required: true) ?? DrugForm.BaseName;
        SourcedNumber? content = SourcedNumberFile.Read(
            map,
            "content",
            UnitSet.Content,
            1e-3,
            1e4,
            "Content of one pellet.",
            required: true
        );
        SourcedNumber? release = SourcedNumberFile.Read(
            map,
            "release-rate",
            UnitSet.RateConstant,
            1e-6,
            100,
            "Rate constant of release.",
            required: true
        );
        return name is null || substance is null || content is null || release is null
            ? null
            : map.Build(() => new Pellet(name, substance.As(form), content, release));
    }
}
