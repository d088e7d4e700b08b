using NUnit.Framework;

namespace PawLatency.Explorer.Tests;

/// <summary>From address to study, and what the teaching panel says of it.</summary>
[TestFixture]
public sealed partial class ExperimentTests
{
    private static readonly string[] Studies = [.. StudyFile.Names];

    [TestCaseSource(nameof(Studies))]
    public void Experiment_OfAStudyOfTheLibraryUnchanged_GivesItsNumbers(string name)
    {
        var experiment = Experiment.Of(QueryParameters.Parse($"study={name}"));

        Assert.That(experiment.Command, Is.EqualTo($"pawlatency run {name}"));
        Assert.That(
            Csv(StudyFile.Parse("study.yaml", System.Text.Encoding.UTF8.GetBytes(experiment.Text))),
            Is.EqualTo(Csv(Study.Named(name)))
        );
    }

    // Selecting a group changes nothing; a change of treatment then affects that group only.
    [TestCaseSource(nameof(Studies))]
    public void Experiment_OfAnotherGroup_IsTheStudyUntilThatGroupIsMoved(string name)
    {
        Study preset = Study.Named(name);
        foreach (Group group in preset.Groups)
        {
            string address = $"study={name}&group={Uri.EscapeDataString(group.Name)}";
            var chosen = Experiment.Of(QueryParameters.Parse(address));
            var moved = Experiment.Of(
                QueryParameters.Parse(
                    $"{address}&second=naloxone&second-as=base&second-dose=0.123"
                        + "&second-unit=mg/kg&second-route=sc&second-for=0&second-at=day 0"
                )
            );

            Assert.That((chosen.Treated, chosen.Text), Is.EqualTo((group.Name, StudyText.Write(preset))));
            Assert.That(Experiment.Of(QueryParameters.Parse(chosen.Query)).Text, Is.EqualTo(chosen.Text));
            Assert.That(
                moved
                    .Study.Groups.Where(one =>
                        one.Regimen.Administrations.OfType<Pharmacology.Bolus>()
                            .Any(bolus => bolus.Drug.Substance.Name == "naloxone" && bolus.Dose.MicrogramsPerKg == 123)
                    )
                    .Select(one => one.Name),
                Is.EqualTo(new[] { group.Name })
            );
        }
    }

    // The group has further doses than the two with controls, so group and study are not named after those two.
    [Test]
    public async Task Form_OfASeriesOfDoses_SaysThatTheRestStay()
    {
        const string query = "study=heroin-daily&group=heroin&drug=morphine&as=base&dose=1";
        var experiment = Experiment.Of(QueryParameters.Parse(query));
        Assert.That((experiment.Treated, experiment.Study.Name), Is.EqualTo(("heroin", $"{experiment.Preset.Name}, changed")));
        Assert.That(await Fetch($"?{query}"), Does.Match("This group has [0-9]+ further doses, which are kept\\."));
    }

    // The second substance is in the name, and so in the file and in the legend of a comparison.
    [Test]
    public void Name_OfAPumpAndASecondSubstance_NamesBoth() =>
        Assert.That(
            Experiment.Of(QueryParameters.Parse("rate=0.4&second=ketamine&second-dose=10")).Study.Name,
            Does.Contain("morphine (base) 0.4 mg/kg/h").And.Contain("ketamine (base) 10 mg/kg")
        );

    // The first dose in time, not in the list, begins the experiment, and the last of the opioid ends it.
    [TestCase("study=second-course", "10.5")]
    [TestCase("study=dexmedetomidine-remifentanil", "10.5")]
    [TestCase("study=heroin-daily&group=heroin&device=none", "10.5")]
    public async Task Shape_OfSeveralDoses_CountsFromTheFirst(string query, string baseline)
    {
        Assert.That(await Fetch($"fragment?{query}"), Does.Contain($"<th scope=\"row\">Baseline</th><td>{baseline} s</td>"));
    }

