namespace PawLatency.Tests.Evidence;

/// <summary>An evidence file and measured curves for it, whose verdicts can be worked out by hand.</summary>
internal static class OwnEvidence
{
    /// <summary>Saline stays at 10 s; treated peaks at 15 s, goes down to 8 s and is back at 60 h; spared loses half as much.</summary>
    public const string Data = """
        group,time_h,typical_s
        saline,-1,10
        saline,0,10
        saline,10,10
        saline,30,10
        saline,100,10
        treated,-1,10
        treated,0,10
        treated,10,15
        treated,20,10
        treated,30,8
        treated,40,9
        treated,60,10
        treated,100,10
        spared,0,10
        spared,30,9
        spared,100,10

        """;

    /// <summary>A file with these entries under expect.</summary>
    public static string Yaml(params string[] expectations) =>
        $$"""
            id: OWN
            source: { citation: "A and B 2001", doi: "10.1/own", where: "Fig 1 | legend" }
            animals: { species: rat, strain: Wistar, sex: male, n: "6" }
            finding: "Treatment first lengthens latency."
            assay: hargreaves
            reading: latency
            strength: numbers
            use: validation
            likely-reason: "the curve is made up"
            study:
              groups:
                - name: saline
                - name: treated
                  give:
                    - bolus: { substance: morphine, as: base, dose: 50 mg/kg, route: sc, at: day 0 }
                - name: spared
                - name: untouched
            expect:
            {{string.Concat(expectations.Select(text => $"  - {{ {text} }}\n"))}}
            """;
}
