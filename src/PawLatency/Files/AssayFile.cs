using System.Globalization;
using PawLatency.Assay;
using PawLatency.Nociception;

namespace PawLatency.Files;

/// <summary>Reads and writes the assay of a study file.</summary>
internal static class AssayFile
{
    private static readonly Dictionary<string, Func<KeyReader, NociceptiveAssay?>> Tests = new(StringComparer.Ordinal)
    {
        [Hargreaves.Standard.Name] = ReadHargreaves,
        [TailFlick.Standard.Name] = map => ReadContact(map, TailFlick.Standard, "Temperature of the water in which the untreated rat has the baseline.", "Temperature of the tail before."),
        [HotPlate.Standard.Name] = map => ReadContact(map, HotPlate.Standard, "Temperature of the plate on which the untreated rat has the baseline.", "Temperature of the paw before."),
        [PawPressure.Standard.Name] = ReadPawPressure,
    };

    // Keys that not every test has: a key of another test is a slip that can be named.
    private static readonly (string Key, string Tests)[] Owners =
    [
        ("lamp", "hargreaves"), ("floor", "hargreaves"), ("water", "tail-flick"), ("plate", "hot-plate"), ("rate", "paw-pressure"), ("e-fold", "tail-flick, hot-plate and paw-pressure"),
        ("resolution", "paw-pressure"), ("timer", "hargreaves, tail-flick and hot-plate"), ("delay", "hargreaves, tail-flick and hot-plate"), ("skin", "hargreaves, tail-flick and hot-plate"),
    ];

    public static NociceptiveAssay? Read(KeyReader map) => map.Variant("test", "test", Tests, otherwise: Hargreaves.Standard.Name);

    /// <summary>The units of what an assay reads.</summary>
    public static UnitSet Units(Readout readout) => readout.Unit == UnitSet.Force.Base ? UnitSet.Force : UnitSet.Latency;

    /// <summary>The keys with their values.</summary>
    public static IEnumerable<string> Write(NociceptiveAssay assay)
    {
        string unit = assay.Readout.Unit;
        if (assay.Name != Hargreaves.Standard.Name)
        {
            yield return $"test: {assay.Name}";
        }

        yield return $"baseline: {StudyText.Number(assay.Baseline)} {unit}, cutoff: {StudyText.Number(assay.Cutoff)} {unit}, trials: {assay.Trials.ToString(CultureInfo.InvariantCulture)}";
        yield return $"trial-interval: {StudyText.Quantity(assay.TrialInterval.Hours, UnitSet.Time, "min")}";
        yield return assay switch
        {
            Hargreaves lamp => $"lamp: {StudyText.Number(lamp.LampPercent)} %, floor: {StudyText.Number(lamp.FloorC)} C{(lamp.SkinC is { } skin ? $", skin: {StudyText.Number(skin)} C" : "")}",
            ContactHeat hot => $"{hot.Source}: {StudyText.Number(hot.SourceC)} C, skin: {StudyText.Number(hot.SkinC)} C, e-fold: {StudyText.Number(hot.EFoldC)} C",
            PawPressure force => $"rate: {StudyText.Number(force.RateGPerS)} g/s, e-fold: {StudyText.Number(force.EFoldC)} C",
            _ => throw new ArgumentException($"A study file has no entry for the {assay.Name} test.", nameof(assay)),
        };
        yield return $"{assay.Limits.Resolution.Key}: {StudyText.Number(assay.Resolution)} {unit}";
        double? delay = assay switch { Hargreaves lamp => lamp.ResponseDelayS, ContactHeat hot => hot.ResponseDelayS, _ => null };
        yield return $"{(delay is { } delayS ? $"delay: {StudyText.Number(delayS)} s, " : "")}novelty: {StudyText.Number(assay.NoveltyPercent)} %";
    }