    [TestCase("study=remifentanil-duration", "<th scope=\"row\">Peak at</th><td>[0-9.]+ h</td>")]
    [TestCase("", "<th scope=\"row\">Peak on day</th><td>0.5</td>")]
    public async Task Shape_OfAnyLength_IsInTheUnitOfItsFigure(string query, string row)
    {
        Assert.That(await Fetch($"fragment?{query}"), Does.Match(row));
    }

    [TestCase("study=heroin-daily&ask=3", "Test until at least three days after the end of the drug")]
    [TestCase("days=-1&ask=3", "The curve must start before the drug and continue after it.")]
    [TestCase("device=none", "This group is given no drug")]
    public async Task Page_OfDosesTheTestsDoNotCover_SaysSo(string query, string says)
    {
        Assert.That(await Fetch($"fragment?{query}"), Does.Contain(says));
    }

    [Test]
    public void Group_InOtherLetters_IsFoundAndMisspeltIsOfferedTheNearest()
    {
        Assert.That(Experiment.Of(QueryParameters.Parse("group=SALINE")).Treated, Is.EqualTo("saline"));
        Assert.That(
            () => Experiment.Of(QueryParameters.Parse("group=salin")),
            Throws
                .InstanceOf<RequestException>()
                .With.Message.Contains("The study has the groups saline, morphine. Did you mean \"saline\"?")
        );
    }

    // The link to another group keeps apparatus, rats and tests.
    [Test]
    public async Task Form_OfAStudyOfSeveralGroups_LinksToMovingAnother()
    {
        string form = (await Fetch("?study=pump-tail-flick&n=3&rate=1")).Split("id=\"result\"")[0];

        Assert.That(
            form,
            Does.Match(
                "Change another group: <a "
                    + "href=\"/\\?study=pump-tail-flick&amp;group=saline&amp;water=[0-9.]+&amp;cutoff=[0-9.]+&amp;n=3&amp;[^\"]*\" "
                    + "data-swap>saline</a>, "
            )
        );
        Assert.That(form, Does.Not.Contain("data-swap>morphine-50</a>"), "that one is moved");
    }

    [TestCase("device=infusion&rate=1&rate-unit=ug/kg/min&route=iv&to=0.1")]
    [TestCase("device=bolus&drug=fentanyl&dose=30&dose-unit=ug/kg")]
    [TestCase("device=morphine-75mg&pellets=3&to=4")]
    [TestCase("device=morphine-75mg&drug=Morphine")]
    [TestCase("device=none&second=naloxone&second-dose=0.3")]
    [TestCase("second=ketamine&second-dose=1&second-for=7&second-at=day 1 13:20&vary=off&also=day 3 12:30, 77.3 h")]
    public void Text_OfAnExperiment_IsReadBackToTheSameNumbersAndTheSameText(string query)
    {
        var experiment = Experiment.Of(QueryParameters.Parse(query));
        Study read = StudyFile.Parse("study.yaml", System.Text.Encoding.UTF8.GetBytes(experiment.Text));

        Assert.That(Csv(read), Is.EqualTo(Csv(experiment.Study)));
        Assert.That(StudyText.Write(read), Is.EqualTo(experiment.Text));
        Assert.That(Experiment.Of(QueryParameters.Parse(experiment.Query)).Text, Is.EqualTo(experiment.Text));
    }

    [TestCase("drug=fentanyl&rate=0.02&to=5", "")]
    [TestCase("second=naloxone", "")]
    [TestCase("n=6&days=-1, 3", "What does a week of morphine do to the time until a rat pulls its paw away?")]
    public void Question_OfAnExperiment_IsThatOfItsStudyWhileItGivesTheSame(string query, string question)
    {
        var experiment = Experiment.Of(QueryParameters.Parse(query));

        Assert.That(StudyFile.Parse("study.yaml", System.Text.Encoding.UTF8.GetBytes(experiment.Text)).Question, Is.EqualTo(question));
    }

