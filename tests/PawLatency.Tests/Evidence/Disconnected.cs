using PawLatency.Pharmacology;

namespace PawLatency.Tests.Evidence;

/// <summary>The same thing given of a changed substance.</summary>
internal static class Disconnected
{
    public static Administration From(Administration given, Func<Substance, Substance> change)
    {
        if (given.Drug.Substance.IsVehicle)
        {
            return given;
        }

        DrugForm drug = change(given.Drug.Substance).As(given.Drug.Form);
        return given switch
        {
            Bolus bolus => new Bolus(drug, bolus.Dose, bolus.Route, bolus.At),
            Ramp ramp => new Ramp(drug, ramp.First, ramp.Last, ramp.Route, ramp.From, ramp.Length),
            Infusion infusion => new Infusion(drug, infusion.Rate, infusion.Route, infusion.From, infusion.Length),
            Inhalation inhalation => new Inhalation(drug, inhalation.AirPercent, inhalation.From, inhalation.Length),
            PumpImplant pump => new PumpImplant(pump.Model, drug, pump.Rate, pump.Implant, pump.Remove, pump.Route, pump.Primed),
            PelletImplant pellet => new PelletImplant(pellet.Pellet with { Drug = drug }, pellet.Count, pellet.Implant, pellet.Remove),
            _ => throw new ArgumentException(given.Describe(), nameof(given)),
        };
    }
}