    private static NociceptiveAssay? ReadHargreaves(KeyReader map)
    {
        Hargreaves standard = Hargreaves.Standard;
        double? lamp = map.Number("lamp", UnitSet.Percent, Hargreaves.LeastLampPercent, Hargreaves.MostLampPercent, "Lamp intensity in percent of the calibrated setting.");
        double? floor = map.Number("floor", UnitSet.Temperature, 15, 40, "Temperature of the glass floor.");
        double? skin = map.Number("skin", UnitSet.Temperature, 20, 42, "Temperature of the paw before the lamp; 1 C above the floor by default.");
        double? delay = ReadDelay(map);
        return ReadCommon(map, standard, () => standard with
        {
            LampPercent = lamp ?? standard.LampPercent,
            FloorC = floor ?? standard.FloorC,
            SkinC = skin,
            ResponseDelayS = delay ?? standard.ResponseDelayS,
        });
    }

    private static NociceptiveAssay? ReadContact(KeyReader map, ContactHeat standard, string aboutSource, string aboutSkin)
    {
        double? hot = map.Number(standard.Source, UnitSet.Temperature, ContactHeat.LeastC, ContactHeat.MostC, aboutSource);
        double? skin = map.Number("skin", UnitSet.Temperature, 20, 40, aboutSkin);
        double? fold = ReadFold(map);
        double? delay = ReadDelay(map);
        return ReadCommon(map, standard, () => standard with
        {
            SourceC = hot ?? standard.SourceC,
            SkinC = skin ?? standard.SkinC,
            EFoldC = fold ?? standard.EFoldC,
            ResponseDelayS = delay ?? standard.ResponseDelayS,
        });
    }

    private static NociceptiveAssay? ReadPawPressure(KeyReader map)
    {
        PawPressure standard = PawPressure.Standard;
        double? rate = map.Number("rate", UnitSet.ForceRate, 1, 200, "Growth of the force.");
        double? fold = ReadFold(map);
        return ReadCommon(map, standard, () => standard with { RateGPerS = rate ?? standard.RateGPerS, EFoldC = fold ?? standard.EFoldC });
    }

    private static double? ReadFold(KeyReader map) =>
        map.Number("e-fold", UnitSet.Temperature, 0.5, 20, "Fall of the heat threshold that goes with a fall of what is read to 1/e.");

    private static double? ReadDelay(KeyReader map) => map.Number("delay", UnitSet.Latency, 0, 1.5, "Delay between threshold and response.");

    // What every assay has; what only one has is already in the assay that is made.
    private static NociceptiveAssay? ReadCommon(KeyReader map, NociceptiveAssay standard, Func<NociceptiveAssay> make)
    {
        AssayLimits limits = standard.Limits;
        double? Reading(AssayLimit limit, string about) => map.Number(limit.Key, Units(standard.Readout), limit.Low, limit.High, about);
        double? baseline = Reading(limits.Baseline, $"{standard.Readout.Heading} of the untreated typical rat.");
        double? cutoff = Reading(limits.Cutoff, $"The {standard.Readout.Kind} at which a trial is ended.");
        long? trials = map.Integer("trials", 1, 20, "Trials in a session.");
        double? interval = map.Number("trial-interval", UnitSet.Time, 0, 2, "Time between trials.");
        double? resolution = Reading(limits.Resolution, "Resolution of what is read.");
        double? novelty = map.Number("novelty", UnitSet.Percent, 0, 50, $"Lengthening of the first session's {standard.Readout.Kind}.");
        map.RefuseForeign(Owners.Select(owner => (owner.Key, $"The {standard.Name} test has no \"{owner.Key}\"; it is a key of {owner.Tests}.")));
        return map.Build(() =>
        {
            NociceptiveAssay made = make() with
            {
                Baseline = baseline ?? standard.Baseline,
                Cutoff = cutoff ?? standard.Cutoff,
                Trials = (int)(trials ?? standard.Trials),
                TrialInterval = interval is { } hours ? new Duration(hours) : standard.TrialInterval,
                Resolution = resolution ?? standard.Resolution,
                NoveltyPercent = novelty ?? standard.NoveltyPercent,
            };
            made.Validate();
            made.CheckThreshold(NociceptionParameters.Reference.BaselineThresholdC);
            return made;
        });
    }
}
