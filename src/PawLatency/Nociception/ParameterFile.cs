using PawLatency.Pharmacology;
using PawLatency.Text;

namespace PawLatency.Nociception;

/// <summary>Reads the parameters of the typical rat and the variability.</summary>
internal sealed record ParameterFile(
    NociceptionParameters Nociception,
    Variability Variability,
    IReadOnlyList<(string Section, string Key, string Unit, SourcedNumber Number)> Numbers
)
{
    private static readonly Lazy<ParameterFile> Loaded = new(() => EmbeddedData.Read("parameters/reference.yaml", Read));

    public static ParameterFile Reference => Loaded.Value;

    public static ParameterFile Parse(string file, ReadOnlySpan<byte> bytes) => KeyReader.Read(file, bytes, Read);

    private static ParameterFile Read(KeyReader reader)
    {
        var numbers = new List<(string Section, string Key, string Unit, SourcedNumber Number)>();
        reader.Text("name", "Name of the set.", required: true);
        reader.Text("description", "Origin of the set.", required: true);
        // The library's own set is read before there is any model.
        string? name = reader.Text("model", "Model of the library to which the parameters belong; its own if absent.");
        Model? rival = name is null ? null : ModelOf(reader, name);
        NociceptionParameters? nociception = reader.Map(
            "nociception",
            "Pharmacodynamic parameters.",
            map => ReadNociception(map, rival?.Without ?? [], numbers),
            required: true
        );
        nociception = rival is null || nociception is null ? nociception : nociception with { Model = rival };
        Variability? variability = reader.Map(
            "variability",
            "Variability of rats, days and trials.",
            map => ReadVariability(map, numbers),
            required: true
        );
        return new ParameterFile(nociception!, variability!, numbers);
    }

    private static Model? ModelOf(KeyReader reader, string name)
    {
        try
        {
            return Model.Named(name);
        }
        catch (ArgumentException fault)
        {
            reader.Refuse("model", Fault.Plain(fault));
            return null;
        }
    }

    /// <summary>Reads a set of parameters.</summary>
    /// <param name="map">The map.</param>
    /// <param name="without">Keys of the parameters that the model lacks; they are 0, as are parameters that depend on them.</param>
    /// <param name="numbers">Receives the numbers with their sources.</param>
    public static NociceptionParameters ReadNociception(
        KeyReader map,
        IReadOnlyCollection<string> without,
        List<(string Section, string Key, string Unit, SourcedNumber Number)> numbers
    )
    {
        double Number(string key, string about)
        {
            ParameterKey parameter = ParameterKey.Named(key);
            if (!parameter.Counts(without))
            {
                return 0;
            }

            SourcedNumber number =
                SourcedNumberFile.Read(map, key, parameter.Units, parameter.Low, parameter.High, about, required: true) ?? 1;
            numbers.Add(new("nociception", key, parameter.Units.Base, number));
            return number.Value;
        }

        var set = new NociceptionParameters
        {
            MorphineEfficacy = Number("morphine-efficacy", "tau"),
            TransducerSlope = Number("transducer-slope", "gamma"),
            MaximumAnalgesiaC = Number("maximum-analgesia", "Amax"),
            AveragingRatePerH = Number("averaging-rate", "kG"),
            FastToleranceGain = Number("fast-tolerance-gain", "a1"),
            FastToleranceRatePerH = Number("fast-tolerance-rate", "k1"),
            SlowToleranceGain = Number("slow-tolerance-gain", "a2"),
            SlowToleranceRatePerH = Number("slow-tolerance-rate", "k2"),
            FastSensitizationGain = Number("fast-sensitization-gain", "bf"),
            FastSensitizationRatePerH = Number("fast-sensitization-rate", "kf"),
            WithdrawalShare = Number("withdrawal-share", "w"),
            SlowSensitizationGain = Number("slow-sensitization-gain", "bs"),
            SlowSensitizationRatePerH = Number("slow-sensitization-rate", "ks"),
            LatentAmplification = Number("latent-amplification", "s"),
            LatentRatePerH = Number("latent-rate", "kL"),
            LatentWeight = Number("latent-weight", "bL"),
            MaximumSensitizationC = Number("maximum-sensitization", "Smax"),
            NmdaPotentiation = Number("nmda-potentiation", "p"),
            LowDoseExcitationC = Number("low-dose-excitation", "X0"),
            LowDoseAffinity = Number("low-dose-affinity", "q"),
            LowDoseAntagonism = Number("low-dose-antagonism", "n"),
            BaselineThresholdC = Number("baseline-threshold", "theta0"),
        };
        map.RefuseForeign(
            ParameterKey.Required.Where(key => !key.Counts(without)).Select(key => (key.Key, "The model lacks this parameter."))
        );
        return WithFactors(set, map, numbers);
    }

    private static NociceptionParameters WithFactors(
        NociceptionParameters set,
        KeyReader map,
        List<(string Section, string Key, string Unit, SourcedNumber Number)> numbers
    )
    {
        foreach (ParameterKey factor in ParameterKey.Factors)
        {
            if (
                SourcedNumberFile.Read(
                    map,
                    factor.Key,
                    factor.Units,
                    factor.Low,
                    factor.High,
                    "Factor on the value in the substance file; 1 if absent."
                ) is
                { } number
            )
            {
                numbers.Add(new("nociception", factor.Key, factor.Units.Base, number));
                set = factor.With(set, number.Value);
            }
        }

        return set;
    }

    private static Variability ReadVariability(KeyReader map, List<(string Section, string Key, string Unit, SourcedNumber Number)> numbers)
    {
        double Cv(string key, string about)
        {
            SourcedNumber number = SourcedNumberFile.Read(map, key, UnitSet.Percent, 0, 200, about, required: true) ?? 1;
            numbers.Add(new("variability", key, UnitSet.Percent.Base, number));
            return number.Value / 100;
        }

        return new Variability
        {
            BaselineLatency = Cv("baseline-latency", "Between rats: the baseline latency."),
            Clearance = Cv("clearance", "Between rats: clearance."),
            Affinity = Cv("affinity", "Between rats: the affinity for opioids."),
            ToleranceGain = Cv("tolerance-gain", "Between rats: the gain of tolerance."),
            SensitizationGain = Cv("sensitization-gain", "Between rats: the gain of sensitization."),
            Session = Cv("session", "Between sessions of a rat: latency."),
            Trial = Cv("trial", "Between trials of a session: latency."),
        };
    }
}
