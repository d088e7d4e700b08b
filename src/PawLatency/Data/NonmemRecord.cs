namespace PawLatency.Data;

/// <summary>One row of a NONMEM-style table. What a row does not have is null, written as a point.</summary>
/// <param name="Id">ID: number of the animal, 1 or more.</param>
/// <param name="TimeH">TIME: h since the test hour of day 0.</param>
/// <param name="Dv">DV: latency, s.</param>
/// <param name="Amount">AMT: dose of base for the animal, in its unit of ug; 0 where nothing is given.</param>
/// <param name="Rate">RATE: rate of an infusion, ug/h of base; 0 for a bolus.</param>
/// <param name="EventId">EVID: 0 observation, 1 dose, 2 other event, 3 reset, 4 reset and dose.</param>
/// <param name="Compartment">CMT: number of the compartment, 1 or more.</param>
/// <param name="IntervalH">II: interval of additional doses, h; 0 for none.</param>
/// <param name="AdditionalDoses">ADDL: number of additional doses.</param>
/// <param name="IsMissing">MDV: whether there is no observation in the row.</param>
/// <param name="Censoring">CENS: 0 observed, -1 a lower bound (the cutoff), 1 an upper bound.</param>
/// <param name="Limit">LIMIT: the other end of a censored value, s.</param>
/// <param name="WeightKg">WT: body mass in kg, a number of the unit kg.</param>
/// <param name="Group">GRP: number of the group, 1 or more.</param>
internal sealed record NonmemRecord(
    int Id,
    double TimeH,
    double? Dv,
    double Amount,
    double Rate,
    int EventId,
    int Compartment,
    double IntervalH,
    int AdditionalDoses,
    bool IsMissing,
    int Censoring,
    double? Limit,
    double? WeightKg,
    int Group
);
