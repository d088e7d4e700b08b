using System.Globalization;
using PawLatency.Assays;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency;

/// <summary>Reads and writes the assay of a study file, and the stimulus of a group, from the keys that each assay has.</summary>
internal static class AssayFile
{
    /// <summary>Every assay with its usual settings. The first is meant where a file names none.</summary>
    public static IReadOnlyList<NociceptiveAssay> All { get; } =
    [Hargreaves.Standard, TailFlick.Standard, HotPlate.Standard, PawPressure.Standard];

    public static NociceptiveAssay? Read(KeyReader map) => Read(map, All);

    /// <summary>Reads one of some assays.</summary>
    public static NociceptiveAssay? Read(KeyReader map, IReadOnlyList<NociceptiveAssay> assays) =>
        map.Variant(
            "test",
            "test",
            assays.ToDictionary(
                assay => assay.Name,
                assay => (Func<KeyReader, NociceptiveAssay?>)(inner => Read(inner, assay, assays)),
                StringComparer.Ordinal
            ),
            assays[0].Name
        );

    /// <summary>Reads the stimulus that a group has of its own; null where it has none.</summary>
    public static Stimulus? ReadStimulus(KeyReader map, NociceptiveAssay assay)
    {
        Stimulus? own = null;
        foreach (AssayKey key in All.Select(one => one.StimulusKey).OfType<AssayKey>())
        {
            if (
                map.Number(
                    key.Key,
                    key.Units,
                    key.Low,
                    key.High,
                    $"{char.ToUpperInvariant(key.Quantity[0])}{key.Quantity[1..]} for this group; the study's if absent."
                )
                is not { } value
            )
            {
                continue;
            }

            if (key == assay.StimulusKey)
            {
                own = new Stimulus(key, value);
            }
            else
            {
                map.Refuse(key.Key, assay.Without(key.Key));
            }
        }

        return own;
    }

    /// <summary>The keys with their values.</summary>
    public static IEnumerable<string> Write(NociceptiveAssay assay)
    {
        if (assay.Name != All[0].Name)
        {
            yield return $"test: {assay.Name}";
        }

        yield return Text(assay.Readings.Baseline, assay.Baseline);
        yield return Text(assay.Readings.Cutoff, assay.Cutoff);
        yield return $"trials: {assay.Trials.ToString(CultureInfo.InvariantCulture)}, trial-interval: "
            + $"{StudyText.Quantity(assay.TrialInterval.Hours, UnitSet.Time, "min")}";
        foreach (AssayKey key in assay.Keys)
        {
            if (key.Value(assay) is { } value)
            {
                yield return Text(key, value);
            }
        }

        yield return Text(assay.Readings.Resolution, assay.Resolution);
        yield return $"novelty: {StudyText.Number(assay.NoveltyPercent)} %";
    }

    private static string Text(AssayKey key, double value) => $"{key.Key}: {StudyText.Number(value)} {key.Units.Base}";

    private static NociceptiveAssay? Read(KeyReader map, NociceptiveAssay standard, IReadOnlyList<NociceptiveAssay> assays)
    {
        ReadingKeys readings = standard.Readings;
        List<(AssayKey Key, double Value)> given = [];
        void Number(AssayKey key)
        {
            if (map.Number(key.Key, key.Units, key.Low, key.High, key.About) is { } value)
            {
                given.Add((key, value));
            }
        }

        foreach (AssayKey key in (AssayKey[])[.. standard.Keys, readings.Baseline, readings.Cutoff])
        {
            Number(key);
        }

        long? trials = map.Integer("trials", 1, 20, "Trials in a session.");
        double? interval = map.Number("trial-interval", UnitSet.Time, 0, 2, "Time between trials.");
        Number(readings.Resolution);
        double? novelty = map.Number("novelty", UnitSet.Percent, 0, 50, $"Lengthening of the first session's {standard.Readout.Kind}.");
        map.RefuseForeign(Foreign(standard, assays));
        return map.Build(() =>
        {
            NociceptiveAssay made = given.Aggregate(standard, (assay, one) => one.Key.With(assay, one.Value)) with
            {
                Trials = (int)(trials ?? standard.Trials),
                TrialInterval = interval is { } hours ? new Duration(hours) : standard.TrialInterval,
                NoveltyPercent = novelty ?? standard.NoveltyPercent,
            };
            made.Validate();
            made.CheckThreshold(NociceptionParameters.Reference.BaselineThresholdC);
            return made;
        });
    }

    // A key of another test is a slip that can be named.
    private static IEnumerable<(string Key, string Message)> Foreign(NociceptiveAssay assay, IReadOnlyList<NociceptiveAssay> assays)
    {
        foreach (
            IGrouping<string, NociceptiveAssay> owners in assays
                .SelectMany(owner => Named(owner).Select(key => (Key: key, Owner: owner)))
                .ToLookup(one => one.Key, one => one.Owner)
        )
        {
            string[] names = [.. owners.Select(owner => owner.Name)];
            string listed = names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
            yield return (owners.Key, $"The {assay.Name} test has no \"{owners.Key}\"; it is a key of {listed}.");
        }

        static IEnumerable<string> Named(NociceptiveAssay one) => one.Keys.Append(one.Readings.Resolution).Select(key => key.Key);
    }
}
