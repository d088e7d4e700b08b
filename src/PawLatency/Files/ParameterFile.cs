using PawLatency.Assay;
using PawLatency.Nociception;
using PawLatency.Pharmacology;

namespace PawLatency.Files;

/// <summary>Reads the parameters of the typical rat and how rats differ.</summary>
internal sealed record ParameterFile(
    NociceptionParameters Nociception, Variability Variability, IReadOnlyList<(string Section, string Key, string Unit, SourcedNumber Number)> Numbers)
{
    private static readonly Lazy<ParameterFile> Loaded = new(() => EmbeddedData.Read("parameters/reference.yaml", Read));

    public static ParameterFile Reference => Loaded.Value;

    private static ParameterFile Read(KeyReader reader)
    {
        var numbers = new List<(string, string, string, SourcedNumber)>();
        reader.Text("name", "Name of the set.", required: true);
        reader.Text("description", "How it came about.", required: true);
        NociceptionParameters? nociception = reader.Map("nociception", "What the drug does to the animal.", map => ReadNociception(map, numbers), required: true);
        Variability? variability = reader.Map("variability", "How rats, days and trials differ.", map => ReadVariability(map, numbers), required: true);
        return new ParameterFile(nociception!, variability!, numbers);
    }

    private static NociceptionParameters ReadNociception(KeyReader map, List<(string, string, string, SourcedNumber)> numbers)
    {
        double Number(string key, UnitSet units, double low, double high, string about)
        {
            SourcedNumber number = SubstanceFile.Sourced(map, key, units, low, high, about, required: true) ?? 1;
            numbers.Add(("nociception", key, units.Base, number));
            return number.Value;
        }

        double Gain(string key, string about) => Number(key, UnitSet.Fraction, 0, 1e4, about);
        double Rate(string key, string about) => Number(key, UnitSet.RateConstant, 1e-6, 100, about);
        return new NociceptionParameters
        {
            MorphineEfficacy = Number("morphine-efficacy", UnitSet.Fraction, 0.1, 1e4, "tau"),
            TransducerSlope = Number("transducer-slope", UnitSet.Fraction, 0.2, 20, "gamma"),
            MaximumAnalgesiaC = Number("maximum-analgesia", UnitSet.Temperature, 0, 50, "Amax"),
            GateRatePerH = Rate("gate-rate", "kG"),
            GateHalfOccupancy = Number("gate-half-occupancy", UnitSet.Fraction, 1e-3, 1, "G50"),
            GateSlope = Number("gate-slope", UnitSet.Fraction, 0.2, 20, "h"),
            FastToleranceGain = Gain("fast-tolerance-gain", "a1"),
            FastToleranceRatePerH = Rate("fast-tolerance-rate", "k1"),
            SlowToleranceGain = Gain("slow-tolerance-gain", "a2"),
            SlowToleranceRatePerH = Rate("slow-tolerance-rate", "k2"),
            FastSensitizationGain = Gain("fast-sensitization-gain", "bf"),
            FastSensitizationRatePerH = Rate("fast-sensitization-rate", "kf"),
            SlowSensitizationGain = Gain("slow-sensitization-gain", "bs"),
            SlowSensitizationRatePerH = Rate("slow-sensitization-rate", "ks"),
            LatentAmplification = Gain("latent-amplification", "s"),
            LatentRatePerH = Rate("latent-rate", "kL"),
            LatentWeight = Gain("latent-weight", "bL"),
            MaximumSensitizationC = Number("maximum-sensitization", UnitSet.Temperature, 0, 50, "Smax"),
            NmdaExpressionShare = Number("nmda-expression-share", UnitSet.Fraction, 0, 1, "e"),
            BaselineThresholdC = Number("baseline-threshold", UnitSet.Temperature, 35, 60, "theta0"),
        };
    }

    private static Variability ReadVariability(KeyReader map, List<(string, string, string, SourcedNumber)> numbers)
    {
        double Cv(string key, string about)
        {
            SourcedNumber number = SubstanceFile.Sourced(map, key, UnitSet.Percent, 0, 200, about, required: true) ?? 1;
            numbers.Add(("variability", key, UnitSet.Percent.Base, number));
            return number.Value / 100;
        }

        return new Variability
        {
            BaselineLatency = Cv("baseline-latency", "Between rats, of the baseline latency."),
            Clearance = Cv("clearance", "Between rats, of clearance."),
            Affinity = Cv("affinity", "Between rats, of the affinity for opioids."),
            ToleranceGain = Cv("tolerance-gain", "Between rats, of the gain of tolerance."),
            SensitizationGain = Cv("sensitization-gain", "Between rats, of the gain of sensitization."),
            Session = Cv("session", "Between sessions of a rat."),
            Trial = Cv("trial", "Between trials of a session."),
        };
    }
}
