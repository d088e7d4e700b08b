#!/usr/bin/env dotnet
#:project ../src/PawLatency
// A result of your own as a regression test: the same expectations held against your measurements and against the model.
using PawLatency.Data;
using PawLatency.Evidence;

string folder = Directory.CreateTempSubdirectory("own-evidence-").FullName;
string evidence = Path.Combine(folder, "mine.yaml"),
    measured = Path.Combine(folder, "mine.csv");
File.WriteAllText(
    evidence,
    """
    id: MINE
    source: { citation: "our laboratory, 2026", url: "https://example.org/mine", where: "table 1" }
    animals: { species: rat, strain: Sprague-Dawley, sex: male, n: "8 per group" }
    finding: "Morphine lengthens latency after half an hour; a tenth of the dose does less."
    assay: hargreaves
    reading: latency
    strength: numbers
    use: validation
    study:
      groups:
        - name: saline
        - { name: low, give: [ { bolus: { substance: morphine, as: base, dose: 1 mg/kg, route: sc, at: day 0 } } ] }
        - { name: high, give: [ { bolus: { substance: morphine, as: base, dose: 10 mg/kg, route: sc, at: day 0 } } ] }
    expect:
      - { groups: [high, low, saline], is: ordered, at: [30 min] }
      - { group: high, is: above, than: baseline, at: [30 min], by: 30 % }
      - { group: saline, is: near, than: baseline, at: [30 min], within: 5 % }
    """
);
File.WriteAllText(measured, "group,time_h,mean_s\nsaline,0,10.2\nsaline,0.5,10.4\nlow,0,10.1\nlow,0.5,12.3\nhigh,0,10.3\nhigh,0.5,17.9\n");

Finding mine = Finding.Load(evidence);
Print("measured", Verification.Against([mine], MeasuredData.Load(measured, mine.Study.Assay.Cutoff)));
Print("model", Verification.Run([mine]));
Directory.Delete(folder, recursive: true);

static void Print(string side, Verification verification)
{
    foreach (Judgement judgement in verification.Findings[0].Judgements)
        Console.WriteLine($"{side, -8} {(judgement.Holds ? "holds" : "FAILS")}  {judgement.Expected}: {judgement.Actual}");
}