    [TestCase(
        "infusion-paw-pressure",
        "The pinned curve is not shown: it is a paw-pressure threshold in g, not a paw withdrawal latency in s."
    )]
    [TestCase("pump-tail-flick", "The pinned curve is not shown: it is a tail-flick latency in s, not a paw withdrawal latency in s.")]
    [TestCase("dose-ladder", null)]
    public async Task Page_WithAPinnedCurve_SaysWhereItIsNotDrawn(string pinned, string? apart)
    {
        string html = await Fetch($"fragment?n=0&pin={Uri.EscapeDataString($"study={pinned}&n=0")}");

        Assert.That(html, apart is null ? Does.Not.Contain("is not shown") : Does.Contain(apart));
        Assert.That(html, Does.Contain("Unpin"));
    }

    [TestCase("", "<strong>morphine</strong>.", "After a change, saline gets the same pump with vehicle.")]
    [TestCase("device=bolus&drug=fentanyl", "<strong>fentanyl</strong>.", "After a change, saline gets no pump.")]
    [TestCase(
        "study=sex-and-strain&rate=1",
        "<strong>female-pump</strong> only.",
        "Unchanged: male, female, wistar-furth, fischer, lewis, male-bolus, female-bolus, male-pump."
    )]
    [TestCase("study=pump-tail-flick", "<strong>morphine-50</strong> only.", "Unchanged: morphine, inflamed.")]
    [TestCase(
        "study=pump-tail-flick",
        "After a change, saline, saline-50 get the same pump with vehicle.",
        "The study sets its own value for: saline-50, morphine-50."
    )]
    [TestCase("study=sex-and-strain&n=41", "<strong>female-pump</strong> only.", "male-pump.")]
    public async Task Form_OfAnExperiment_SaysWhichGroupsItsControlsMove(string query, string moved, string others)
    {
        using var client = new HttpClient();
        using HttpResponseMessage answer = await client.GetAsync($"{(await Shared.Server()).Url}?{query}");
        string form = (await answer.Content.ReadAsStringAsync()).Split("id=\"result\"")[0];

        Assert.That(form, Does.Contain(moved).And.Contain(others));
    }

    [TestCase("device=bolus&as=sulfate&dose=0.0005&second=naloxone&second-at=day 6&days=-1, 0, 1, 2", "none")]
    [TestCase("rate=0.0001", "none")]
    [TestCase("", "12.9")]
    public async Task Recovery_OfACurve_IsToldOnlyWhereItFellBelowTheBaseline(string query, string recovered)
    {
        string html = await Fetch($"fragment?{query}");

        Assert.That(html, Does.Match($"Recovered (on day|at)</th><td>{recovered}</td>"));
    }

    [TestCase(
        "second=naloxone&second-at=day 6&days=-1, 0, 1, 2",
        "Given after the last test on day 2, so it does not affect the curve: naloxone (base) 1 mg/kg sc on day 6."
    )]
    [TestCase("second=naloxone&second-at=day 6&days=-1, 0, 6", "Given after the last test on day 6,")]
    [TestCase("second=naloxone&second-at=day 6", null)]
    public async Task Page_WithADoseAfterTheLastTest_SaysThatTheCurveDoesNotReachIt(string query, string? says)
    {
        string html = await Fetch($"fragment?{query}");

        Assert.That(html, says is null ? Does.Not.Contain("after the last test") : Does.Contain(says));
    }

    [TestCaseSource(nameof(Studies))]
    public void Values_OfAStudyOfTheLibrary_ShowFourDigitsAndLoseNone(string name)
    {
        var experiment = Experiment.Of(QueryParameters.Parse($"study={name}"));
        string[] shown =
        [
            .. experiment
                .Values.Values.SelectMany(text => Fractions().Matches(text))
                .Select(number => number.Value.Replace(".", "", StringComparison.Ordinal).TrimStart('0')),
        ];

        Assert.That(shown, Has.All.Length.LessThanOrEqualTo(4));
        Assert.That(Experiment.Of(QueryParameters.Parse(experiment.Query)).Text, Is.EqualTo(experiment.Text));
    }

