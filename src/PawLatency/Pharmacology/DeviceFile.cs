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
        SourcedNumber? rate = NumberKeys.PumpRate.Read(map);
        SourcedNumber? life = NumberKeys.PumpLife.Read(map, required: true);
        SourcedNumber? reservoir = NumberKeys.Reservoir.Read(map, required: true);
        IReadOnlyList<string> notKnown = map.Maps("not-known", "What is not known.", SubstanceFile.NotKnownReason);
        return model is null || life is null || reservoir is null
            ? null
            : map.Build(() =>
                new AlzetPump
                {
                    Model = model,
                    RateUlPerH = rate,
                    LifeDays = life,
                    ReservoirUl = reservoir,
                    NotKnown = notKnown is [{ } reason, ..] ? reason : null,
                }.CheckReservoir()
            );
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
        SourcedNumber? content = NumberKeys.PelletContent.Read(map, required: true);
        SourcedNumber? release = NumberKeys.PelletRelease.Read(map, required: true);
        return name is null || substance is null || content is null || release is null
            ? null
            : map.Build(() => new Pellet(name, substance.As(form), content, release));
    }
}
