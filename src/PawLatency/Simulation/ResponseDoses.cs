using PawLatency.Numerics;

namespace PawLatency.Simulation;

/// <summary>Turns doses by response into doses at fixed times, by asking the typical rat of each group.</summary>
internal static class ResponseDoses
{
    /// <summary>The study with the doses that its groups' responses ask for, and the decisions of each group.</summary>
    public static (Study Study, IReadOnlyList<DosingDecision>[] Decisions) Resolve(Study study, StepControl control)
    {
        if (study.Groups.All(group => group.Regimen.Responses.Count == 0))
        {
            return (study, [.. study.Groups.Select(_ => Array.Empty<DosingDecision>())]);
        }

        (Group Group, IReadOnlyList<DosingDecision> Decisions)[] resolved =
        [
            .. study.Groups.Select(group => Resolve(study, group, control)),
        ];
        return (study with { Groups = [.. resolved.Select(one => one.Group)] }, [.. resolved.Select(one => one.Decisions)]);
    }

    private static (Group, IReadOnlyList<DosingDecision>) Resolve(Study study, Group group, StepControl control)
    {
        Regimen regimen = group.Regimen.WithoutResponses();
        var decisions = new List<DosingDecision>();
        var assessments = group.Regimen.Responses.SelectMany(response =>
            Regimen.Repeat(response.From, response.Every, response.Assessments).Select(time => (Time: time, Response: response))
        );
        foreach ((StudyTime time, ResponseDosing response) in assessments.OrderBy(assessment => assessment.Time))
        {
            double latency = Math.Min(study.Assay.CutoffS, TypicalRun.LatenciesS(study, group, regimen, [time.Hours], control)[0]);
            bool spent = decisions.Count(decision => decision.Given && ReferenceEquals(decision.Response, response)) >= response.AtMost;
            bool given = latency < response.BelowS && !spent;
            regimen = given ? regimen.Bolus(response.Drug, response.Dose, response.Route, time) : regimen;
            decisions.Add(new DosingDecision(time, latency, given, response));
        }

        return (group.With(regimen: regimen), decisions);
    }
}