    [TestCase(
        "study=methadone-low-dose&group=methadone-ten&to=10",
        "rate: 0.41666666666666663 mg/kg/h",
        "rate: 0.41666666666666663 mg/kg/h, route: sc, from: day 0, for: 240 h"
    )]
    [TestCase("study=taper-or-abrupt&rate=0.4", "to: 0 mg/kg/h", "rate: 0.5 mg/kg/h, to: 0 mg/kg/h, route: sc, from: day 7, for: 120 h")]
    [TestCase(
        "study=nitrous-oxide&group=n2o&second=naloxone&second-as=base",
        "air: 40 %",
        "    give:\n      - inhalation: { substance: nitrous-oxide, air: 40 %"
    )]
    [TestCase("study=rvm-lidocaine&also=144.3 h, 151 h", "144.33333333333334 h", "also: [144.33333333333334 h, 151 h]")]
    public void Value_NotTouchedBesideOneThatIs_KeepsTheDigitsOfItsStudy(string query, string preset, string written)
    {
        string study = StudyText.Write(Study.Named(query.Split('&')[0][6..]));

        Assert.That(study, Does.Contain(preset));
        Assert.That(Experiment.Of(QueryParameters.Parse(query)).Text, Does.Contain(written));
    }

    [TestCase("study=pump-tail-flick&water=49&cutoff=15", "water: 49 C")]
    [TestCase("study=infusion-hot-plate&plate=55", "plate: 55 C")]
    [TestCase("study=infusion-paw-pressure&cutoff=450", "cutoff: 450 g")]
    public void Text_OfAnotherAssayChanged_IsReadBackToTheSameNumbers(string query, string written)
    {
        var experiment = Experiment.Of(QueryParameters.Parse(query));

        Assert.That(experiment.Text, Does.Contain(written));
        Assert.That(
            Csv(StudyFile.Parse("study.yaml", System.Text.Encoding.UTF8.GetBytes(experiment.Text))),
            Is.EqualTo(Csv(experiment.Study))
        );
        Assert.That(Experiment.Of(QueryParameters.Parse(experiment.Query)).Text, Is.EqualTo(experiment.Text));
    }

    [TestCase("study=pump-tail-flick&lamp=100", "lamp", "The tail-flick test has no lamp.")]
    [TestCase("study=infusion-paw-pressure&plate=50", "plate", "The paw-pressure test has no plate.")]
    [TestCase("water=50", "water", "The hargreaves test has no water.")]
    [TestCase("study=pump-tail-flick&water=45", "water", "must be 46 C or more")]
    [TestCase("study=infusion-hot-plate&plate=80", "plate", "It must be a number from 40 to 60 C.")]
    [TestCase("study=infusion-paw-pressure&cutoff=20", "cutoff", "It must be a number from 50 to 1000 g.")]
    public void Experiment_WithAStimulusOfAnotherAssay_IsRefusedOnItsControl(string query, string control, string message)
    {
        RequestException refused = Assert.Throws<RequestException>(() => Experiment.Of(QueryParameters.Parse(query)))!;

        Assert.That((refused.Parameter, refused.Message), Is.EqualTo((control, refused.Message)));
        Assert.That(refused.Message, Does.Contain(message));
    }

    // Experiments that clearly solve the question, and ones that clearly do not.
    [TestCase("1", null, false)]
    [TestCase("1", "days=-1, 3, 5&to=3&n=40", true)]
    [TestCase("1", "days=-1, 3&to=3&vary=off", false)]
    [TestCase("2", null, false)]
    [TestCase("2", "second=morphine&second-dose=2&second-at=day 6", false)]
    [TestCase("2", "second=morphine&second-dose=2&second-at=day 6&also=145 h", true)]
    [TestCase("2", "second=fentanyl&second-dose=1&second-at=day 6&also=144.5 h", false)]
    [TestCase("3", null, false)]
    [TestCase("3", "rate=0.01", false)]
    [TestCase("3", "second=dizocilpine&second-dose=10&second-at=day 0&second-for=168", true)]
    public void Question_AskedOfAnExperiment_IsSolvedByTheOneThatTells(string number, string? query, bool solved)
    {
        TeachingQuestion question = TeachingQuestion.All.Single(one => one.Number == number);
        var experiment = Experiment.Of(QueryParameters.Parse(query ?? question.Start));
        StudyResult result = experiment.Study.Run();

        Answer answer = question.Check(result, result[experiment.Treated]);

        TestContext.Out.WriteLine(answer.Explanation);
        Assert.That(answer.Solved, Is.EqualTo(solved), answer.Explanation);
    }

