using System.Text;
using NUnit.Framework;
using PawLatency.Nociception;
using PawLatency.Text;

namespace PawLatency.Tests.Nociception;

/// <summary>The prior of the library, and the faults a prior file can have.</summary>
[TestFixture]
public sealed class PriorFileTests
{
    [Test]
    public void Library_HasEveryParameterButThoseTakenFromSources()
    {
        IEnumerable<ParameterKey> keys = PriorFile.Library.Select(prior => prior.Parameter);

        Assert.That(
            keys.Except(ParameterKey.Factors),
            Is.EqualTo(
                ParameterKey.Required.Where(parameter =>
                    parameter.Key != "baseline-threshold" && !parameter.Key.StartsWith("low-dose", StringComparison.Ordinal)
                )
            )
        );
        Assert.That(PriorFile.Library.Select(prior => prior.Source), Is.All.Not.Empty);
    }

    [Test]
    public void ParameterKeys_ReadBackWhatTheyReplace()
    {
        foreach (ParameterKey parameter in ParameterKey.All)
        {
            double value = parameter.Get(ParameterFile.Reference.Nociception) * 1.01;
            Assert.That(parameter.Get(parameter.With(ParameterFile.Reference.Nociception, value)), Is.EqualTo(value), parameter.Key);
        }

        Assert.That(
            ParameterKey.Required.Select(parameter => parameter.Key),
            Is.SubsetOf(ParameterFile.Reference.Numbers.Where(entry => entry.Section == "nociception").Select(entry => entry.Key))
        );
    }

    [TestCase(
        "averaging-rate: { start: 2 1/h, low: 0.1 1/h, high: 1 1/h, basis: assumed, source: s }",
        "p.yaml:4:28: parameters.averaging-rate.start: It must be in the range from \"low\" to \"high\"."
    )]
    [TestCase(
        "averaging-rate: { start: 2 1/h, low: 3 1/h, high: 1 1/h, basis: assumed, source: s }",
        "p.yaml:4:53: parameters.averaging-rate.high: It must be greater than \"low\"."
    )]
    [TestCase(
        "averaging-rate: { start: 2 C, low: 1 1/h, high: 3 1/h, basis: assumed, source: s }",
        "p.yaml:4:28: parameters.averaging-rate.start: \"2 C\" is a temperature"
    )]
    [TestCase(
        "averaging-rate: { start: 2 1/h, low: 0 1/h, high: 3 1/h, basis: assumed, source: s }",
        "p.yaml:4:40: parameters.averaging-rate.low: 0 1/h is out of range"
    )]
    [TestCase(
        "averaging-rate: { start: 2 1/h, low: 1 1/h, high: 3 1/h, basis: assumed }",
        "The key \"source\" is missing in parameters.averaging-rate"
    )]
    [TestCase(
        "averaging-rat: { start: 2 1/h, low: 1 1/h, high: 3 1/h, basis: assumed, source: s }",
        "p.yaml:4:3: Unknown key \"averaging-rat\" in parameters. Did you mean \"averaging-rate\"?"
    )]
    public void PriorFile_WithAFault_SaysWhere(string line, string message)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"name: p\ndescription: d\nparameters:\n  {line}\n");

        InputException fault = Assert.Throws<InputException>(() => PriorFile.Parse("p.yaml", bytes))!;

        Assert.That(fault.Message, Does.Contain(message));
        Assert.That(fault.Faults, Has.Count.EqualTo(1));
    }
}