    // The first question needs two rats with the same latency in its initial experiment.
    [Test]
    public void ToleranceOrHyperalgesia_InTheExperimentToStartFrom_LookAlike()
    {
        var experiment = Experiment.Of(QueryParameters.Parse(TeachingQuestion.All[0].Start));
        StudyResult result = experiment.Study.Run();

        string says = TeachingQuestion.All[0].Check(result, result[experiment.Treated]).Explanation;
        double[] told =
        [
            .. Seconds()
                .Matches(says)
                .Select(match => double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)),
        ];

        Assert.That(says, Does.Contain("tolerant is at"));
        Assert.That(told[1], Is.EqualTo(told[2]).Within(0.1), says);
    }

    [TestCase(34.4, "+34 %")]
    [TestCase(-0.3, "0 %")]
    [TestCase(-30.2, "−30 %")]
    public void Change_OfPercent_HasItsSign(double percent, string text) => Assert.That(TeachingQuestion.Change(percent), Is.EqualTo(text));

    [Test]
    public void RequestQueue_WorkThatTakesTooLong_IsGivenUpWithinItsTime()
    {
        using var queue = new RequestQueue(1, TimeSpan.FromSeconds(1));
        // The work ends when the queue has given it up, however long a busy machine takes to notice.
        var given = new TaskCompletionSource();
        var refusal = Assert.ThrowsAsync<RequestException>(() =>
            queue.Run(
                _ =>
                {
                    given.Task.Wait(CancellationToken.None);
                    return 0;
                },
                CancellationToken.None
            )
        );
        given.SetResult();

        Assert.That(
            (refusal!.Status, refusal.Message),
            Is.EqualTo((503, "The run took longer than 1 s and was stopped. Use fewer rats, sessions or days."))
        );
    }

    [Test]
    public void RequestQueue_ReaderWhoWentAway_StopsTheRun()
    {
        var stopped = new CancellationToken(true);

        Assert.That(() => CachedStudyRuns.Run(Study.Reference, stopped), Throws.InstanceOf<OperationCanceledException>());
    }

    // Printed, not judged: the queue stops a run that takes too long.
    [Test]
    public void RequestLimits_AskedForAtOnce_PrintHowLongTheyTake()
    {
        string days = string.Join(",", Enumerable.Range(-7, 50)),
            query = $"n=40&days={days}&second=ketamine&second-for=1000&second-at=day 0";
        var experiment = Experiment.Of(QueryParameters.Parse(query));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        StudyResult result = experiment.Study.Run();
        TestContext.Out.WriteLine(
            $"{result.Groups.Sum(group => group.Rats.Count)} rats, {result.Sessions.Count} sessions: {watch.ElapsedMilliseconds} ms"
        );

        Assert.That(result.Groups.Sum(group => group.Rats.Count), Is.LessThanOrEqualTo(RequestLimits.Rats));
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"(\d+\.\d) s\b")]
    private static partial System.Text.RegularExpressions.Regex Seconds();

    [System.Text.RegularExpressions.GeneratedRegex(@"\d+\.\d+")]
    private static partial System.Text.RegularExpressions.Regex Fractions();

    private static async Task<string> Fetch(string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync((await Shared.Server()).Url + path);
    }

    private static string Csv(Study study)
    {
        var csv = new StringWriter { NewLine = "\n" };
        ResultFiles.WriteTrials(study.Run(), csv);
        return csv.ToString();
    }
}
